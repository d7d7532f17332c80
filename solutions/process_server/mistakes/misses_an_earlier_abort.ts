/** Mistake: it does not notice that it was told to stop before it began. */
// Caught by: serve() is one of several servers of a process, each of which is told to stop
// Says: told to stop before it began, and has not returned
// Violates: and at once if it has aborted before
export * from "../process_server.ts";
import { serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  const controller = new AbortController();
  options.signal.addEventListener("abort", () => controller.abort());
  return await right(listener, program, { ...options, signal: controller.signal });
}
