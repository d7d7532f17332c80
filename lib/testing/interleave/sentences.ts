/**
 * What went wrong, in sentences for the learner.
 *
 * @module
 */

import { type Choice, threadOf } from "./choice.ts";
import type { Kind } from "./report.ts";
import type { ThreadState } from "./thread_state.ts";
import type { Turns } from "./turns.ts";

/** So many steps in a row belong to one thread: nobody else is involved. */
const ROW = 50;

/** Threads wait, and nobody else is left. */
export function stranded(waiting: ThreadState[]): [Kind, string] {
  const threads = waiting.map(({ name, wait }) => {
    const [now, expected] = wait!.values();
    return { name, index: wait!.place!.index, now, expected, missed: now !== expected };
  });
  const missed = threads.find(({ missed }) => missed);
  if (missed) {
    const { name, index, now, expected } = missed;
    return [
      "lost wake-up",
      `Lost wake-up: ${name} fell asleep at [${index}] because it was ${expected}. ` +
      `It is ${now} now, but nobody is left to wake ${name}.`,
    ];
  }
  const places = threads.map(({ name, index, now }) =>
    `${name} waits at [${index}] while it is ${now}`
  );
  return ["deadlock", `Deadlock: ${list(places)}, and nobody is left to change that.`];
}

/** A thread takes steps, and nothing changes. */
export function busy({ name, idle }: ThreadState): string {
  return `Busy waiting: ${name} has looked ${idle} times in a row, and nothing has changed. ` +
    `A thread that waits has to sleep.`;
}

/** There were more steps than any scenario needs. */
export function endless(choices: Choice[], { threads }: Turns): [Kind, string] {
  const [first, ...others] = new Set(choices.slice(-ROW).map(threadOf));
  const name = threads[first!]!.name;
  return others.length === 0
    ? ["busy waiting", `Busy waiting: ${name} tries again and again, without an end.`]
    : ["no end", `No end: the threads have taken ${choices.length} steps, and still go on.`];
}

/** Something was thrown that nobody caught. */
export function thrown(thread: ThreadState | undefined, error: unknown): string {
  return `${thread?.name ?? "The code before or after the threads"} threw ${inWords(error)}.`;
}

/** A thread that began anew did not do the same again. */
export function unequal(name: string): string {
  return `${name} did not do the same when it ran again in the same way. ` +
    `What it does depends on something outside of the shared memory, such as a variable of its module.`;
}

/** The schedule to run is not possible. */
export function misfit(): string {
  return "This schedule does not fit the code: when the same threads take turns, they come to other steps.";
}

/** Writes down what was thrown. */
export function inWords(error: unknown): string {
  if (!(error instanceof Error)) return `${Deno.inspect(error)}, which is not an Error`;
  return error.message ? `${error.name}: ${error.message}` : error.name;
}

function list(things: string[]): string {
  return things.length < 2
    ? `${things[0]}`
    : `${things.slice(0, -1).join(", ")} and ${things.at(-1)}`;
}
