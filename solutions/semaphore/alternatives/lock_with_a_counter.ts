/** A lock, a plain counter that only its holder touches, and a number that changes when it pays to look. */

const [LOCK, COUNT, NEWS] = [0, 1, 2];

export class Semaphore {
  readonly #cells: Int32Array<SharedArrayBuffer>;

  constructor(readonly shared: SharedArrayBuffer) {
    this.#cells = new Int32Array(shared);
  }

  static create(permits: number): Semaphore {
    const semaphore = new Semaphore(new SharedArrayBuffer(12));
    semaphore.#cells[COUNT] = permits;
    return semaphore;
  }

  get value(): number {
    return Atomics.load(this.#cells, COUNT);
  }

  acquire(): void {
    for (;;) {
      const news = this.#take();
      if (news === undefined) return;
      Atomics.wait(this.#cells, NEWS, news);
    }
  }

  tryAcquire(): boolean {
    return this.#take() === undefined;
  }

  acquireWithin(milliseconds: number): boolean {
    const end = Date.now() + milliseconds;
    for (;;) {
      const news = this.#take();
      if (news === undefined) return true;
      const left = end - Date.now();
      if (left <= 0) return false;
      Atomics.wait(this.#cells, NEWS, news, left);
    }
  }

  async acquireAsync(): Promise<void> {
    let timer: ReturnType<typeof setInterval> | undefined;
    for (;;) {
      const news = this.#take();
      if (news === undefined) return clearInterval(timer);
      timer ??= setInterval(() => {}, 2 ** 31 - 1);
      await Atomics.waitAsync(this.#cells, NEWS, news).value;
    }
  }

  release(): void {
    this.#locked(() => {
      this.#cells[COUNT] = this.#cells[COUNT]! + 1;
      this.#cells[NEWS] = this.#cells[NEWS]! + 1;
    });
    Atomics.notify(this.#cells, NEWS, 1);
  }

  /** Takes a permit; where there is none, gives the news at the time of looking. */
  #take(): number | undefined {
    return this.#locked(() => {
      const count = this.#cells[COUNT]!;
      if (count === 0) return this.#cells[NEWS]!;
      this.#cells[COUNT] = count - 1;
    });
  }

  #locked<T>(act: () => T): T {
    while (Atomics.exchange(this.#cells, LOCK, 1) === 1) Atomics.wait(this.#cells, LOCK, 1);
    try {
      return act();
    } finally {
      Atomics.store(this.#cells, LOCK, 0);
      Atomics.notify(this.#cells, LOCK, 1);
    }
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

/** The first cell counts the items that follow; the others move up when the first is taken. */
export class BoundedBuffer {
  constructor(readonly shared: BufferMemory) {}

  static create(capacity: number): BoundedBuffer {
    const [free, filled, mutex] = [capacity, 0, 1].map((permits) =>
      Semaphore.create(permits).shared
    );
    const slots = new SharedArrayBuffer(4 * (1 + capacity));
    return new BoundedBuffer({ free: free!, filled: filled!, mutex: mutex!, slots });
  }

  put(item: number): void {
    new Semaphore(this.shared.free).acquire();
    this.#alone((slots) => {
      const count = slots[0]! + 1;
      slots[count] = item;
      slots[0] = count;
    });
    new Semaphore(this.shared.filled).release();
  }

  take(): number {
    new Semaphore(this.shared.filled).acquire();
    const item = this.#alone((slots) => {
      const [count, first] = [slots[0]!, slots[1]!];
      for (let i = 1; i < count; i++) slots[i] = slots[i + 1]!;
      slots[0] = count - 1;
      return first;
    });
    new Semaphore(this.shared.free).release();
    return item;
  }

  #alone<T>(act: (slots: Int32Array) => T): T {
    const mutex = new Semaphore(this.shared.mutex);
    mutex.acquire();
    try {
      return act(new Int32Array(this.shared.slots));
    } finally {
      mutex.release();
    }
  }
}
