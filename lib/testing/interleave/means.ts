/**
 * What the functions of a scenario get.
 *
 * @module
 */

import type { End, Observer, Scenario, Thread } from "./scenario.ts";
import type { Program, Schedule } from "./schedule.ts";

/**
 * Makes a program of a scenario.
 *
 * @param scenario The scenario.
 * @param modules An instance of the module under test for each thread, and one for what runs alone.
 * @param url The URL of the module of the scenario.
 * @param patience How many steps in a row may change nothing.
 */
export function programOf(
  // deno-lint-ignore no-explicit-any
  { setup, threads, check, always }: Scenario<any, any>,
  modules: unknown[],
  url: string,
  patience: number,
): Program {
  const bodies = Object.values(threads);
  const alone = (schedule: Schedule) => observer(schedule, modules.at(-1));
  return {
    names: Object.keys(threads),
    url,
    patience,
    setup: () => setup(modules.at(-1)),
    body: (schedule, number) => {
      const its = threadMeans(schedule, modules[number]);
      return () => bodies[number]!(its);
    },
    check: check && ((schedule) => check(alone(schedule))),
    always: always && ((schedule) => always(alone(schedule))),
  };
}

/** Makes what `check` and `always` get. */
function observer(schedule: Schedule, module: unknown): End<unknown, unknown> {
  const { threads } = schedule.turns;
  const results = Object.fromEntries(threads.map(({ name, result }) => [name, result]));
  return { ...base(schedule, module), results };
}

/** Makes what a thread gets. */
function threadMeans(schedule: Schedule, module: unknown): Thread<unknown, unknown> {
  const { turns, story } = schedule;
  const its = base(schedule, module);
  return {
    ...its,
    criticalSection(limit = 1) {
      const inside = schedule.once("enter", (thread) => {
        schedule.separate();
        story?.tell(thread, "enters the critical section");
        return ++schedule.inside;
      });
      its.assert(
        inside <= limit,
        `${inside} threads are in the critical section, where ` +
          `${limit === 1 ? "only 1" : `at most ${limit}`} may be`,
      );
      schedule.step("leave", (thread) => {
        schedule.inside--;
        turns.changed();
        story?.tell(thread, "leaves the critical section");
      }, true);
    },
    sleep(milliseconds) {
      progress(schedule);
      const deadline = schedule.once("sleep", (thread) => {
        story?.tell(thread, `sleeps for ${milliseconds} ms`);
        return turns.clock + milliseconds;
      });
      schedule.wait({ place: undefined, values: () => [0, 0], deadline });
    },
    now() {
      progress(schedule);
      return schedule.poll("now", () => turns.clock);
    },
    note: (text) => schedule.once("note", (thread) => story?.tell(thread, text)),
  };
}

/** The function of a thread, which is not the learner's, has come to its next means. */
function progress({ running }: Schedule): void {
  if (running) running.progress++;
}

function base(schedule: Schedule, module: unknown): Observer<unknown, unknown> {
  return {
    module,
    shared: schedule.shared,
    assert(ok, message) {
      progress(schedule);
      if (!ok) throw schedule.fail("claim", `${sentence(message)}.`);
    },
  };
}

/** Begins a clause with a capital letter, where it does not begin with a call. */
const sentence = (clause: string): string =>
  /^\w+\(/.test(clause) ? clause : `${clause[0]?.toUpperCase()}${clause.slice(1)}`;
