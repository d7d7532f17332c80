/**
 * A local stand-in for the common half of `jsr:@std/testing/time`, see `lib/std/README.md`.
 *
 * @module
 */

/** Thrown when a fake clock is asked for something that its state does not allow. */
export class TimeError extends Error {
  /** Makes one. */
  constructor(message: string) {
    super(message);
    this.name = "TimeError";
  }
}

type Callback = (...args: unknown[]) => void;

interface Timer {
  id: number;
  due: number;
  delay: number;
  repeat: boolean;
  cleared: boolean;
  callback: Callback;
  args: unknown[];
}

const real = {
  Date: globalThis.Date,
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
};
const realAbortSignalTimeout = AbortSignal.timeout;

/** The clock in force: there is one at most. */
let clock: FakeTime | undefined;

const now = () => clock?.now ?? real.Date.now();

const fake = {
  Date: new Proxy(real.Date, {
    construct: (target, args) => Reflect.construct(target, args.length ? args : [now()]),
    apply: () => new real.Date(now()).toString(),
    get: (target, key, receiver) => key === "now" ? now : Reflect.get(target, key, receiver),
  }),
  setTimeout: (callback: Callback, delay?: number, ...args: unknown[]) =>
    add("timeout", callback, delay, args),
  clearTimeout: (id?: unknown) => remove("timeout", id),
  setInterval: (callback: Callback, delay?: number, ...args: unknown[]) =>
    add("interval", callback, delay, args),
  clearInterval: (id?: unknown) => remove("interval", id),
};

function fakeAbortSignalTimeout(delay: number): AbortSignal {
  const controller = new AbortController();
  const abort = () => controller.abort(new DOMException("Signal timed out.", "TimeoutError"));
  fake.setTimeout(abort, delay);
  return controller.signal;
}

function useFake(): void {
  Object.assign(globalThis, fake);
  AbortSignal.timeout = fakeAbortSignalTimeout;
}

function useReal(): void {
  Object.assign(globalThis, real);
  AbortSignal.timeout = realAbortSignalTimeout;
}

/** In the order in which they were set, which decides between timers due at the same time. */
let timers: Timer[] = [];
let lastId = 0;

function add(kind: "timeout" | "interval", callback: Callback, delay = 0, args: unknown[]): number {
  if (typeof callback !== "function") {
    const name = kind === "timeout" ? "setTimeout" : "setInterval";
    throw new TimeError(`FakeTime does not support non-function callbacks to ${name}`);
  }
  if (!clock) throw new TimeError(`Cannot set ${kind}: time is not faked`);
  const repeat = kind === "interval";
  delay = Math.max(repeat ? 1 : 0, Math.floor(delay));
  const id = ++lastId;
  timers.push({ id, due: clock.now + delay, delay, repeat, cleared: false, callback, args });
  return id;
}

function remove(kind: "timeout" | "interval", id: unknown): void {
  if (!clock) throw new TimeError(`Cannot clear ${kind}: time is not faked`);
  for (const timer of timers) if (timer.id === id) timer.cleared = true;
}

function earliest(among: Timer[]): Timer | undefined {
  let first: Timer | undefined;
  for (const timer of among) if (!first || timer.due < first.due) first = timer;
  return first;
}

/** A clock that stands still, in place of `Date` and the timers, until it is restored. */
export class FakeTime implements Disposable {
  #start: number;
  #now: number;

  /** Stops the clock at `start`, or at the present. */
  constructor(start?: number | string | Date | null) {
    if (clock) throw new TimeError("Cannot construct FakeTime: time is already faked");
    this.#start = start instanceof Date
      ? start.valueOf()
      : typeof start === "number"
      ? Math.floor(start)
      : typeof start === "string"
      ? new Date(start).valueOf()
      : real.Date.now();
    if (Number.isNaN(this.#start)) {
      throw new TypeError(`Cannot construct FakeTime: invalid start time ${this.#start}`);
    }
    this.#now = this.#start;
    timers = [];
    lastId = 0;
    clock = this;
    useFake();
  }

  /** Restores the clock that is in force. */
  static restore(): void {
    if (!clock) throw new TimeError("Cannot restore time: time is already restored");
    clock.restore();
  }

  /** Runs `callback` with the real clock and timers, until it returns or its promise settles. */
  static restoreFor<T>(
    // deno-lint-ignore no-explicit-any
    callback: (...args: any[]) => Promise<T> | T,
    // deno-lint-ignore no-explicit-any
    ...args: any[]
  ): Promise<T> {
    if (!clock) return Promise.reject(new TimeError("Cannot restore time: time is not faked"));
    useReal();
    try {
      const result = callback(...args);
      if (result instanceof Promise) return result.finally(useFake);
      useFake();
      return Promise.resolve(result);
    } catch (error) {
      useFake();
      return Promise.reject(error);
    }
  }

  /** The time at which the clock was stopped. */
  get start(): number {
    return this.#start;
  }

  /** The fake time, in milliseconds since 1970. */
  get now(): number {
    return this.#now;
  }

  /** Moves the clock on, and runs what falls due; time stops at a callback that throws. */
  set now(value: number) {
    if (value < this.#now) {
      throw new RangeError(
        `Cannot set current time in the past, time must be >= ${this.#now}: received ${value}`,
      );
    }
    for (let timer; (timer = earliest(timers)) && timer.due <= value;) {
      timers.splice(timers.indexOf(timer), 1);
      if (timer.cleared) continue;
      this.#now = timer.due;
      if (timer.repeat) {
        timer.due += timer.delay;
        timers.push(timer);
      }
      timer.callback.apply(null, timer.args);
    }
    this.#now = value;
  }

  /** Moves the clock on by `ms`. */
  tick(ms = 0): void {
    this.now += ms;
  }

  /** Runs the microtasks, then moves the clock on by `ms`. */
  async tickAsync(ms = 0): Promise<void> {
    await this.runMicrotasks();
    this.now += ms;
  }

  /** Moves the clock to the next timer; `false` if there is none. */
  next(): boolean {
    const next = earliest(timers.filter((timer) => !timer.cleared));
    timers = timers.filter((timer) => next && timer.due >= next.due);
    if (next) this.now = next.due;
    return next !== undefined;
  }

  /** Runs the microtasks, then moves the clock to the next timer. */
  async nextAsync(): Promise<boolean> {
    await this.runMicrotasks();
    return this.next();
  }

  /** Moves the clock on until no timer is left. */
  runAll(): void {
    while (timers.length > 0) this.next();
  }

  /** The same, and runs the microtasks before each timer. */
  async runAllAsync(): Promise<void> {
    while (timers.length > 0) await this.nextAsync();
  }

  /** Lets promises that are settled run on. */
  async runMicrotasks(): Promise<void> {
    await this.delay(0);
  }

  /** Waits in real time; the fake clock stands still. */
  delay(ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      FakeTime.restoreFor(() => void setTimeout(resolve, ms)).catch(reject);
    });
  }

  /** Puts the real clock and timers back. */
  restore(): void {
    if (!clock) throw new TimeError("Cannot restore time: time is already restored");
    clock = undefined;
    useReal();
  }

  /** {@linkcode restore}, for `using`. */
  [Symbol.dispose](): void {
    this.restore();
  }
}
