/** Mistake: it counts the programs that it has started, and not those that run. */
// Caught by: serve() lets clients wait while as many programs run as may
// Says: there is room, and the next client is answered
// Violates: until one has ended
export * from "../process_server.ts";
import { Children, serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  const counts = new WeakMap<Children, number>();
  const { add } = Children.prototype;
  Children.prototype.add = function (pid) {
    add.call(this, pid);
    counts.set(this, this.running + 1);
  };
  Object.defineProperty(Children.prototype, "running", {
    get(this: Children) {
      return counts.get(this) ?? 0;
    },
  });
  return await right(listener, program, options);
}
