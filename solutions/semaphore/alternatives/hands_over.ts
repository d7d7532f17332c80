/** A count that goes below zero tells how many wait, and release() hands its permit to one of them. */

/** Free permits less those who wait; permits that are on their way to somebody. */
const [BALANCE, GRANTS] = [0, 1];

export class Semaphore {
  readonly #cells: Int32Array<SharedArrayBuffer>;

  constructor(readonly shared: SharedArrayBuffer) {
    this.#cells = new Int32Array(shared);
  }

  static create(permits: number): Semaphore {
    const shared = new SharedArrayBuffer(8);
    new Int32Array(shared)[BALANCE] = permits;
    return new Semaphore(shared);
  }

  get value(): number {
    return Math.max(0, Atomics.load(this.#cells, BALANCE));
  }

  acquire(): void {
    this.acquireWithin(Infinity);
  }

  tryAcquire(): boolean {
    return this.#change(BALANCE, (balance) => balance > 0, -1);
  }

  acquireWithin(milliseconds: number): boolean {
    if (Atomics.sub(this.#cells, BALANCE, 1) > 0) return true;
    let end = performance.now() + milliseconds;
    while (!this.#change(GRANTS, (grants) => grants > 0, -1)) {
      const left = Math.max(0, end - performance.now());
      if (Atomics.wait(this.#cells, GRANTS, 0, left) !== "timed-out") continue;
      if (this.#change(BALANCE, (balance) => balance < 0, 1)) return false;
      end = Infinity; // Somebody has already sent a permit, and it will be here in a moment.
    }
    return true;
  }

  async acquireAsync(): Promise<void> {
    if (Atomics.sub(this.#cells, BALANCE, 1) > 0) return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {}; // A port that listens keeps the process alive.
    try {
      while (!this.#change(GRANTS, (grants) => grants > 0, -1)) {
        await Atomics.waitAsync(this.#cells, GRANTS, 0).value;
      }
    } finally {
      port1.close();
      port2.close();
    }
  }

  release(): void {
    if (Atomics.add(this.#cells, BALANCE, 1) >= 0) return;
    Atomics.add(this.#cells, GRANTS, 1);
    Atomics.notify(this.#cells, GRANTS, 1);
  }

  /** Adds to a cell if its number is as wanted, and tells whether it has. */
  #change(cell: number, wanted: (number: number) => boolean, difference: number): boolean {
    let seen = Atomics.load(this.#cells, cell);
    while (wanted(seen)) {
      const found = Atomics.compareExchange(this.#cells, cell, seen, seen + difference);
      if (found === seen) return true;
      seen = found;
    }
    return false;
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

export class BoundedBuffer {
  readonly #capacity: number;

  constructor(readonly shared: BufferMemory) {
    this.#capacity = shared.slots.byteLength / 4 - 2;
  }

  static create(capacity: number): BoundedBuffer {
    return new BoundedBuffer({
      free: Semaphore.create(capacity).shared,
      filled: Semaphore.create(0).shared,
      mutex: Semaphore.create(1).shared,
      slots: new SharedArrayBuffer(4 * (capacity + 2)),
    });
  }

  put(item: number): void {
    this.#move("free", "filled", this.#capacity, (slots, at) => slots[at] = item);
  }

  take(): number {
    return this.#move("filled", "free", this.#capacity + 1, (slots, at) => slots[at]!);
  }

  #move(
    from: "free" | "filled",
    to: "free" | "filled",
    counter: number,
    act: (slots: Int32Array, at: number) => number,
  ): number {
    const mutex = new Semaphore(this.shared.mutex);
    const slots = new Int32Array(this.shared.slots);
    new Semaphore(this.shared[from]).acquire();
    mutex.acquire();
    const item = act(slots, slots[counter]! % this.#capacity);
    slots[counter] = slots[counter]! + 1;
    new Semaphore(this.shared[to]).release();
    mutex.release();
    return item;
  }
}
