/**
 * An alternative: threads sleep in shared memory until they are given a connection, and close it themselves.
 * Whoever closes or hangs up has a lock, so that nobody hangs up on a number that was given back.
 */
export { serve } from "../thread_server.ts";
export type { Handler } from "../thread_server.ts";
import type { Handler } from "../thread_server.ts";
import { close, type Fd, read, write } from "lib/sys/fd.ts";
import { SHUT_RDWR, shutdown } from "lib/sys/socket.ts";

/** Runs something while nobody else does, in whatever thread. */
function alone<T>(lock: Int32Array, action: () => T): T {
  while (Atomics.exchange(lock, 0, 1) !== 0) Atomics.wait(lock, 0, 1);
  try {
    return action();
  } finally {
    Atomics.store(lock, 0, 0);
    Atomics.notify(lock, 0);
  }
}

export class Counters {
  readonly #cells: Int32Array<SharedArrayBuffer>;

  constructor(readonly shared: SharedArrayBuffer) {
    this.#cells = new Int32Array(shared);
  }

  static create(): Counters {
    return new this(new SharedArrayBuffer(20));
  }

  #change(change: (counts: Int32Array) => void): void {
    alone(this.#cells, () => change(this.#cells.subarray(1)));
  }

  enter(): void {
    this.#change((its) => its[3] = Math.max(its[3]!, ++its[2]!));
  }

  leave(failed: boolean): void {
    this.#change((its) => {
      its[2]!--;
      its[failed ? 1 : 0]!++;
    });
  }

  #get(cell: number): number {
    return alone(this.#cells, () => this.#cells[1 + cell]!);
  }

  get served(): number {
    return this.#get(0);
  }

  get failed(): number {
    return this.#get(1);
  }

  get inside(): number {
    return this.#get(2);
  }

  get greatest(): number {
    return this.#get(3);
  }
}

/** One byte at a time is slow, and right. */
export function echo(connection: Fd): void {
  const byte = new Uint8Array(1);
  while (read(connection, byte) === 1) while (write(connection, byte) === 0);
}

export async function converse(
  connection: Fd,
  { module, name }: Handler,
  counters: SharedArrayBuffer,
): Promise<void> {
  const { [name]: handle } = await import(module);
  const its = new Counters(counters);
  its.enter();
  try {
    await handle(connection);
  } catch (error) {
    its.leave(true);
    throw error;
  }
  its.leave(false);
}

const NOBODY = -1;
const CLOSED = -2;
/** Where a cell stands that tells a thread to end. */
const END = -3;

const THREAD = `
  import { close } from "${import.meta.resolve("lib/sys/fd.ts")}";
  self.onmessage = async ({ data: { own, lock, handler, shared } }) => {
    const { converse } = await import("${import.meta.url}");
    self.postMessage("ready");
    for (;;) {
      Atomics.wait(own, 0, ${NOBODY});
      const connection = Atomics.load(own, 0);
      if (connection === ${END}) return self.close();
      await converse(connection, handler, shared).catch(() => {});
      while (Atomics.exchange(lock, 0, 1) !== 0) Atomics.wait(lock, 0, 1);
      Atomics.store(own, 0, ${CLOSED});
      close(connection);
      Atomics.store(lock, 0, 0);
      Atomics.notify(lock, 0);
      self.postMessage("free");
      Atomics.wait(own, 0, ${CLOSED});
    }
  };
`;

export class Pool {
  readonly counters: Counters = Counters.create();
  readonly #lock = new Int32Array(new SharedArrayBuffer(4));
  /** What each thread has: a connection, or nobody, or one that it has closed. */
  readonly #cells: Int32Array[] = [];
  readonly #idle: Int32Array[] = [];
  readonly #queue: Fd[] = [];
  readonly #over = Promise.withResolvers<void>();
  #askers: (() => void)[] = [];
  #ending = false;

  private constructor(readonly waiting: number) {}

  static async start(threads: number, waiting: number, handler: Handler): Promise<Pool> {
    const pool = new this(waiting);
    const started = Array.from({ length: threads }, () => {
      const url = `data:text/javascript,${encodeURIComponent(THREAD)}`;
      const worker = new Worker(url, { type: "module" });
      const own = new Int32Array(new SharedArrayBuffer(4)).fill(NOBODY);
      const shared = pool.counters.shared;
      worker.postMessage({ own, lock: pool.#lock, handler, shared });
      pool.#cells.push(own);
      return new Promise<void>((resolve) =>
        worker.onmessage = ({ data }) => {
          if (data === "free") pool.#put(own, NOBODY);
          pool.#idle.push(own);
          resolve();
          pool.#goOn();
        }
      );
    });
    await Promise.all(started);
    return pool;
  }

  #put(own: Int32Array, value: number): void {
    Atomics.store(own, 0, value);
    Atomics.notify(own, 0);
  }

  #goOn(): void {
    while (this.#idle.length > 0 && this.#queue.length > 0) {
      this.#put(this.#idle.shift()!, this.#queue.shift()!);
    }
    this.#askers.splice(0).forEach((tell) => tell());
    if (!this.#ending || this.#idle.length < this.#cells.length) return;
    for (const own of this.#cells) this.#put(own, END);
    this.#over.resolve();
  }

  submit(connection: Fd): boolean {
    const room = this.#idle.length > 0 || this.#queue.length < this.waiting;
    if (this.#ending || !room) return false;
    this.#queue.push(connection);
    this.#goOn();
    return true;
  }

  async room(): Promise<void> {
    while (!this.#ending && this.#idle.length === 0 && this.#queue.length >= this.waiting) {
      await new Promise<void>((resolve) => this.#askers.push(resolve));
    }
  }

  drain(): Promise<void> {
    this.#ending = true;
    this.#goOn();
    return this.#over.promise;
  }

  abandon(): Promise<void> {
    for (const connection of this.#queue.splice(0)) close(connection);
    alone(this.#lock, () => {
      for (const own of this.#cells) {
        const connection = Atomics.load(own, 0);
        try {
          if (connection >= 0) shutdown(connection, SHUT_RDWR);
        } catch {
          // It has been reset.
        }
      }
    });
    return this.drain();
  }
}
