/**
 * Whoever waits stands in a queue, asleep in a cell of its own, and is handed what it waits for: a mutex, a
 * signal, a place among the readers. Nobody looks twice.
 */

/** So many can wait at the same time. */
const PLACES = 310;
/** A lock around all the rest; a number; how many wait. Then the queue, and the cells. */
const [LOCK, NUMBER, LENGTH, QUEUE] = [0, 1, 2, 3];
const CELLS = QUEUE + PLACES;
const [UNUSED, WAITS, GRANTED] = [0, 1, 2];

class Queue {
  readonly cells: Int32Array<SharedArrayBuffer>;

  constructor(shared: SharedArrayBuffer) {
    this.cells = new Int32Array(shared);
  }

  static memory(): SharedArrayBuffer {
    return new SharedArrayBuffer(4 * (CELLS + PLACES));
  }

  locked<T>(act: () => T): T {
    while (Atomics.exchange(this.cells, LOCK, 1) === 1) Atomics.wait(this.cells, LOCK, 1);
    const result = act();
    Atomics.store(this.cells, LOCK, 0);
    Atomics.notify(this.cells, LOCK);
    return result;
  }

  get first(): number | undefined {
    return this.cells[LENGTH]! > 0 ? this.cells[QUEUE] : undefined;
  }

  /** Goes behind all others; `kind` is what it is. */
  enter(kind = 0): number {
    let cell = CELLS;
    while (this.cells[cell] !== UNUSED) cell++;
    this.cells[cell] = WAITS + 4 * kind;
    const length = this.cells[LENGTH]!;
    this.cells[QUEUE + length] = cell;
    this.cells[LENGTH] = length + 1;
    return cell;
  }

  leave(cell: number): void {
    const length = this.cells[LENGTH]!;
    const at = this.cells.slice(QUEUE, QUEUE + length).indexOf(cell);
    if (at < 0) return;
    this.cells.copyWithin(QUEUE + at, QUEUE + at + 1, QUEUE + length);
    this.cells[LENGTH] = length - 1;
  }

  /** Takes one out of the queue, and lets it go on. */
  grant(cell: number): void {
    this.leave(cell);
    Atomics.store(this.cells, cell, GRANTED);
    Atomics.notify(this.cells, cell);
  }

  /** Sleeps until it is granted, or until the time is over; gives the cell back. */
  sleep(cell: number, milliseconds = Infinity): boolean {
    const waits = Atomics.load(this.cells, cell);
    if (waits !== GRANTED) Atomics.wait(this.cells, cell, waits, milliseconds);
    return this.locked(() => {
      const granted = this.cells[cell] === GRANTED;
      if (!granted) this.leave(cell);
      this.cells[cell] = UNUSED;
      return granted;
    });
  }

  /** The cells of all who wait, in their order, with what they are. */
  get waiting(): { cell: number; kind: number }[] {
    return [...this.cells.slice(QUEUE, QUEUE + this.cells[LENGTH]!)].map((cell) => ({
      cell,
      kind: this.cells[cell]! >> 2,
    }));
  }
}

export class Mutex {
  readonly #queue: Queue;
  #mine = false;

  constructor(readonly shared: SharedArrayBuffer) {
    this.#queue = new Queue(shared);
  }

  static create(): Mutex {
    return new Mutex(Queue.memory());
  }

  tryLock(): boolean {
    const { cells } = this.#queue;
    const got = this.#queue.locked(() => {
      const free = cells[NUMBER] === 0;
      if (free) cells[NUMBER] = 1;
      return free;
    });
    this.#mine ||= got;
    return got;
  }

  lock(): void {
    if (this.#mine) throw new Error("It has the mutex already");
    const queue = this.#queue;
    const cell = queue.locked(() => {
      if (queue.cells[NUMBER] !== 0) return queue.enter();
      queue.cells[NUMBER] = 1;
    });
    if (cell !== undefined) queue.sleep(cell);
    this.#mine = true;
  }

  unlock(): void {
    if (!this.#mine) throw new Error("It does not have the mutex");
    this.#mine = false;
    const queue = this.#queue;
    queue.locked(() => {
      if (queue.first === undefined) queue.cells[NUMBER] = 0;
      else queue.grant(queue.first);
    });
  }
}

export class Condition {
  readonly #queue: Queue;

  constructor(readonly mutex: Mutex, readonly shared: SharedArrayBuffer) {
    this.#queue = new Queue(shared);
  }

  static create(mutex: Mutex): Condition {
    return new Condition(mutex, Queue.memory());
  }

  wait(): void {
    this.waitWithin(Infinity);
  }

  waitWithin(milliseconds: number): boolean {
    const queue = this.#queue;
    const cell = queue.locked(() => queue.enter());
    try {
      this.mutex.unlock();
    } catch (error) {
      queue.sleep(cell, 0);
      throw error;
    }
    const woken = queue.sleep(cell, milliseconds);
    this.mutex.lock();
    return woken;
  }

  signal(): void {
    const queue = this.#queue;
    queue.locked(() => queue.first === undefined || queue.grant(queue.first));
  }

  broadcast(): void {
    const queue = this.#queue;
    queue.locked(() => queue.waiting.forEach(({ cell }) => queue.grant(cell)));
  }
}

export type Memory = Readonly<Record<string, SharedArrayBuffer>>;

const [READER, WRITER] = [0, 1];

/** The number: how many readers are inside, or -1 for a writer. */
export class ReadersWriterLock {
  readonly #queue: Queue;

  constructor(readonly shared: Memory) {
    this.#queue = new Queue(shared.queue!);
  }

  static create(): ReadersWriterLock {
    return new ReadersWriterLock({ queue: Queue.memory() });
  }

  lockShared(): void {
    this.#enter(READER);
  }

  unlockShared(): void {
    this.#leave((inside) => inside - 1);
  }

  lock(): void {
    this.#enter(WRITER);
  }

  unlock(): void {
    this.#leave(() => 0);
  }

  #enter(kind: number): void {
    const queue = this.#queue;
    const cell = queue.locked(() => {
      const cell = queue.enter(kind);
      this.#letIn();
      return cell;
    });
    queue.sleep(cell);
  }

  #leave(change: (inside: number) => number): void {
    const { cells } = this.#queue;
    this.#queue.locked(() => {
      cells[NUMBER] = change(cells[NUMBER]!);
      this.#letIn();
    });
  }

  /** Lets in whoever may, writers first. */
  #letIn(): void {
    const { cells, waiting } = this.#queue;
    const writer = waiting.find(({ kind }) => kind === WRITER);
    if (writer && cells[NUMBER] === 0) {
      cells[NUMBER] = -1;
      this.#queue.grant(writer.cell);
    } else if (!writer && cells[NUMBER]! >= 0) {
      cells[NUMBER] = cells[NUMBER]! + waiting.length;
      for (const { cell } of waiting) this.#queue.grant(cell);
    }
  }
}

/** Those who have come stand in the queue; the number is how many have to. */
export class Barrier {
  readonly #queue: Queue;

  constructor(readonly shared: Memory) {
    this.#queue = new Queue(shared.queue!);
  }

  static create(parties: number): Barrier {
    const queue = Queue.memory();
    new Queue(queue).cells[NUMBER] = parties;
    return new Barrier({ queue });
  }

  wait(): boolean {
    const queue = this.#queue;
    const cell = queue.locked(() => {
      const { waiting } = queue;
      if (waiting.length + 1 < queue.cells[NUMBER]!) return queue.enter();
      for (const { cell } of waiting) queue.grant(cell);
    });
    if (cell !== undefined) queue.sleep(cell);
    return cell === undefined;
  }
}

export interface Account {
  readonly number: number;
  readonly mutex: SharedArrayBuffer;
  readonly balance: SharedArrayBuffer;
}

/** Locks the account with the lower number first, one call within the other. */
export function transfer(from: Account, to: Account, amount: number): boolean {
  const accounts = new Map([from, to].map((account) => [account.number, account]));
  const numbers = [...accounts.keys()].sort((one, other) => one - other);
  const within = (at: number): boolean => {
    if (at === numbers.length) return move(from, to, amount);
    const mutex = new Mutex(accounts.get(numbers[at]!)!.mutex);
    mutex.lock();
    const moved = within(at + 1);
    mutex.unlock();
    return moved;
  };
  return within(0);
}

function move(from: Account, to: Account, amount: number): boolean {
  const [out, into] = [new Int32Array(from.balance), new Int32Array(to.balance)];
  if (out[0]! < amount) return false;
  out[0] = out[0]! - amount;
  into[0] = into[0]! + amount;
  return true;
}
