/** Mistake: when several programs have ended at the same time, it frees one place only. */
// Caught by: serve() lets clients wait while as many programs run as may
// Says: two programs have ended at the same time, and client six
// Violates: until one has ended
export * from "../process_server.ts";
import { Children, serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  let running = 0;
  const { add, reap } = Children.prototype;
  Children.prototype.add = function (pid) {
    add.call(this, pid);
    running++;
  };
  Children.prototype.reap = function () {
    const all = reap.call(this);
    if (all.length > 0) running--;
    return all;
  };
  Object.defineProperty(Children.prototype, "running", { get: () => running });
  return await right(listener, program, options);
}
