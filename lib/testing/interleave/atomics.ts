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

atomics.wait = (view, index, value, timeout) => {
  view = unwrap(view);
  const schedule = Schedule.current;
  const time = Number.isNaN(timeout = Number(timeout ?? Infinity)) ? Infinity : timeout;
  const waits = schedule !== undefined || time === Infinity;
  if (!waits || !isShared(view)) return native.wait!(view, index, value, timeout);
  const compare = () => native.wait!(view, index, value, 0); // It checks the arguments as well.
  if (!schedule?.running) {
    if (compare() === "not-equal") return "not-equal";
    throw new Error(
      schedule
        ? "Atomics.wait() would never return, because no thread runs"
        : "A function is async that a thread has called, and must not be",
    );
  }
  const first = schedule.step(`wait ${index}`, (thread) => {
    const outcome = compare();
    const ends = outcome === "not-equal" || time <= 0;
    if (!ends) thread.idle--; // Nobody can say that it was busy.
    schedule.story?.tell(
      thread,
      `wait ${cell(placeOf(view, index), schedule.shared)} while ${value}` +
        `${time < Infinity ? ` for ${Number(time.toFixed(3))} ms` : ""} → ${
          ends ? outcome : "blocked"
        }`,
    );
    return ends ? outcome : undefined;
  });
  if (first !== undefined) return first;
  const place = placeOf(view, index);
  const values = () => [native.load!(view, index), value] as [unknown, unknown];
  return schedule.wait({ place, values, deadline: schedule.turns.clock + time });
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

atomics.waitAsync = (...args) => {
  if (!Schedule.current) return native.waitAsync!(...args);
  throw new Error("Atomics.waitAsync() cannot be explored: test it with real threads");
};

atomics.pause = (...args) => {
  const schedule = Schedule.current;
  if (!schedule?.running) return native.pause?.(...args);
  return schedule.poll("pause", () => undefined);
};
