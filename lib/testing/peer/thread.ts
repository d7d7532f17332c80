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

import { Thread } from "../../sys/thread.ts";

const PROGRAM = new URL("./thread_main.ts", import.meta.url);

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
  const thread = new Thread(module, PROGRAM); // From here on, this thread may be blocked.
  try {
    return await thread.call(name, ...args);
  } finally {
    thread.end();
  }
}
