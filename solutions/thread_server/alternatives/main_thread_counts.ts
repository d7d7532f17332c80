/** An alternative: plain Workers, which end by their errors; the main thread counts, and knows who is free. */
export { converse, Counters, echo, serve } from "../thread_server.ts";
export type { Handler } from "../thread_server.ts";
import { Counters, type Handler } from "../thread_server.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { SHUT_RDWR, shutdown } from "lib/sys/socket.ts";

const THREAD = `
  let handle;
  self.onmessage = async ({ data }) => {
    if (typeof data === "number") handle(data);
    else handle = (await import(data.module))[data.name];
    self.postMessage("free");
  };
`;

/** A thread, and what it has. */
interface Seat {
  worker: Worker;
  connection?: Fd;
  ready: boolean;
}

export class Pool {
  readonly counters: Counters = Counters.create();
  readonly #seats = new Set<Seat>();
  readonly #queue: Fd[] = [];
  readonly #changes = new EventTarget();
  #state: "open" | "ending" | "over" = "open";

  private constructor(readonly waiting: number, readonly handler: Handler) {}

  static async start(threads: number, waiting: number, handler: Handler): Promise<Pool> {
    const pool = new this(waiting, handler);
    for (let number = 0; number < threads; number++) pool.#add();
    await pool.#until(() => [...pool.#seats].every(({ ready }) => ready));
    return pool;
  }

  #add(): void {
    const worker = new Worker(`data:text/javascript,${encodeURIComponent(THREAD)}`, {
      type: "module",
    });
    const seat: Seat = { worker, ready: false };
    this.#seats.add(seat);
    worker.postMessage({ ...this.handler });
    worker.onmessage = () => {
      if (!seat.ready) seat.ready = true;
      else this.#free(seat, false);
      this.#goOn();
    };
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      this.#seats.delete(seat);
      this.#free(seat, true);
      if (this.#state === "open" || this.#queue.length > 0) this.#add();
      this.#goOn();
    };
  }

  #free(seat: Seat, failed: boolean): void {
    this.counters.leave(failed);
    close(seat.connection!);
    delete seat.connection;
  }

  get #idle(): Seat[] {
    return [...this.#seats].filter((it) => it.ready && it.connection === undefined);
  }

  #goOn(): void {
    for (const seat of this.#idle) {
      if (this.#queue.length === 0) break;
      seat.connection = this.#queue.shift()!;
      this.counters.enter();
      seat.worker.postMessage(seat.connection);
    }
    const busy = [...this.#seats].some(({ connection }) => connection !== undefined);
    if (this.#state === "ending" && !busy && this.#queue.length === 0) this.#state = "over";
    if (this.#state === "over") {
      for (const { worker } of this.#seats) worker.terminate();
      this.#seats.clear();
    }
    this.#changes.dispatchEvent(new Event("change"));
  }

  async #until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise((resolve) =>
        this.#changes.addEventListener("change", resolve, { once: true })
      );
    }
  }

  get #hasRoom(): boolean {
    return this.#idle.length > 0 || this.#queue.length < this.waiting;
  }

  submit(connection: Fd): boolean {
    if (this.#state !== "open" || !this.#hasRoom) return false;
    this.#queue.push(connection);
    this.#goOn();
    return true;
  }

  async room(): Promise<void> {
    await this.#until(() => this.#state !== "open" || this.#hasRoom);
  }

  async drain(): Promise<void> {
    if (this.#state === "open") this.#state = "ending";
    this.#goOn();
    await this.#until(() => this.#state === "over");
  }

  async abandon(): Promise<void> {
    for (const connection of this.#queue.splice(0)) close(connection);
    for (const { connection } of this.#seats) {
      if (connection === undefined) continue;
      try {
        shutdown(connection, SHUT_RDWR);
      } catch {
        // It has been reset.
      }
    }
    await this.drain();
  }
}
