/** A solution of the semaphore kata. @module */

export class Semaphore {
  /** One cell: how many permits are free. */
  readonly #free: Int32Array<SharedArrayBuffer>;

  constructor(readonly shared: SharedArrayBuffer) {
    this.#free = new Int32Array(shared);
  }

  static create(permits: number): Semaphore {
    const semaphore = new this(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    Atomics.store(semaphore.#free, 0, permits);
    return semaphore;
  }

  get value(): number {
    return Atomics.load(this.#free, 0);
  }

  tryAcquire(): boolean {
    for (;;) {
      const free = Atomics.load(this.#free, 0);
      if (free === 0) return false;
      if (Atomics.compareExchange(this.#free, 0, free, free - 1) === free) return true;
    }
  }

  release(): void {
    Atomics.add(this.#free, 0, 1);
    Atomics.notify(this.#free, 0, 1);
  }

  acquire(): void {
    // Whoever is woken has no permit yet: another thread may have been faster.
    while (!this.tryAcquire()) Atomics.wait(this.#free, 0, 0);
  }

  acquireWithin(milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    while (!this.tryAcquire()) {
      const left = end - performance.now();
      if (Atomics.wait(this.#free, 0, 0, left) === "timed-out") return false;
    }
    return true;
  }

  async acquireAsync(): Promise<void> {
    // Deno does not stay for a promise of Atomics.waitAsync(), but for a timer it does.
    const alive = setInterval(() => {}, 2 ** 30);
    while (!this.tryAcquire()) await Atomics.waitAsync(this.#free, 0, 0).value;
    clearInterval(alive);
  }
}

export async function withPermit<T>(
  semaphore: Semaphore,
  task: () => T | Promise<T>,
): Promise<T> {
  await semaphore.acquireAsync();
  try {
    return await task();
  } finally {
    semaphore.release();
  }
}

export interface BufferMemory {
  readonly free: SharedArrayBuffer;
  readonly filled: SharedArrayBuffer;
  readonly mutex: SharedArrayBuffer;
  readonly slots: SharedArrayBuffer;
}

/** Where the next item comes from, where the next one goes to; the slots follow. */
const [FIRST, LAST, SLOTS] = [0, 1, 2];

export class BoundedBuffer {
  readonly #free: Semaphore;
  readonly #filled: Semaphore;
  readonly #mutex: Semaphore;
  readonly #cells: Int32Array<SharedArrayBuffer>;

  constructor(readonly shared: BufferMemory) {
    this.#free = new Semaphore(shared.free);
    this.#filled = new Semaphore(shared.filled);
    this.#mutex = new Semaphore(shared.mutex);
    this.#cells = new Int32Array(shared.slots);
  }

  static create(capacity: number): BoundedBuffer {
    return new this({
      free: Semaphore.create(capacity).shared,
      filled: Semaphore.create(0).shared,
      mutex: Semaphore.create(1).shared,
      slots: new SharedArrayBuffer((SLOTS + capacity) * Int32Array.BYTES_PER_ELEMENT),
    });
  }

  put(item: number): void {
    this.#free.acquire(); // before the mutex: whoever waits in it keeps out those who make room
    this.#mutex.acquire();
    this.#cells[this.#next(LAST)] = item;
    this.#mutex.release();
    this.#filled.release();
  }

  take(): number {
    this.#filled.acquire();
    this.#mutex.acquire();
    const item = this.#cells[this.#next(FIRST)]!;
    this.#mutex.release();
    this.#free.release();
    return item;
  }

  /** Gives the cell of the next slot, and goes one slot further. */
  #next(which: number): number {
    const slot = this.#cells[which]!;
    this.#cells[which] = (slot + 1) % (this.#cells.length - SLOTS);
    return SLOTS + slot;
  }
}
