/**
 * Models what else a thread can notice or do: clocks, chance, and what it prints.
 *
 * @module
 */

import { unwrap } from "./memory.ts";
import { Schedule } from "./schedule.ts";

/** What the date is when the modelled clock is at 0: between two milliseconds. */
const EPOCH = Date.UTC(2026, 4, 12, 9, 41) + 0.625;

/** Replaces a method by one that does something else in a schedule. */
function model<T extends object, K extends keyof T>(
  object: T,
  name: K,
  within: (schedule: Schedule, ...args: unknown[]) => unknown,
): void {
  const native = object[name] as (...args: unknown[]) => unknown;
  object[name] = ((...args: unknown[]) => {
    const schedule = Schedule.current;
    return schedule ? within(schedule, ...args) : native.apply(object, args);
  }) as T[K];
}

const clock = (schedule: Schedule, unit: (milliseconds: number) => number) => {
  const time = () => unit(schedule.turns.clock);
  return schedule.running ? schedule.poll("clock", time) : time();
};
const date = (milliseconds: number) => Math.floor(EPOCH + milliseconds);

model(performance, "now", (schedule) => clock(schedule, (milliseconds) => milliseconds));
model(Date, "now", (schedule) => clock(schedule, date));
globalThis.Date = new Proxy(Date, {
  construct: (type, args, target) =>
    Reflect.construct(type, args.length > 0 ? args : [type.now()], target),
});

// The same in every run.
model(Math, "random", (schedule) => {
  const next = () => {
    schedule.chance = (Math.imul(schedule.chance, 1664525) + 1013904223) >>> 0;
    return schedule.chance / 2 ** 32;
  };
  return schedule.running ? schedule.once("random", next) : next();
});

// A thread that starts over would print it again and again: only the story has it.
for (const name of ["log", "info", "debug", "warn", "error"] as const) {
  model(console, name, (schedule, ...args) => {
    const text = () =>
      args.map((it) => typeof it === "string" ? it : Deno.inspect(unwrap(it))).join(" ");
    if (!schedule.running) return;
    schedule.once("print", (thread) => schedule.story?.tell(thread, `prints ${text()}`));
  });
}
