/**
 * Makes a program of generated calls. What they come to is compared with the specification.
 *
 * @module
 */

import type { Generated } from "./generate.ts";
import { isExplained, type Returned } from "./judge.ts";
import type { Program, Schedule } from "./schedule.ts";
import { stranded } from "./sentences.ts";
import type { Table } from "./specification.ts";

/** Whoever looks at `Date` knows the time in whole milliseconds only. */
const ROUNDING = 1;

/** A call that a thread has made. */
interface Made extends Returned<unknown> {
  readonly name: string;
  /** Whether it has returned. */
  over: boolean;
  /** When it began, by the modelled clock. */
  readonly began: number;
}

/** What came of all calls in a schedule. */
interface Outcome {
  /** The calls that were made, by the number of the thread. */
  made: Made[][];
  /** What the calls at the end returned. */
  seen: unknown[];
}

/**
 * Makes a program of calls.
 *
 * @param table The specification.
 * @param generated The calls.
 * @param modules An instance of the module under test for each thread, and one for what runs alone.
 * @param url The URL of the module of the specification.
 * @param patience How many steps in a row may change nothing.
 */
export function callsOf(
  table: Table,
  generated: Generated,
  modules: unknown[],
  url: string,
  patience: number,
): Program {
  const { start, threads } = generated;
  const names = threads.map((_, number) => String.fromCharCode(65 + number));
  /** The calls of the schedule that runs. */
  let made: Made[][] = [];

  function begin(schedule: Schedule, number: number, at: number): void {
    schedule.once("call", (thread) => {
      const name = threads[number]![at]!;
      const call = table.calls[name]!;
      const may = (state: unknown) => call.may(state, number);
      const bit = 1 << (threads.slice(0, number).flat().length + at);
      const began = schedule.turns.clock;
      const unknown = { returned: undefined, after: 0, gaveUp: false, over: false };
      const added: Made = { name, bit, may, ...unknown, began };
      made[number]!.push(added);
      // What has returned before the first step of this call may have returned before it began.
      thread.beforeStep = () => {
        for (const { over, bit } of made.flat()) if (over) added.after |= bit;
      };
      schedule.story?.tell(thread, `calls ${name}`);
    });
  }

  function end(schedule: Schedule, number: number, at: number, value: unknown): void {
    schedule.running!.progress++;
    schedule.once("return", (thread) => {
      const call = made[number]![at]!;
      const { within } = table.calls[call.name]!;
      call.returned = value;
      call.gaveUp = within !== undefined && schedule.turns.clock - call.began > within - ROUNDING;
      call.over = true;
      thread.beforeStep = undefined;
      if (value !== undefined) schedule.story?.tell(thread, `${call.name} → ${value}`);
    });
  }

  const verdicts = new Map<string, boolean>();

  /** Whether the specification explains the outcome; `stuck` says that the calls still made may wait. */
  function isRight({ made, seen }: Outcome, mayWait: boolean): boolean {
    const calls = made.flat();
    const over = calls.filter(({ over }) => over);
    const waiting = mayWait ? [] : calls.filter(({ over }) => !over);
    const key = [
      ...over.map(({ bit, returned, after, gaveUp }) => `${bit} ${returned} ${after} ${gaveUp}`),
      ...waiting.map(({ bit }) => bit),
      ...seen,
    ].join("|");
    const known = verdicts.get(key);
    if (known !== undefined) return known;
    const fits = (state: unknown) =>
      waiting.every(({ may }) => may(state).length === 0) &&
      table.end.every((name, at) =>
        table.calls[name]!.may(state, -1).some((it) => Object.is(it.return, seen[at]))
      );
    const verdict = isExplained(table.starts[start], over, fits);
    verdicts.set(key, verdict);
    return verdict;
  }

  function judge(schedule: Schedule): void {
    const joined = table.join(modules.at(-1), schedule.shared);
    const outcome = { made, seen: table.end.map((name) => table.calls[name]!.run(joined)) };
    if (isRight(outcome, false)) return;
    const story = told(table, generated, names, outcome);
    if (!isRight(outcome, true)) {
      schedule.fail("claim", `No order of these calls explains what came of them.\n\n${story}`);
    } else {
      const { turns: { threads, waiting }, shared, goesOn } = schedule;
      const [kind, sentence] = stranded(threads, waiting, shared, goesOn);
      schedule.fail(kind, `${sentence}\n\n${story}`);
    }
  }

  return {
    names,
    url,
    patience,
    setup() {
      made = threads.map(() => []);
      return table.create(modules.at(-1), table.starts[start]);
    },
    body: (schedule, number) => () => {
      const joined = table.join(modules[number], schedule.shared);
      const calls = threads[number]!;
      const from = (at: number): unknown => {
        for (; at < calls.length; at++) {
          begin(schedule, number, at);
          const value = table.calls[calls[at]!]!.run(joined);
          if (value instanceof Promise) {
            return value.then((it) => (end(schedule, number, at, it), from(at + 1)));
          }
          end(schedule, number, at, value);
        }
      };
      return from(0);
    },
    check: judge,
    stuck: judge,
    state: () => made.map((calls) => calls.map(({ after }) => after)).join("|"),
  };
}

/** Says what was called, and what came of it. */
function told(
  { end }: Table,
  { start, threads }: Generated,
  names: string[],
  { made, seen }: Outcome,
): string {
  const lines = threads.map((calls, number) => {
    const texts = calls.map((name, at) => {
      const call = made[number]![at];
      if (!call) return `${name} is not reached`;
      if (!call.over) return `${name} never returns`;
      return call.returned === undefined ? name : `${name} → ${call.returned}`;
    });
    return `${names[number]}: ${texts.join(", ")}`;
  });
  const last = end.map((name, at) => `${name} → ${seen[at]}`).join(", ");
  const after = last && [`In the end: ${last}`];
  return [`In the beginning, ${start}.`, ...lines, ...after].join("\n");
}
