/**
 * The program of a thread: calls one function, and tells what came of it.
 *
 * @module
 */

import { markAtomics } from "../diagnosis/tracing.ts";

/** What a thread has to do. */
export interface Task {
  /** The URL of the module with the function. */
  module: string;
  /** The export to call. */
  name: string;
  /** What to call it with. */
  args: unknown[];
}

/** What a thread tells: its result, an error, or something else that was thrown. */
export type Told =
  | { returned: unknown }
  | { name: string; message: string; stack?: string; code?: unknown }
  | { value: unknown };

const { postMessage } = self as unknown as { postMessage(told: Told): void };

self.addEventListener("message", async (event) => {
  const { module, name, args } = (event as MessageEvent<Task>).data;
  markAtomics();
  try {
    postMessage({ returned: await (await import(module))[name](...args) });
  } catch (thrown) {
    postMessage(describe(thrown));
  }
}, { once: true });

/** A copy of an error would have another name. */
function describe(thrown: unknown): Told {
  if (!(thrown instanceof Error)) return { value: thrown };
  const { name, message, stack } = thrown;
  return { name, message, stack, code: (thrown as { code?: unknown }).code };
}
