/**
 * What went wrong, in sentences for the learner.
 *
 * @module
 */

import { type Choice, threadOf } from "./choice.ts";
import { lineOf } from "./line.ts";
import { cell } from "./place.ts";
import type { Kind } from "./report.ts";
import type { ThreadState } from "./thread_state.ts";
import type { Turns, Waiter } from "./turns.ts";

/**
 * Threads wait, and nobody else is left.
 *
 * @param threads All threads.
 * @param waiting Those that wait, and what for.
 * @param shared What the threads share.
 * @param goesOn The names of those that would go on if somebody woke them, as far as that was tried.
 */
export function stranded(
  threads: ThreadState[],
  waiting: Waiter[],
  shared: unknown,
  goesOn: ReadonlySet<string> = new Set(),
): [Kind, string] {
  const ordered = threads.flatMap((thread) => waiting.filter((it) => it.thread === thread));
  const waits = ordered.flatMap(({ thread: { name }, place, values }) => {
    if (!place) return [];
    const [now, expected] = values();
    return [{ name, at: cell(place, shared), now, expected }];
  });
  const missed = waits.find(({ now, expected }) => now !== expected);
  if (missed) {
    const { name, at, now, expected } = missed;
    return [
      "lost wake-up",
      `Lost wake-up: ${name} fell asleep at ${at} because it was ${expected}. ` +
      `It is ${now} now, but nobody is left to wake ${name}.`,
    ];
  }
  const roused = ordered.find(({ thread, place }) => place && goesOn.has(thread.name));
  if (roused?.place) {
    const { thread: { name }, place, values } = roused;
    return [
      "lost wake-up",
      `Lost wake-up: ${name} sleeps at ${cell(place, shared)}, which is ${values()[0]}. ` +
      `It would go on if it were woken, but nobody is left to wake it.`,
    ];
  }
  // A timer that never goes off is all that may be left of a thread, and says nothing.
  const pending = threads.find((thread) =>
    !thread.ended && (waits.length === 0 || !waiting.some((it) => it.thread === thread))
  );
  if (pending) return ["never settled", unsettled(pending)];
  const places = waits.map(({ name, at, now }) => `${name} waits at ${at} while it is ${now}`);
  return ["deadlock", `Deadlock: ${places.join(", ")}, and nobody is left to change that.`];
}

/** A thread awaits a promise, and nothing that is known here can settle it. */
function unsettled({ name }: ThreadState): string {
  return `${name} never goes on: nothing is left that could settle the promise that it awaits. ` +
    `Only Atomics.waitAsync(), timers and message channels are known here.`;
}

/** A thread takes steps, and nothing changes. */
export function busy(name: string, times: number): string {
  return `Busy waiting: ${name} has looked ${times} times in a row, and nothing has changed. ` +
    `A thread that waits has to sleep until it is woken.`;
}

/** There were more steps than any scenario needs. */
export function endless(choices: Choice[], { threads }: Turns): [Kind, string] {
  const [first, ...others] = new Set(choices.slice(-choices.length / 2).map(threadOf));
  const name = threads[first!]!.name;
  return [
    "no end",
    others.length === 0
      ? `No end: ${name} has taken ${choices.length / 2} steps in a row, and still goes on.`
      : `No end: the threads have taken ${choices.length} steps, and still go on.`,
  ];
}

/** Something was thrown that nobody caught, by a thread or when no thread ran. */
export function thrown(by: ThreadState | string, error: unknown, scenarios: string): string {
  if (typeof by !== "string") return `${by.name} threw ${inWords(error)}.`;
  const line = lineOf(error, scenarios);
  return `${by}, this was thrown: ${inWords(error)}${line ? ` (${line})` : ""}.`;
}

/** The same turns led to other steps. */
export const UNEQUAL = "The same turns have led to different steps than before. " +
  "What the threads do depends on something outside of the shared memory, such as a variable of their " +
  "module. Threads do not share that.";

/** A schedule that was printed before does not fit. */
export const MISFIT = "Good news: your code does not take this schedule any more. " +
  "Run the tests without IPC_KATAS_SCHEDULE to see whether all others go well.";

/** Writes down what was thrown. */
export function inWords(error: unknown): string {
  if (!(error instanceof Error)) return `${Deno.inspect(error)}, which is not an Error`;
  return error.message ? `${error.name}: ${error.message}` : error.name;
}
