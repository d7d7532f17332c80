/**
 * A mutex of two values, everything else as monitors: a mutex, and a condition variable whose signal()
 * wakes all. Correct, and wasteful.
 */

export class Mutex {
  #mine = false;

  constructor(readonly shared: SharedArrayBuffer) {}

  static create(): Mutex {
    return new Mutex(new SharedArrayBuffer(64));
  }

  tryLock(): boolean {
    const locked = !this.#mine && Atomics.exchange(new Int32Array(this.shared), 7, -1) === 0;
    this.#mine ||= locked;
    return locked;
  }

  lock(): void {
    if (this.#mine) throw new Error("locked already");
    while (!this.tryLock()) Atomics.wait(new Int32Array(this.shared), 7, -1);
  }

  unlock(): void {
    if (!this.#mine) throw new Error("not locked");
    this.#mine = false;
    Atomics.store(new Int32Array(this.shared), 7, 0);
    Atomics.notify(new Int32Array(this.shared), 7, 1);
  }
}

/** Each one who waits has a ticket; a signal calls all tickets so far. */
export class Condition {
  readonly #cells: Int32Array<SharedArrayBuffer>;

  constructor(readonly mutex: Mutex, readonly shared: SharedArrayBuffer) {
    this.#cells = new Int32Array(shared);
  }

  static create(mutex: Mutex): Condition {
    return new Condition(mutex, new SharedArrayBuffer(8));
  }

  wait(): void {
    this.waitWithin(Infinity);
  }

  waitWithin(milliseconds: number): boolean {
    const ticket = Atomics.add(this.#cells, 0, 1);
    try {
      this.mutex.unlock();
    } catch (error) {
      Atomics.sub(this.#cells, 0, 1);
      throw error;
    }
    const end = Date.now() + milliseconds;
    let called = Atomics.load(this.#cells, 1);
    while (called <= ticket) {
      const left = Math.max(0, end - Date.now());
      if (Atomics.wait(this.#cells, 1, called, left) === "timed-out") break;
      called = Atomics.load(this.#cells, 1);
    }
    const woken = Atomics.load(this.#cells, 1) > ticket;
    this.mutex.lock();
    return woken;
  }

  signal(): void {
    this.broadcast();
  }

  broadcast(): void {
    // The tickets so far are less than this; whoever comes now gets a higher one.
    let called = Atomics.load(this.#cells, 1);
    const tickets = Atomics.load(this.#cells, 0);
    while (called < tickets) {
      const found = Atomics.compareExchange(this.#cells, 1, called, tickets);
      if (found === called) break;
      called = found;
    }
    Atomics.notify(this.#cells, 1);
  }
}

export type Memory = Readonly<Record<string, SharedArrayBuffer>>;

/** A few numbers, and threads that wait until these are what they want. */
class Monitor {
  readonly numbers: Int32Array<SharedArrayBuffer>;
  readonly #mutex: Mutex;
  readonly #changed: Condition;

  constructor(readonly shared: Memory) {
    this.numbers = new Int32Array(shared.numbers!);
    this.#mutex = new Mutex(shared.mutex!);
    this.#changed = new Condition(this.#mutex, shared.changed!);
  }

  static create(...numbers: number[]): Memory {
    const mutex = Mutex.create();
    const changed = Condition.create(mutex);
    const shared = new SharedArrayBuffer(4 * numbers.length);
    new Int32Array(shared).set(numbers);
    return { mutex: mutex.shared, changed: changed.shared, numbers: shared };
  }

  run<T>(act: (waitUntil: (condition: () => boolean) => void) => T): T {
    this.#mutex.lock();
    try {
      return act((condition) => {
        while (!condition()) this.#changed.wait();
      });
    } finally {
      this.#changed.broadcast();
      this.#mutex.unlock();
    }
  }
}

export class ReadersWriterLock {
  readonly #monitor: Monitor;

  constructor(readonly shared: Memory) {
    this.#monitor = new Monitor(shared);
  }

  static create(): ReadersWriterLock {
    return new ReadersWriterLock(Monitor.create(0, 0));
  }

  /** The first number: how many readers are inside, or -1 for a writer. The second one: writers, all in all. */
  lockShared(): void {
    const { numbers } = this.#monitor;
    this.#monitor.run((waitUntil) => {
      waitUntil(() => numbers[1] === 0);
      numbers[0] = numbers[0]! + 1;
    });
  }

  unlockShared(): void {
    const { numbers } = this.#monitor;
    this.#monitor.run(() => numbers[0] = numbers[0]! - 1);
  }

  lock(): void {
    const { numbers } = this.#monitor;
    this.#monitor.run((waitUntil) => {
      numbers[1] = numbers[1]! + 1;
      waitUntil(() => numbers[0] === 0);
      numbers[0] = -1;
    });
  }

  unlock(): void {
    const { numbers } = this.#monitor;
    this.#monitor.run(() => {
      numbers[0] = 0;
      numbers[1] = numbers[1]! - 1;
    });
  }
}

export class Barrier {
  readonly #monitor: Monitor;

  constructor(readonly shared: Memory) {
    this.#monitor = new Monitor(shared);
  }

  static create(parties: number): Barrier {
    return new Barrier(Monitor.create(parties, 0, 0));
  }

  wait(): boolean {
    const { numbers } = this.#monitor;
    return this.#monitor.run((waitUntil) => {
      const [parties, come, round] = [...numbers] as [number, number, number];
      numbers[1] = (come + 1) % parties;
      if (come === 0) numbers[2] = round + 1;
      const its = numbers[2];
      waitUntil(() => numbers[1] === 0 || numbers[2] !== its);
      return come === 0;
    });
  }
}

export interface Account {
  readonly number: number;
  readonly mutex: SharedArrayBuffer;
  readonly balance: SharedArrayBuffer;
}

/** Locks the higher number first. */
export function transfer(from: Account, to: Account, amount: number): boolean {
  const order = [from, to].sort((one, other) => other.number - one.number);
  const mutexes = order.slice(from.number === to.number ? 1 : 0).map((it) => new Mutex(it.mutex));
  for (const mutex of mutexes) mutex.lock();
  const [out, into] = [new DataView(from.balance), new DataView(to.balance)];
  const [before] = [out.getInt32(0, true)];
  if (before >= amount) {
    out.setInt32(0, before - amount, true);
    into.setInt32(0, into.getInt32(0, true) + amount, true);
  }
  for (const mutex of mutexes) mutex.unlock();
  return before >= amount;
}
