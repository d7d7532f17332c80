/**
 * Models timers, as soon as this module is loaded: those of a thread run in its own event loop, by the
 * modelled clock. What is queued as a microtask may be left, like everything that a thread does.
 *
 * @module
 */

import { left, Schedule } from "./schedule.ts";
import type { Wait } from "./thread_state.ts";

/** What a timer can hold, in milliseconds. With more than that, it fires at once. */
const MOST = 2 ** 31 - 1;
/** A timer that is set to so many milliseconds, six days, only keeps its process alive. */
const ENDLESS = 2 ** 29;

type Callback = (...args: unknown[]) => void;

// deno-lint-ignore no-explicit-any
const real: Record<string, (...args: any[]) => any> = {};

/** Replaces a global function by one that does something else while a thread runs. */
function model(name: string, within: (schedule: Schedule, ...args: unknown[]) => unknown): void {
  // deno-lint-ignore no-explicit-any
  const native = real[name] = (globalThis as any)[name];
  const value = (...args: unknown[]) => {
    const schedule = Schedule.current;
    return schedule?.running ? within(schedule, ...args) : native(...args);
  };
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}

/** What setTimeout() and the like return in a thread. */
class Timer {
  /** What goes on when its time is over. */
  task = -1;
  readonly #schedule: Schedule;
  readonly #milliseconds: number;
  readonly #callback: Callback;

  constructor(schedule: Schedule, callback: unknown, milliseconds: unknown, args: unknown[]) {
    const time = Math.trunc(Number(milliseconds)) || 0;
    this.#schedule = schedule;
    this.#milliseconds = time > MOST ? 0 : time;
    this.#callback = () => (callback as Callback)(...args);
  }

  /** Begins, once. */
  start(): this {
    this.task = this.#schedule.later(() => this.#wait(), () => {
      this.#tell();
      this.#callback();
    });
    return this;
  }

  /** Begins, and again whenever the time is over. One that has done nothing at all (`hollow`) never will. */
  repeat(hollow = false, ran = true): this {
    this.task = this.#schedule.later(
      () => this.#wait(hollow),
      () => {
        const events = this.#schedule.running!.events;
        this.#tell();
        this.repeat(ran && events - 1 === done); // Only this has happened since it ran.
        this.#callback();
      },
    );
    const done = this.#schedule.running!.events;
    return this;
  }

  #tell(): void {
    const { story } = this.#schedule;
    this.#schedule.once("timer", (thread) => story?.tell(thread, "its timer ends"));
  }

  #wait(hollow = false): Wait | undefined {
    const never = hollow || this.#milliseconds >= ENDLESS;
    if (!never && this.#milliseconds <= 1) return undefined;
    const deadline = never ? Infinity : this.#schedule.turns.clock + this.#milliseconds;
    return { place: undefined, values: () => [0, 0], deadline };
  }

  clear(): void {
    this.#schedule.once("clear", (thread) => this.#schedule.turns.cancel(thread, this.task));
  }

  // What one can do with a timer besides.
  ref = (): this => this;
  unref = (): this => this;
  hasRef = (): boolean => true;
  close = (): void => this.clear();
  [Symbol.dispose] = (): void => this.clear();
}

model("setTimeout", (schedule, callback, time, ...args) => {
  return new Timer(schedule, callback, time, args).start();
});
model("setInterval", (schedule, callback, time, ...args) => {
  return new Timer(schedule, callback, time, args).repeat(false, false);
});
model("queueMicrotask", (_, callback) => {
  real.queueMicrotask!(() => {
    try {
      (callback as Callback)();
    } catch (error) {
      if (error !== left) throw error; // It has been left, and goes on later: nothing is wrong.
    }
  });
});
model("setImmediate", (schedule, callback, ...args) => {
  return new Timer(schedule, callback, 0, args).start();
});
for (const name of ["clearTimeout", "clearInterval", "clearImmediate"]) {
  model(name, (_, timer) => timer instanceof Timer ? timer.clear() : real[name]!(timer));
}
