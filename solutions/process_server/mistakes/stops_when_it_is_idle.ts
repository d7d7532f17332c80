/** Mistake: it ends when nobody is connected any more. */
// Caught by: serve() serves clients at the same time, each by a program of its own
// Says: nobody has told serve() to stop
// Violates: until it is told to stop
export * from "../process_server.ts";
import { Children, serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  const controller = new AbortController();
  options.signal.addEventListener("abort", () => controller.abort());
  if (options.signal.aborted) controller.abort();
  const { reap } = Children.prototype;
  Children.prototype.reap = function () {
    const all = reap.call(this);
    if (all.length > 0 && this.running === 0) controller.abort();
    return all;
  };
  return await right(listener, program, { ...options, signal: controller.signal });
}
