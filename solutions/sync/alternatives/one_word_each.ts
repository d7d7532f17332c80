/**
 * A lock is one word: a mutex gives out tickets and is fair, readers and writers stand in the bits of a
 * number, and a barrier only counts who comes.
 */

export class Mutex {
  /** The next ticket, and the one whose turn it is. */
  readonly #tickets: Int32Array<SharedArrayBuffer>;
  #mine = false;

  constructor(readonly shared: SharedArrayBuffer) {
    this.#tickets = new Int32Array(shared);
  }

  static create(): Mutex {
    return new Mutex(new SharedArrayBuffer(8));
  }

  tryLock(): boolean {
    const turn = Atomics.load(this.#tickets, 1);
    if (Atomics.compareExchange(this.#tickets, 0, turn, (turn + 1) | 0) !== turn) return false;
    this.#mine = true;
    return true;
  }

  lock(): void {
    if (this.#mine) throw new RangeError("a second ticket would wait for the first");
    const ticket = Atomics.add(this.#tickets, 0, 1);
    for (let turn; (turn = Atomics.load(this.#tickets, 1)) !== ticket;) {
      Atomics.wait(this.#tickets, 1, turn);
    }
    this.#mine = true;
  }

  unlock(): void {
    if (!this.#mine) throw new TypeError("it is not the turn of this object");
    this.#mine = false;
    Atomics.add(this.#tickets, 1, 1);
    Atomics.notify(this.#tickets, 1);
  }
}

/** Bits of a number count those who wait; the rest counts signals. Each signal wakes all. */
export class Condition {
  readonly #news: Int32Array<SharedArrayBuffer>;

  constructor(readonly mutex: Mutex, readonly shared: SharedArrayBuffer) {
    this.#news = new Int32Array(shared);
  }

  static create(mutex: Mutex): Condition {
    return new Condition(mutex, new SharedArrayBuffer(4));
  }

  wait(): void {
    const news = Atomics.load(this.#news, 0);
    this.mutex.unlock();
    while (Atomics.load(this.#news, 0) === news) Atomics.wait(this.#news, 0, news);
    this.mutex.lock();
  }

  waitWithin(milliseconds: number): boolean {
    const news = Atomics.load(this.#news, 0);
    this.mutex.unlock();
    const end = performance.now() + milliseconds;
    let left = milliseconds;
    while (left > 0 && Atomics.load(this.#news, 0) === news) {
      Atomics.wait(this.#news, 0, news, left);
      left = end - performance.now();
    }
    const woken = Atomics.load(this.#news, 0) !== news;
    this.mutex.lock();
    return woken;
  }

  signal(): void {
    this.broadcast();
  }

  broadcast(): void {
    Atomics.add(this.#news, 0, 1);
    Atomics.notify(this.#news, 0);
  }
}

export type Memory = Readonly<Record<string, SharedArrayBuffer>>;

/** Readers in the low 20 bits, writers that wait above them, and the writer that is inside. */
const [READER, WAITS, WRITES] = [1, 1 << 20, 1 << 30];

export class ReadersWriterLock {
  readonly #word: Int32Array<SharedArrayBuffer>;

  constructor(readonly shared: Memory) {
    this.#word = new Int32Array(shared.word!);
  }

  static create(): ReadersWriterLock {
    return new ReadersWriterLock({ word: new SharedArrayBuffer(4) });
  }

  lockShared(): void {
    this.#enter((word) => word < WAITS, READER);
  }

  unlockShared(): void {
    this.#change(-READER);
  }

  lock(): void {
    Atomics.add(this.#word, 0, WAITS);
    this.#enter((word) => word < WRITES && word % WAITS === 0, WRITES - WAITS);
  }

  unlock(): void {
    this.#change(-WRITES);
  }

  /** Waits until the word allows it, and changes it then. */
  #enter(allows: (word: number) => boolean, change: number): void {
    let word = Atomics.load(this.#word, 0);
    for (;;) {
      if (!allows(word)) {
        Atomics.wait(this.#word, 0, word);
        word = Atomics.load(this.#word, 0);
        continue;
      }
      const found = Atomics.compareExchange(this.#word, 0, word, word + change);
      if (found === word) return;
      word = found;
    }
  }

  #change(by: number): void {
    Atomics.add(this.#word, 0, by);
    Atomics.notify(this.#word, 0);
  }
}

export class Barrier {
  /** How many have come since the beginning, and how many have to come in each round. */
  readonly #come: BigInt64Array<SharedArrayBuffer>;

  constructor(readonly shared: Memory) {
    this.#come = new BigInt64Array(shared.come!);
  }

  static create(parties: number): Barrier {
    const come = new SharedArrayBuffer(16);
    new BigInt64Array(come)[1] = BigInt(parties);
    return new Barrier({ come });
  }

  wait(): boolean {
    const parties = this.#come[1]!;
    const mine = Atomics.add(this.#come, 0, 1n);
    const last = mine - mine % parties + parties - 1n;
    if (mine === last) {
      Atomics.notify(this.#come, 0);
      return true;
    }
    for (let come; (come = Atomics.load(this.#come, 0)) <= last;) {
      Atomics.wait(this.#come, 0, come);
    }
    return false;
  }
}

export interface Account {
  readonly number: number;
  readonly mutex: SharedArrayBuffer;
  readonly balance: SharedArrayBuffer;
}

/** Has one mutex and tries for the other; without luck, it waits for that one, and has nothing meanwhile. */
export function transfer(from: Account, to: Account, amount: number): boolean {
  let [first, second] = [new Mutex(from.mutex), new Mutex(to.mutex)];
  first.lock();
  while (from.number !== to.number && !second.tryLock()) {
    first.unlock();
    [first, second] = [second, first];
    first.lock();
  }
  try {
    const [out, into] = [new Int32Array(from.balance), new Int32Array(to.balance)];
    if (Atomics.load(out, 0) < amount) return false;
    Atomics.sub(out, 0, amount);
    Atomics.add(into, 0, amount);
    return true;
  } finally {
    if (from.number !== to.number) second.unlock();
    first.unlock();
  }
}
