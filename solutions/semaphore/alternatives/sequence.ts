/** Two numbers that only grow: permits given so far, and permits taken so far. */

const [GIVEN, TAKEN] = [0, 1];

export class Semaphore {
  readonly #cells: Int32Array<SharedArrayBuffer>;

  constructor(readonly shared: SharedArrayBuffer) {
    this.#cells = new Int32Array(shared);
  }

  static create(permits: number): Semaphore {
    const semaphore = new Semaphore(new SharedArrayBuffer(8));
    Atomics.store(semaphore.#cells, GIVEN, permits);
    return semaphore;
  }

  get value(): number {
    // In this order: what is given afterwards is not counted, what is taken afterwards was free.
    const taken = Atomics.load(this.#cells, TAKEN);
    const given = Atomics.load(this.#cells, GIVEN);
    return Atomics.load(this.#cells, TAKEN) === taken ? given - taken : this.value;
  }

  acquire(): void {
    for (let given; (given = this.#tryTicket()) !== undefined;) {
      Atomics.wait(this.#cells, GIVEN, given);
    }
  }

  tryAcquire(): boolean {
    return this.#tryTicket() === undefined;
  }

  acquireWithin(milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    for (let given; (given = this.#tryTicket()) !== undefined;) {
      const left = end - performance.now();
      if (left <= 0) return false;
      Atomics.wait(this.#cells, GIVEN, given, left);
    }
    return true;
  }

  async acquireAsync(): Promise<void> {
    const alive = setInterval(() => {}, 1_000_000_000);
    for (let given; (given = this.#tryTicket()) !== undefined;) {
      await Atomics.waitAsync(this.#cells, GIVEN, given).value;
    }
    clearInterval(alive);
  }

  release(): void {
    Atomics.add(this.#cells, GIVEN, 1);
    Atomics.notify(this.#cells, GIVEN, 1);
  }

  /** Takes the next number; gives how many were given when all of them had been taken. */
  #tryTicket(): number | undefined {
    for (;;) {
      const taken = Atomics.load(this.#cells, TAKEN);
      const given = Atomics.load(this.#cells, GIVEN);
      if (taken === given) return given;
      const found = Atomics.compareExchange(this.#cells, TAKEN, taken, taken + 1);
      if (found === taken) return undefined;
    }
  }
}

export async function withPermit<T>(
  semaphore: Semaphore,
  task: () => T | Promise<T>,
): Promise<T> {
  await semaphore.acquireAsync();
  const [outcome] = await Promise.allSettled([(async () => await task())()]);
  semaphore.release();
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
}

export interface BufferMemory {
  readonly free: SharedArrayBuffer;
  readonly filled: SharedArrayBuffer;
  readonly mutex: SharedArrayBuffer;
  readonly slots: SharedArrayBuffer;
}

export class BoundedBuffer {
  readonly #slots: Int32Array<SharedArrayBuffer>;

  constructor(readonly shared: BufferMemory) {
    this.#slots = new Int32Array(shared.slots);
  }

  static create(capacity: number): BoundedBuffer {
    const slots = new SharedArrayBuffer(4 * (capacity + 2));
    const [free, filled, mutex] = [
      Semaphore.create(capacity),
      Semaphore.create(0),
      Semaphore.create(1),
    ];
    return new BoundedBuffer({
      free: free.shared,
      filled: filled.shared,
      mutex: mutex.shared,
      slots,
    });
  }

  put(item: number): void {
    const { free, filled, mutex } = this.shared;
    new Semaphore(free).acquire();
    new Semaphore(mutex).acquire();
    Atomics.store(this.#slots, this.#number(-2), item);
    new Semaphore(mutex).release();
    new Semaphore(filled).release();
  }

  take(): number {
    const { free, filled, mutex } = this.shared;
    new Semaphore(filled).acquire();
    new Semaphore(mutex).acquire();
    const item = Atomics.load(this.#slots, this.#number(-1));
    new Semaphore(mutex).release();
    new Semaphore(free).release();
    return item;
  }

  #number(counter: number): number {
    const { length } = this.#slots;
    return Atomics.add(this.#slots, length + counter, 1) % (length - 2);
  }
}
