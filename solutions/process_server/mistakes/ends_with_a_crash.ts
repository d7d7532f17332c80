/** Mistake: it ends when a program has crashed. */
// Caught by: serve() goes on when a program crashes, and tells how each one has ended
// Says: serve() threw
// Violates: whatever its end was
export * from "../process_server.ts";
import { Children, serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  const { reap } = Children.prototype;
  Children.prototype.reap = function () {
    const all = reap.call(this);
    if (all.some(({ signal }) => signal === "SIGKILL")) throw new Error("A program has crashed");
    return all;
  };
  return await right(listener, program, options);
}
