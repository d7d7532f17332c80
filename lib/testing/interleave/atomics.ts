/**
 * Makes a step of every operation of `Atomics`, as soon as this module is loaded. Outside of a thread, they
 * do what they always did, but never wait for ever.
 *
 * @module
 */

import { isShared, unwrap, type View } from "./memory.ts";
import { cell, placeOf } from "./place.ts";
import { Schedule } from "./schedule.ts";

// deno-lint-ignore no-explicit-any
type Operation = (view: View, index: any, ...rest: any[]) => any;

const atomics = Atomics as unknown as Record<string, Operation>;
const native: Record<string, Operation> = Object.fromEntries(
  Object.getOwnPropertyNames(Atomics).map((name) => [name, atomics[name]!]),
);

/** How an operation is written down: its name, its cell, its arguments, what it returned. */
function words(name: string, cell: string, args: unknown[], result: unknown): string {
  switch (name) {
    case "load":
      return `load ${cell} → ${result}`;
    case "store":
      return `store ${cell} ${args[0]}`;
    case "compareExchange": {
      const outcome = Object.is(result, args[0]) ? "done" : `not done, was ${result}`;
      return `compareExchange ${cell} from ${args[0]} to ${args[1]} → ${outcome}`;
    }
    default:
      return `${name} ${cell} ${args[0]} → was ${result}`;
  }
}

for (
  const name of ["load", "store", "compareExchange", "exchange", "add", "sub", "and", "or", "xor"]
) {
  const its = native[name]!;
  atomics[name] = (view, index, ...rest) => {
    view = unwrap(view);
    const schedule = Schedule.current;
    if (!schedule?.running || !isShared(view)) return its(view, index, ...rest);
    return schedule.step(`${name} ${index}`, (thread) => {
      const before = native.load!(view, index);
      const result = its(view, index, ...rest);
      if (name !== "load" && native.load!(view, index) !== before) schedule.turns.changed();
      const { story } = schedule;
      story?.tell(thread, words(name, cell(placeOf(view, index), schedule.shared), rest, result));
      return result;
    });
  };
}

/** For how long to wait: for ever, where it is not said. */
function timeOf(timeout: unknown): number {
  const time = Number(timeout ?? Infinity);
  return Number.isNaN(time) ? Infinity : time;
}

atomics.wait = (view, index, value, timeout) => {
  view = unwrap(view);
  const schedule = Schedule.current;
  const time = timeOf(timeout);
  const waits = schedule !== undefined || time === Infinity;
  if (!waits || !isShared(view)) return native.wait!(view, index, value, timeout);
  const compare = () => native.wait!(view, index, value, 0); // It checks the arguments as well.
  if (!schedule?.running) {
    if (compare() === "not-equal") return "not-equal";
    throw new Error("Atomics.wait() would never return, because no thread runs");
  }
  const outcome = compares(schedule, "wait", view, index, value, time);
  if (outcome !== undefined) return outcome;
  const place = placeOf(view, index);
  const values = () => [native.load!(view, index), value] as [unknown, unknown];
  return schedule.wait({ place, values, deadline: schedule.turns.clock + time });
};

/** The first step of waiting; gives how it ends when it ends at once. */
function compares(
  schedule: Schedule,
  name: "wait" | "waitAsync",
  view: View,
  index: number,
  value: unknown,
  time: number,
): "not-equal" | "timed-out" | undefined {
  return schedule.step(`${name} ${index}`, (thread) => {
    const outcome = native.wait!(view, index, value, 0); // It checks the arguments as well.
    const ends = outcome === "not-equal" || time <= 0;
    if (!ends) thread.idle--; // Nobody can say that it was busy.
    schedule.story?.tell(
      thread,
      `${name} ${cell(placeOf(view, index), schedule.shared)} while ${value}` +
        `${time < Infinity ? ` for ${Number(time.toFixed(3))} ms` : ""} → ${
          ends ? outcome : name === "wait" ? "blocked" : "pending"
        }`,
    );
    return ends ? outcome : undefined;
  });
}

atomics.waitAsync = (view, index, value, timeout) => {
  const schedule = Schedule.current;
  view = unwrap(view);
  if (!schedule?.running || !isShared(view)) return native.waitAsync!(view, index, value, timeout);
  const time = timeOf(timeout);
  const outcome = compares(schedule, "waitAsync", view, index, value, time);
  if (outcome !== undefined) return { async: false, value: outcome };
  const { promise, resolve } = Promise.withResolvers<string>();
  const place = placeOf(view, index);
  const values = () => [native.load!(view, index), value] as [unknown, unknown];
  schedule.later(
    () => ({ place, values, deadline: schedule.turns.clock + time }),
    (outcome) => {
      schedule.once("settle", (thread) => schedule.story?.tell(thread, `waitAsync → ${outcome}`));
      resolve(outcome);
    },
  );
  return { async: true, value: promise };
};

atomics.notify = (view, index, count) => {
  view = unwrap(view);
  const schedule = Schedule.current;
  if (!schedule?.running || !isShared(view)) return native.notify!(view, index, count);
  return schedule.step(`notify ${index}`, (thread) => {
    native.notify!(view, index, count); // It checks the arguments.
    const woken = schedule.turns.notify(placeOf(view, index), count ?? Infinity);
    if (woken.length > 0) schedule.turns.changed();
    const { story } = schedule;
    story?.tell(
      thread,
      `notify ${cell(placeOf(view, index), schedule.shared)} → ${woken.length} woken`,
      woken,
    );
    return woken.length;
  });
};

atomics.pause = (...args) => {
  const schedule = Schedule.current;
  if (!schedule?.running) return native.pause?.(...args);
  return schedule.poll("pause", () => undefined);
};
