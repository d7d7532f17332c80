/**
 * A clock that a scenario moves on: an hour goes by in a moment, and timers go off that are due then.
 *
 * It goes on by itself as every clock does, so that code which awaits a child or a file as well as a timer
 * never stands still. `pass()` moves it on, step by step. Use it in a peer, before the learner's code sets
 * timers there.
 *
 * It takes hold of `setTimeout()` and `setInterval()` wherever they are imported from, of
 * `AbortSignal.timeout()`, `Date` and `performance.now()`. Other threads and processes have their own time.
 *
 * ```ts
 * import { Clock } from "lib/testing/clock.ts";
 * import { setTimeout as sleep } from "node:timers/promises";
 * import { assertEquals } from "@std/assert";
 *
 * const HOUR = 3_600_000;
 * using clock = new Clock();
 * let awake = false;
 * const sleeping = sleep(2 * HOUR).then(() => awake = true);
 * assertEquals([await clock.pass(1.5 * HOUR), awake], [0, false]);
 * assertEquals([await clock.pass(1.5 * HOUR), awake], [1, true]);
 * await sleeping;
 * ```
 *
 * @module
 */

/** The part of Deno's timers that `core` keeps; `Timeout` objects, which programs see, lie above it. */
interface CoreTimer {
  _onTimeout: () => void;
}

/** What `setTimeout()` and `setInterval()` give. The names with a `_` are those of Node's. */
interface Timeout {
  _idleTimeout: number;
  _repeat: boolean;
  _destroyed: boolean;
  _timer: CoreTimer;
  hasRef(): boolean;
  ref(): void;
  unref(): void;
  refresh(): unknown;
}

interface Core {
  createTimer(
    ring: () => void,
    ms: number,
    args: undefined,
    repeat: boolean,
    ref: boolean,
  ): CoreTimer;
  cancelTimer(timer: CoreTimer): void;
}

// deno-lint-ignore no-explicit-any
const core: Core = (Deno as any)[(Deno as any).internal].core;
const prototype = prototypeOfTimers();
/** The one place where every timer of the program begins. */
const CREATE = Object.getOwnPropertySymbols(prototype).find((it) =>
  it.description === "createTimer"
)!;
if (!CREATE) {
  throw new Error("Cannot take hold of timers: this version of Deno begins them elsewhere");
}

const real = {
  create: prototype[CREATE] as (this: Timeout) => unknown,
  refresh: prototype.refresh as (this: Timeout) => Timeout,
  Date: globalThis.Date,
  now: Performance.prototype.now,
  timeout: AbortSignal.timeout,
};

// deno-lint-ignore no-explicit-any
function prototypeOfTimers(): any {
  const timer = setTimeout(() => {}, 0);
  clearTimeout(timer);
  return Object.getPrototypeOf(timer);
}

/** A clock that can jump, in place of the program's own, until it is disposed of. There is one at most. */
export class Clock implements Disposable {
  /** For how long the shortest timer was set that has gone off, in milliseconds. Set it back as you like. */
  shortest = Infinity;
  /** How far it is ahead of the real one, in milliseconds. */
  #ahead = 0;
  /** When each timer is due that has not gone off. */
  #due = new Map<Timeout, number>();
  #rung = 0;
  #pausing = false;

  /** Takes hold of the timers that begin from now on. */
  constructor() {
    if (AbortSignal.timeout !== real.timeout) {
      throw new Error("Cannot make a clock: there is one already");
    }
    // deno-lint-ignore no-this-alias
    const clock = this;
    prototype[CREATE] = function (this: Timeout) {
      const id = real.create.call(this);
      if (!clock.#pausing) clock.#adopt(this);
      return id;
    };
    prototype.refresh = function (this: Timeout) {
      real.refresh.call(this);
      if (clock.#due.has(this)) clock.#arm(this, clock.#now() + this._idleTimeout);
      return this;
    };
    Performance.prototype.now = () => this.#now();
    AbortSignal.timeout = abortAfter;
    const date = () => real.Date.now() + this.#ahead;
    globalThis.Date = new Proxy(real.Date, {
      construct: (target, args, self) =>
        Reflect.construct(target, args.length ? args : [date()], self),
      apply: () => new real.Date(date()).toString(),
      get: (target, key, self) => key === "now" ? date : Reflect.get(target, key, self),
    });
  }

  /**
   * Lets time go by. What is due goes off on time and in order; but a timer that is short, compared with a
   * step, goes off once in each step: whoever polls must not make an hour long.
   *
   * @param ms How much, in milliseconds.
   * @param steps In how many steps.
   * @returns How many times a timer has gone off.
   */
  async pass(ms: number, steps = 60): Promise<number> {
    const [begin, rung] = [this.#ahead, this.#rung];
    const short = ms / steps / 20;
    for (let step = 1; step <= steps; step++) {
      const end = begin + ms * step / steps;
      for (let next; (next = this.#next(end, short));) {
        this.#ahead = Math.max(this.#ahead, next.due - real.now.call(performance));
        this.#ring(next.timer);
        await turn();
      }
      this.#ahead = end;
      for (const [timer, due] of [...this.#due].sort(([, a], [, b]) => a - b)) {
        if (timer._destroyed || due > this.#now()) continue;
        this.#ring(timer);
        await turn();
      }
      for (const [timer, due] of this.#due) this.#arm(timer, due);
      await this.pause(1); // for what reads and writes meanwhile
    }
    return this.#rung - rung;
  }

  /** How many timers have not gone off yet, and keep the process alive. */
  get pending(): number {
    return [...this.#due.keys()].filter((timer) => !timer._destroyed && timer.hasRef()).length;
  }

  /** Waits for some real milliseconds, during which the clock goes on as usual. */
  pause = (ms: number): Promise<void> => {
    return new Promise((resolve) => {
      this.#pausing = true;
      setTimeout(resolve, ms);
      this.#pausing = false;
    });
  };

  /** Puts the real clock back. Timers that are left go off when their time is over. */
  [Symbol.dispose](): void {
    prototype[CREATE] = real.create;
    prototype.refresh = real.refresh;
    Performance.prototype.now = real.now;
    AbortSignal.timeout = real.timeout;
    globalThis.Date = real.Date;
  }

  /** The next timer that is due before the clock is so far ahead, and is not short. */
  #next(ahead: number, short: number): { timer: Timeout; due: number } | undefined {
    const end = real.now.call(performance) + ahead;
    let next: { timer: Timeout; due: number } | undefined;
    for (const [timer, due] of this.#due) {
      if (timer._destroyed || timer._idleTimeout < short || due > (next?.due ?? end)) continue;
      if (due !== next?.due) next = { timer, due };
    }
    return next;
  }

  #now(): number {
    return real.now.call(performance) + this.#ahead;
  }

  #adopt(timer: Timeout): void {
    const ring = timer._timer._onTimeout;
    timer._timer._onTimeout = () => {
      this.#rung++;
      this.shortest = Math.min(this.shortest, timer._idleTimeout);
      if (timer._repeat) this.#due.set(timer, this.#now() + timer._idleTimeout);
      else this.#due.delete(timer);
      ring();
    };
    this.#due.set(timer, this.#now() + timer._idleTimeout);
  }

  /** Lets a timer go off now. */
  #ring(timer: Timeout): void {
    const ring = timer._timer._onTimeout;
    if (!timer._repeat) core.cancelTimer(timer._timer);
    try {
      ring();
    } catch (error) {
      reportError(error); // as if the event loop had called it
    }
  }

  /** Lets a timer go off when it is due, although the clock has jumped. */
  #arm(timer: Timeout, due: number): void {
    if (timer._destroyed) this.#due.delete(timer);
    if (timer._destroyed || timer._repeat) return;
    const ring = timer._timer._onTimeout;
    core.cancelTimer(timer._timer);
    timer._timer = core.createTimer(ring, due - this.#now(), undefined, false, timer.hasRef());
    this.#due.set(timer, due);
  }
}

/** Like Deno's own, it keeps the process alive only while somebody listens. */
function abortAfter(ms: number): AbortSignal {
  real.timeout(ms); // refuses what is no time
  const controller = new AbortController();
  const { signal } = controller;
  const over = () => new DOMException("The operation was aborted due to timeout", "TimeoutError");
  const timer = setTimeout(() => controller.abort(over()), ms) as unknown as Timeout;
  timer.unref();
  const listeners = new Set<unknown>();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (type: string, listener: EventListener, ...rest: []) => {
    addEventListener.call(signal, type, listener, ...rest);
    if (type === "abort" && listeners.add(listener)) timer.ref();
  };
  signal.removeEventListener = (type: string, listener: EventListener, ...rest: []) => {
    removeEventListener.call(signal, type, listener, ...rest);
    if (listeners.delete(listener) && listeners.size === 0) timer.unref();
  };
  return signal;
}

/** One turn of the event loop. */
function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
