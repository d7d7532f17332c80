/** A solution of the sync kata. @module */

/** What the cell of a mutex holds. */
const [FREE, LOCKED, AWAITED] = [0, 1, 2];

export class Mutex {
  readonly #cell: Int32Array<SharedArrayBuffer>;
  /** An object belongs to one thread, so nobody else changes this. */
  #mine = false;

  constructor(readonly shared: SharedArrayBuffer) {
    this.#cell = new Int32Array(shared);
  }

  static create(): Mutex {
    return new this(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  }

  tryLock(): boolean {
    if (this.#mine) return false;
    return this.#mine = Atomics.compareExchange(this.#cell, 0, FREE, LOCKED) === FREE;
  }

  lock(): void {
    if (this.#mine) throw new Error("Cannot lock the mutex: this object has it already");
    if (this.tryLock()) return;
    // Whoever has slept cannot know whether others still do, and leaves a note for unlock().
    while (Atomics.exchange(this.#cell, 0, AWAITED) !== FREE) Atomics.wait(this.#cell, 0, AWAITED);
    this.#mine = true;
  }

  unlock(): void {
    if (!this.#mine) throw new Error("Cannot unlock the mutex: this object does not have it");
    this.#mine = false;
    if (Atomics.exchange(this.#cell, 0, FREE) === AWAITED) Atomics.notify(this.#cell, 0, 1);
  }
}

export class Condition {
  /** How many signals there were. */
  readonly #signals: Int32Array<SharedArrayBuffer>;

  constructor(readonly mutex: Mutex, readonly shared: SharedArrayBuffer) {
    this.#signals = new Int32Array(shared);
  }

  static create(mutex: Mutex): Condition {
    return new this(mutex, new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  }

  wait(): void {
    this.waitWithin(Infinity);
  }

  waitWithin(milliseconds: number): boolean {
    const seen = Atomics.load(this.#signals, 0); // before anybody can lock the mutex
    this.mutex.unlock();
    const outcome = Atomics.wait(this.#signals, 0, seen, milliseconds);
    this.mutex.lock();
    return outcome !== "timed-out";
  }

  signal(): void {
    Atomics.add(this.#signals, 0, 1);
    Atomics.notify(this.#signals, 0, 1);
  }

  broadcast(): void {
    Atomics.add(this.#signals, 0, 1);
    Atomics.notify(this.#signals, 0);
  }
}

export type Memory = Readonly<Record<string, SharedArrayBuffer>>;

/** How many readers are inside, how many writers are, and how many writers wait. */
const [READERS, WRITERS, WAITING] = [0, 1, 2];

export class ReadersWriterLock {
  readonly #mutex: Mutex;
  readonly #left: Condition;
  /** Only who has the mutex looks at it. */
  readonly #counts: Int32Array<SharedArrayBuffer>;

  constructor(readonly shared: Memory) {
    this.#mutex = new Mutex(shared.mutex!);
    this.#left = new Condition(this.#mutex, shared.left!);
    this.#counts = new Int32Array(shared.counts!);
  }

  static create(): ReadersWriterLock {
    const mutex = Mutex.create();
    const left = Condition.create(mutex).shared;
    return new this({ mutex: mutex.shared, left, counts: new SharedArrayBuffer(12) });
  }

  lockShared(): void {
    this.#mutex.lock();
    while (this.#counts[WRITERS]! + this.#counts[WAITING]! > 0) this.#left.wait();
    this.#counts[READERS]!++;
    this.#mutex.unlock();
  }

  unlockShared(): void {
    this.#leave(READERS);
  }

  lock(): void {
    this.#mutex.lock();
    this.#counts[WAITING]!++;
    while (this.#counts[READERS]! + this.#counts[WRITERS]! > 0) this.#left.wait();
    this.#counts[WAITING]!--;
    this.#counts[WRITERS]!++;
    this.#mutex.unlock();
  }

  unlock(): void {
    this.#leave(WRITERS);
  }

  /** Readers and writers wait at the same place, and only some of them can go on: all look. */
  #leave(who: number): void {
    this.#mutex.lock();
    if (--this.#counts[who]! === 0) this.#left.broadcast();
    this.#mutex.unlock();
  }
}

/** How many have to come, how many have come in this round, and how many rounds are over. */
const [PARTIES, ARRIVED, ROUND] = [0, 1, 2];

export class Barrier {
  readonly #cells: Int32Array<SharedArrayBuffer>;

  constructor(readonly shared: Memory) {
    this.#cells = new Int32Array(shared.cells!);
  }

  static create(parties: number): Barrier {
    const cells = new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT);
    new Int32Array(cells)[PARTIES] = parties;
    return new this({ cells });
  }

  wait(): boolean {
    const round = Atomics.load(this.#cells, ROUND); // before the last one can come
    const arrived = Atomics.add(this.#cells, ARRIVED, 1) + 1;
    if (arrived < this.#cells[PARTIES]!) {
      while (Atomics.load(this.#cells, ROUND) === round) Atomics.wait(this.#cells, ROUND, round);
      return false;
    }
    Atomics.store(this.#cells, ARRIVED, 0);
    Atomics.add(this.#cells, ROUND, 1);
    Atomics.notify(this.#cells, ROUND);
    return true;
  }
}

export interface Account {
  readonly number: number;
  readonly mutex: SharedArrayBuffer;
  readonly balance: SharedArrayBuffer;
}

export function transfer(from: Account, to: Account, amount: number): boolean {
  // Everybody locks in the same order, so that nobody has what somebody before him waits for.
  const [first, second] = [from, to].toSorted((one, other) => one.number - other.number)
    .map(({ mutex }) => new Mutex(mutex));
  const balances = [from, to].map(({ balance }) => new Int32Array(balance));
  first!.lock();
  if (from.number !== to.number) second!.lock();
  const isThere = balances[0]![0]! >= amount;
  if (isThere) {
    balances[0]![0]! -= amount;
    balances[1]![0]! += amount;
  }
  if (from.number !== to.number) second!.unlock();
  first!.unlock();
  return isThere;
}
