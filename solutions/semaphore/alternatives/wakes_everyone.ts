/** release() wakes all who wait, and each of them looks again; the count has 64 bits, at the end of a page. */

const [PAGE, AT] = [4096, 511];

export class Semaphore {
  readonly #count: BigInt64Array<SharedArrayBuffer>;

  constructor(readonly shared: SharedArrayBuffer) {
    this.#count = new BigInt64Array(shared);
  }

  static create(permits: number): Semaphore {
    const shared = new SharedArrayBuffer(PAGE);
    Atomics.store(new BigInt64Array(shared), AT, BigInt(permits));
    return new Semaphore(shared);
  }

  get value(): number {
    return Number(Atomics.load(this.#count, AT));
  }

  acquire(): void {
    while (!this.tryAcquire()) Atomics.wait(this.#count, AT, 0n);
  }

  tryAcquire(): boolean {
    let seen = Atomics.load(this.#count, AT);
    while (seen > 0n) {
      const found = Atomics.compareExchange(this.#count, AT, seen, seen - 1n);
      if (found === seen) return true;
      seen = found;
    }
    return false;
  }

  acquireWithin(milliseconds: number): boolean {
    const end = Date.now() + milliseconds;
    do {
      if (this.tryAcquire()) return true;
    } while (Atomics.wait(this.#count, AT, 0n, Math.max(0, end - Date.now())) !== "timed-out");
    return this.tryAcquire(); // One last look.
  }

  acquireAsync(): Promise<void> {
    const alive = setInterval(() => {}, 1_000_000_000);
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => {
      if (this.tryAcquire()) return resolve();
      const { async, value } = Atomics.waitAsync(this.#count, AT, 0n);
      if (async) value.then(look);
      else look();
    };
    look();
    return promise.finally(() => clearInterval(alive));
  }

  release(): void {
    Atomics.add(this.#count, AT, 1n);
    Atomics.notify(this.#count, AT);
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
  readonly #free: Semaphore;
  readonly #filled: Semaphore;
  readonly #mutex: Semaphore;
  readonly #slots: DataView<SharedArrayBuffer>;

  constructor(readonly shared: BufferMemory) {
    this.#free = new Semaphore(shared.free);
    this.#filled = new Semaphore(shared.filled);
    this.#mutex = new Semaphore(shared.mutex);
    this.#slots = new DataView(shared.slots);
  }

  static create(capacity: number): BoundedBuffer {
    return new BoundedBuffer({
      free: Semaphore.create(capacity).shared,
      filled: Semaphore.create(0).shared,
      mutex: Semaphore.create(1).shared,
      slots: new SharedArrayBuffer(8 + 4 * capacity),
    });
  }

  put(item: number): void {
    this.#free.acquire();
    this.#mutex.acquire();
    this.#slots.setInt32(this.#advance(0), item);
    this.#mutex.release();
    this.#filled.release();
  }

  take(): number {
    this.#filled.acquire();
    this.#mutex.acquire();
    const item = this.#slots.getInt32(this.#advance(4));
    this.#mutex.release();
    this.#free.release();
    return item;
  }

  #advance(pointer: number): number {
    const at = this.#slots.getInt32(pointer);
    this.#slots.setInt32(pointer, (at + 4) % (this.#slots.byteLength - 8));
    return 8 + at;
  }
}
