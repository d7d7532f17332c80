/**
 * What the functions of a scenario get.
 *
 * @module
 */

import type { End, Observer, Thread } from "./scenario.ts";
import type { Schedule } from "./schedule.ts";

/** Makes what `check` and `always` get. */
export function observer(schedule: Schedule): End<unknown, unknown> {
  const { turns, program } = schedule;
  const results = Object.fromEntries(turns.threads.map(({ name, result }) => [name, result]));
  return { ...base(schedule, program.modules.at(-1)), results };
}

/** Makes what a thread gets. */
export function threadMeans(schedule: Schedule, module: unknown): Thread<unknown, unknown> {
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
      const deadline = schedule.once("sleep", (thread) => {
        story?.tell(thread, `sleeps for ${milliseconds} ms`);
        return turns.clock + milliseconds;
      });
      schedule.wait({ place: undefined, values: () => [0, 0], deadline });
    },
    now: () => schedule.poll("now", () => turns.clock),
    note: (text) => schedule.once("note", (thread) => story?.tell(thread, text)),
  };
}

function base(schedule: Schedule, module: unknown): Observer<unknown, unknown> {
  return {
    module,
    shared: schedule.shared,
    assert(ok, message) {
      if (!ok) throw schedule.fail("claim", `${message[0]?.toUpperCase()}${message.slice(1)}.`);
    },
  };
}
