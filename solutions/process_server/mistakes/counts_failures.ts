/** Mistake: a program that could not be started takes a place for ever. */
// Caught by: serve() goes on when a program cannot be started
// Says: the client reads the end: the limit is 1, no program runs
// Violates: When it cannot be started
export * from "../process_server.ts";
import { Children, serve as right } from "../process_server.ts";
import { socketLibc } from "lib/sys/libc.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  let running = 0;
  const { accept4 } = socketLibc();
  const accept = (...all: Parameters<typeof accept4>) => (running++, accept4(...all));
  Object.assign(socketLibc(), { accept4: accept });
  const { reap } = Children.prototype;
  Children.prototype.reap = function () {
    const all = reap.call(this);
    running -= all.length;
    return all;
  };
  Object.defineProperty(Children.prototype, "running", { get: () => running });
  return await right(listener, program, options);
}
