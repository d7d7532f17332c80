/** Mistake: it counts SIGCHLD: each one frees a place, whoever has ended. */
// Caught by: serve() lets clients wait while as many programs run as may
// Says: A child has ended that is no program of the server
// Violates: until one has ended
export * from "../process_server.ts";
import { Children, serve as right } from "../process_server.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  let running = 0;
  Deno.addSignalListener("SIGCHLD", () => running--);
  const { add } = Children.prototype;
  Children.prototype.add = function (pid) {
    add.call(this, pid);
    running++;
  };
  Object.defineProperty(Children.prototype, "running", { get: () => running });
  return await right(listener, program, options);
}
