/** An alternative: the numbers of connections go through a pipe, and each thread that is free reads from it. */
export { converse, Counters, echo, serve } from "../thread_server.ts";
export type { Handler } from "../thread_server.ts";
import { Counters, type Handler } from "../thread_server.ts";
import { close, type Fd, pipe, write } from "lib/sys/fd.ts";
import { SHUT_RDWR, shutdown } from "lib/sys/socket.ts";

const THREAD = `
  import { converse } from "${import.meta.resolve("../thread_server.ts")}";
  import { read } from "${import.meta.resolve("lib/sys/fd.ts")}";
  self.onmessage = async ({ data: { numbers, handler, shared, abandoned } }) => {
    self.postMessage("ready");
    const number = new Int32Array(1);
    while (read(numbers, new Uint8Array(number.buffer)) > 0) {
      const connection = number[0];
      try {
        if (Atomics.load(abandoned, 0) === 0) await converse(connection, handler, shared);
      } catch {
        // It is counted.
      }
      self.postMessage(connection);
    }
    self.postMessage("over");
  };
`;

export class Pool {
  readonly counters: Counters = Counters.create();
  readonly #pipe = pipe();
  /** Who talks, and who waits in the pipe. */
  readonly #owned = new Set<Fd>();
  readonly #over = Promise.withResolvers<void>();
  #askers: (() => void)[] = [];
  /** Whether threads have to leave alone what they still find in the pipe. */
  readonly #abandoned = new Int32Array(new SharedArrayBuffer(4));
  #ending = false;
  #running = 0;

  private constructor(readonly most: number) {}

  static async start(threads: number, waiting: number, handler: Handler): Promise<Pool> {
    const pool = new this(threads + waiting);
    await Promise.all(Array.from({ length: threads }, () => pool.#add(handler)));
    return pool;
  }

  #add(handler: Handler): Promise<void> {
    const url = `data:text/javascript,${encodeURIComponent(THREAD)}`;
    const thread = new Worker(url, { type: "module" });
    const { counters: { shared } } = this;
    thread.postMessage({ numbers: this.#pipe[0], handler, shared, abandoned: this.#abandoned });
    return new Promise((resolve) =>
      thread.onmessage = ({ data }) => {
        if (data === "ready") {
          this.#running++;
          return resolve();
        }
        if (data !== "over") return this.#release(data);
        thread.terminate();
        if (--this.#running === 0) close(this.#pipe[0]);
      }
    );
  }

  submit(connection: Fd): boolean {
    if (this.#ending || this.#owned.size >= this.most) return false;
    this.#owned.add(connection);
    write(this.#pipe[1], new Uint8Array(new Int32Array([connection]).buffer));
    return true;
  }

  room(): Promise<void> {
    if (this.#ending || this.#owned.size < this.most) return Promise.resolve();
    return new Promise((resolve) => this.#askers.push(resolve));
  }

  drain(): Promise<void> {
    if (!this.#ending) {
      this.#ending = true;
      this.#askers.splice(0).forEach((tell) => tell());
      this.#endIfOver();
    }
    return this.#over.promise;
  }

  abandon(): Promise<void> {
    Atomics.store(this.#abandoned, 0, 1);
    for (const connection of this.#owned) {
      try {
        shutdown(connection, SHUT_RDWR);
      } catch {
        // It has been reset.
      }
    }
    return this.drain();
  }

  #release(connection: Fd): void {
    close(connection);
    this.#owned.delete(connection);
    this.#askers.splice(0).forEach((tell) => tell());
    this.#endIfOver();
  }

  /** Without a write end, each thread that is free reads the end of the pipe. */
  #endIfOver(): void {
    if (!this.#ending || this.#owned.size > 0) return;
    close(this.#pipe[1]);
    this.#over.resolve();
  }
}
