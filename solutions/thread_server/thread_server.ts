/** A solution of the thread_server kata. @module */

import { close, type Fd, pipe, read, write } from "lib/sys/fd.ts";
import { readable } from "lib/sys/poll.ts";
import { accept, SHUT_RDWR, shutdown } from "lib/sys/socket.ts";
import { Thread } from "lib/sys/thread.ts";

/** Which cell counts what. */
const [SERVED, FAILED, INSIDE, GREATEST] = [0, 1, 2, 3];

export class Counters {
  readonly #cells: Int32Array<SharedArrayBuffer>;

  constructor(readonly shared: SharedArrayBuffer) {
    this.#cells = new Int32Array(shared);
  }

  static create(): Counters {
    return new this(new SharedArrayBuffer(4 * Int32Array.BYTES_PER_ELEMENT));
  }

  enter(): void {
    const inside = Atomics.add(this.#cells, INSIDE, 1) + 1;
    let greatest = this.greatest;
    while (greatest < inside) {
      // Another thread may have found a greater one meanwhile: then this one looks again.
      greatest = Atomics.compareExchange(this.#cells, GREATEST, greatest, inside);
    }
  }

  leave(failed: boolean): void {
    Atomics.sub(this.#cells, INSIDE, 1);
    Atomics.add(this.#cells, failed ? FAILED : SERVED, 1);
  }

  get served(): number {
    return Atomics.load(this.#cells, SERVED);
  }

  get failed(): number {
    return Atomics.load(this.#cells, FAILED);
  }

  get inside(): number {
    return Atomics.load(this.#cells, INSIDE);
  }

  get greatest(): number {
    return Atomics.load(this.#cells, GREATEST);
  }
}

export interface Handler {
  readonly module: string;
  readonly name: string;
}

export function echo(connection: Fd): void {
  const buffer = new Uint8Array(65536);
  for (let length; (length = read(connection, buffer)) > 0;) {
    for (let sent = 0; sent < length;) sent += write(connection, buffer.subarray(sent, length));
  }
}

export async function converse(
  connection: Fd,
  handler: Handler,
  counters: SharedArrayBuffer,
): Promise<void> {
  const handle = (await import(handler.module))[handler.name];
  const its = new Counters(counters);
  its.enter();
  let failed = true;
  try {
    handle(connection);
    failed = false;
  } finally {
    its.leave(failed);
  }
}

export class Pool {
  readonly counters: Counters = Counters.create();
  protected readonly idle: Thread[] = [];
  /** Whom each thread talks to. The pool owns who stands here or in the queue, and nobody else closes them. */
  protected readonly busy: Map<Thread, Fd> = new Map();
  protected readonly queue: Fd[] = [];
  protected readonly askers: (() => void)[] = [];
  protected readonly over: PromiseWithResolvers<void> = Promise.withResolvers<void>();
  protected ending = false;

  protected constructor(protected readonly waiting: number, protected readonly handler: Handler) {}

  static async start(threads: number, waiting: number, handler: Handler): Promise<Pool> {
    const pool = new this(waiting, handler);
    await Promise.all(Array.from({ length: threads }, () => pool.add()));
    return pool;
  }

  submit(connection: Fd): boolean {
    if (this.ending || !this.hasRoom) return false;
    this.queue.push(connection);
    this.goOn();
    return true;
  }

  async room(): Promise<void> {
    while (!this.ending && !this.hasRoom) {
      await new Promise<void>((resolve) => this.askers.push(resolve));
    }
  }

  drain(): Promise<void> {
    this.ending = true;
    this.goOn();
    return this.over.promise;
  }

  abandon(): Promise<void> {
    for (const connection of this.queue.splice(0)) close(connection);
    for (const connection of this.busy.values()) this.hangUp(connection);
    return this.drain();
  }

  protected get hasRoom(): boolean {
    return this.idle.length > 0 || this.queue.length < this.waiting;
  }

  protected async add(): Promise<void> {
    this.idle.push(await Thread.start(import.meta.url));
    this.goOn();
  }

  /** Does all that can be done now. */
  protected goOn(): void {
    while (this.idle.length > 0 && this.queue.length > 0) {
      this.talk(this.idle.pop()!, this.queue.shift()!);
    }
    for (const tell of this.askers.splice(0)) tell();
    if (!this.ending || this.busy.size > 0 || this.queue.length > 0) return;
    for (const thread of this.idle.splice(0)) thread.end();
    this.over.resolve();
  }

  protected async talk(thread: Thread, connection: Fd): Promise<void> {
    this.busy.set(thread, connection);
    try {
      await thread.call("converse", connection, this.handler, this.counters.shared);
      this.idle.push(thread);
    } catch {
      this.add(); // The thread has ended. What it had open has not: descriptors belong to the process.
    }
    this.busy.delete(thread);
    close(connection);
    this.goOn();
  }

  /** Wakes the thread that waits for this client. To close the connection would not. */
  protected hangUp(connection: Fd): void {
    try {
      shutdown(connection, SHUT_RDWR);
    } catch {
      // The client has reset it: nobody waits for it.
    }
  }
}

export async function serve(
  listener: Fd,
  pool: Pool,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  const [news, teller] = pipe();
  const aborted = Promise.withResolvers<void>();
  const abort = () => {
    write(teller, new Uint8Array(1));
    aborted.resolve();
  };
  signal.addEventListener("abort", abort);
  while (!signal.aborted) {
    await Promise.race([pool.room(), aborted.promise]); // Who comes meanwhile waits in the backlog.
    const [client] = signal.aborted ? [] : await readable(listener, news);
    if (!client || signal.aborted) continue;
    const connection = accept(listener);
    if (!pool.submit(connection)) close(connection);
  }
  for (const fd of [listener, news, teller]) close(fd); // From now on, clients are refused.
  signal.removeEventListener("abort", abort);
  await pool.drain();
}
