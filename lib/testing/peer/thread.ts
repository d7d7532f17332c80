/**
 * Runs one function of a module in another thread of this process: in a Worker. It is for programs that
 * run in a peer, since a thread that never ends can only be ended with its process.
 *
 * ```ts
 * import { runInThread } from "lib/testing/peer/thread.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const module = "data:text/javascript,export const double = (n) => 2 * n;";
 * assertEquals(await runInThread(module, "double", [21]), 42);
 * ```
 *
 * @module
 */

import type { Task, Told } from "./thread_main.ts";

/**
 * Calls a function in a new thread.
 *
 * @param module The URL of the module that exports it.
 * @param name The export's name.
 * @param args What to call it with. Memory that is shared stays shared.
 * @returns What it returned, once it has.
 * @throws {Error} What it threw: an error of the same name, message, code and stack.
 */
export async function runInThread(
  module: string,
  name: string,
  args: unknown[],
): Promise<unknown> {
  const worker = new Worker(new URL("./thread_main.ts", import.meta.url), { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Told>) => {
        if ("returned" in data) resolve(data.returned);
        else reject(revive(data));
      };
      worker.onerror = (event) => {
        event.preventDefault(); // Otherwise it ends the process.
        reject(new Error(`A thread failed: ${event.message}`));
      };
      const task: Task = { module, name, args };
      worker.postMessage(task);
    });
  } finally {
    worker.terminate();
  }
}

/** Makes an error again of what could be told about it. */
function revive(told: Exclude<Told, { returned: unknown }>): unknown {
  if ("value" in told) return told.value;
  return Object.assign(new Error(told.message), told);
}
