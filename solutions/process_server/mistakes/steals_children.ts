/** Mistake: it collects whoever has ended, also a child that it has not started. */
// Caught by: serve() collects its programs as soon as they have ended, and nobody else's
// Says: How a child has ended that the process has started itself
// Violates: Other children of your process are left alone
export * from "../process_server.ts";
import { Children, serve as right } from "../process_server.ts";
import { waitpid, WNOHANG } from "lib/sys/process.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  const { reap } = Children.prototype;
  Children.prototype.reap = function () {
    const all = reap.call(this);
    try {
      for (let ended; (ended = waitpid(-1, WNOHANG));) all.push(ended);
    } catch {
      // There is no child any more.
    }
    return all;
  };
  return (await right(listener, program, options)).filter(({ code }) => code !== 1);
}
