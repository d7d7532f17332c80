/** Whoever waits stands in a queue, asleep in a cell of its own. release() hands its permit to the first. */

/** A lock for all the others; free permits; how many wait. Then the cells in the queue, and all cells. */
const [LOCK, COUNT, LENGTH, QUEUE] = [0, 1, 2, 3];
const MOST = 100;
const CELLS = QUEUE + MOST;
/** What a cell holds. */
const [UNUSED, WAITS, GRANTED] = [0, 1, 2];

export class Semaphore {
  readonly #memory: Int32Array<SharedArrayBuffer>;

  constructor(readonly shared: SharedArrayBuffer) {
    this.#memory = new Int32Array(shared);
  }

  static create(permits: number): Semaphore {
    const shared = new SharedArrayBuffer(4 * (CELLS + MOST));
    new Int32Array(shared)[COUNT] = permits;
    return new Semaphore(shared);
  }

  get value(): number {
    return this.#locked(() => this.#memory[COUNT]!);
  }

  tryAcquire(): boolean {
    return this.#locked(() => this.#take());
  }

  acquire(): void {
    this.acquireWithin(Infinity);
  }

  acquireWithin(milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    const cell = this.#locked(() => this.#take() ? 0 : milliseconds > 0 ? this.#enter() : -1);
    if (cell <= 0) return cell === 0;
    let left = milliseconds;
    while (Atomics.load(this.#memory, cell) === WAITS && left > 0) {
      Atomics.wait(this.#memory, cell, WAITS, left);
      left = end - performance.now();
    }
    return this.#locked(() => this.#leave(cell));
  }

  async acquireAsync(): Promise<void> {
    const cell = this.#locked(() => this.#take() ? 0 : this.#enter());
    if (cell === 0) return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {}; // A port that listens keeps the process alive.
    while (Atomics.load(this.#memory, cell) === WAITS) { // Somebody else's wake-up may come late.
      await Atomics.waitAsync(this.#memory, cell, WAITS).value;
    }
    this.#locked(() => this.#leave(cell));
    port1.close();
    port2.close();
  }

  release(): void {
    const first = this.#locked(() => {
      const length = this.#memory[LENGTH]!;
      if (length === 0) {
        this.#memory[COUNT] = this.#memory[COUNT]! + 1;
        return undefined;
      }
      const first = this.#memory[QUEUE]!;
      this.#remove(first);
      Atomics.store(this.#memory, first, GRANTED);
      return first;
    });
    if (first !== undefined) Atomics.notify(this.#memory, first);
  }

  /** Takes a permit if one is free. */
  #take(): boolean {
    const count = this.#memory[COUNT]!;
    if (count > 0) this.#memory[COUNT] = count - 1;
    return count > 0;
  }

  /** Stands behind all others; gives the cell. */
  #enter(): number {
    let cell = CELLS;
    while (this.#memory[cell] !== UNUSED) cell++;
    Atomics.store(this.#memory, cell, WAITS);
    const length = this.#memory[LENGTH]!;
    this.#memory[QUEUE + length] = cell;
    this.#memory[LENGTH] = length + 1;
    return cell;
  }

  /** Gives the cell back; says whether a permit has come. */
  #leave(cell: number): boolean {
    const granted = this.#memory[cell] === GRANTED;
    if (!granted) this.#remove(cell);
    Atomics.store(this.#memory, cell, UNUSED);
    return granted;
  }

  /** Takes a cell out of the queue. */
  #remove(cell: number): void {
    const length = this.#memory[LENGTH]!;
    let at = QUEUE;
    while (this.#memory[at] !== cell) at++;
    for (; at < QUEUE + length - 1; at++) this.#memory[at] = this.#memory[at + 1]!;
    this.#memory[LENGTH] = length - 1;
  }

  #locked<T>(act: () => T): T {
    while (Atomics.compareExchange(this.#memory, LOCK, 0, 1) !== 0) {
      Atomics.wait(this.#memory, LOCK, 1);
    }
    const result = act();
    Atomics.store(this.#memory, LOCK, 0);
    Atomics.notify(this.#memory, LOCK, 1);
    return result;
  }
}

export function withPermit<T>(semaphore: Semaphore, task: () => T | Promise<T>): Promise<T> {
  return semaphore.acquireAsync().then(task).finally(() => semaphore.release());
}

export interface BufferMemory {
  readonly free: SharedArrayBuffer;
  readonly filled: SharedArrayBuffer;
  readonly mutex: SharedArrayBuffer;
  readonly slots: SharedArrayBuffer;
}

/** The slots are text: the items, as they come, with a blank behind each, and a NUL at the end. */
export class BoundedBuffer {
  constructor(readonly shared: BufferMemory) {}

  static create(capacity: number): BoundedBuffer {
    return new BoundedBuffer({
      free: Semaphore.create(capacity).shared,
      filled: Semaphore.create(0).shared,
      mutex: Semaphore.create(1).shared,
      slots: new SharedArrayBuffer(12 * capacity + 1),
    });
  }

  put(item: number): void {
    this.#move("free", "filled", (items) => void items.push(item));
  }

  take(): number {
    return this.#move("filled", "free", (items) => items.shift()!);
  }

  #move<T>(from: "free" | "filled", to: "free" | "filled", act: (items: number[]) => T): T {
    const mutex = new Semaphore(this.shared.mutex);
    const bytes = new Uint8Array(this.shared.slots);
    new Semaphore(this.shared[from]).acquire();
    mutex.acquire();
    const text = new TextDecoder().decode(bytes.slice());
    const items = text.slice(0, text.indexOf("\0")).split(" ").slice(0, -1).map(Number);
    const result = act(items);
    bytes.set(new TextEncoder().encode(items.map((item) => `${item} `).join("") + "\0"));
    mutex.release();
    new Semaphore(this.shared[to]).release();
    return result;
  }
}
