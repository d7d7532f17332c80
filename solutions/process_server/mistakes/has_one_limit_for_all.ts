/** Mistake: the servers of a process share their limit. */
// Caught by: serve() is one of several servers of a process, each of which is told to stop
// Says: nothing, and no end
// Violates: Several servers may run in one process
export * from "../process_server.ts";
import { Children, serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;
const { add, reap } = Children.prototype;
let running = 0;

export async function serve(...[listener, program, options]: Arguments) {
  Children.prototype.add = function (pid) {
    running++;
    add.call(this, pid);
  };
  Children.prototype.reap = function () {
    const all = reap.call(this);
    running -= all.length;
    return all;
  };
  Object.defineProperty(Children.prototype, "running", { get: () => running });
  return await right(listener, program, options);
}
