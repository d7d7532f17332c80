/**
 * Threads: a Worker that calls exports of a module. `man 7 pthreads`
 *
 * Threads of a process share its descriptors: a number means the same open file in each of them. They share
 * no variables: each one loads its modules for itself. What they are called with is copied, but for memory
 * that is shared.
 *
 * ```ts
 * import { Thread } from "lib/sys/thread.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const thread = await Thread.start("data:text/javascript,export const double = (n) => 2 * n;");
 * assertEquals(await thread.call("double", 21), 42);
 * thread.end();
 * ```
 *
 * @module
 */

import type { Order, Told } from "./thread_main.ts";

type Pending = Pick<PromiseWithResolvers<unknown>, "resolve" | "reject">;

/** Another thread of this process. It keeps the process alive until it has ended. */
export class Thread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #orders = 0;
  #ended = false;

  /** Settles when the thread has loaded its module. */
  readonly loaded: Promise<unknown>;

  /**
   * Begins a thread. It loads the module, and calls what it is told to call meanwhile, also while this thread
   * is blocked.
   *
   * @param module The URL of the module whose exports it is to call; of your own one, `import.meta.url`.
   * @param program What else runs in it, for tests.
   */
  constructor(module: string, program = new URL("./thread_main.ts", import.meta.url)) {
    this.#worker = new Worker(program, { type: "module" });
    this.#worker.onmessage = ({ data }: MessageEvent<Told>) => {
      const { resolve, reject } = this.#pending.get(data.order)!;
      this.#pending.delete(data.order);
      if ("returned" in data) return resolve(data.returned);
      const error = revive(data);
      reject(error);
      this.#stop(error);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault(); // Otherwise it ends the process.
      this.#stop(new Error(`A thread failed: ${event.message}`));
    };
    this.loaded = this.#order({ module });
    this.loaded.catch(() => {}); // Who calls is told.
  }

  /**
   * Starts a thread.
   *
   * @param module As for the constructor.
   * @returns The thread, when it has loaded the module.
   * @throws {Error} What the module threw: an error of the same name, message, code and stack.
   */
  static async start(module: string): Promise<Thread> {
    const thread = new this(module);
    await thread.loaded;
    return thread;
  }

  /**
   * Calls a function in the thread. While one runs that waits in a system call, or for memory to change, the
   * next call has not begun.
   *
   * @param name The name of the export.
   * @param args What to call it with.
   * @returns What it returned, once it has.
   * @throws {Error} What it threw: an error of the same name, message, code and stack. The thread has ended
   *   then: nobody caught the error in it. Also when there is no such export, or an argument cannot be copied.
   */
  async call(name: string, ...args: unknown[]): Promise<unknown> {
    if (this.#ended) throw new Error(`Cannot call ${name}(): the thread has ended`);
    return await this.#order({ name, args });
  }

  /**
   * Ends the thread, and no call in it returns any more: what is awaited is rejected. What it has open stays
   * open. A system call in which it waits goes on, and the thread with it, until that call ends.
   */
  end(): void {
    this.#stop(new Error("The thread was ended"));
  }

  #order(order: Order): Promise<unknown> {
    const { promise, ...pending } = Promise.withResolvers<unknown>();
    const number = ++this.#orders;
    this.#worker.postMessage({ ...order, number }); // It throws for what cannot be copied.
    this.#pending.set(number, pending);
    return promise;
  }

  #stop(error: unknown): void {
    this.#ended = true;
    this.#worker.terminate();
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}

/** Makes an error again of what could be told about it. */
function revive(told: Exclude<Told, { returned: unknown }>): unknown {
  if ("value" in told) return told.value;
  const { order: _, message, ...rest } = told;
  return Object.assign(new Error(message), rest);
}
