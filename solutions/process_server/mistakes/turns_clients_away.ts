/** Mistake: it accepts clients that it has no room for, and hangs up on them. */
// Caught by: serve() lets clients wait while as many programs run as may
// Says: How many clients wait to be accepted
// Violates: and not refused either
export * from "../process_server.ts";
import { Children, serve as right } from "../process_server.ts";
import { close } from "lib/sys/fd.ts";
import { readable } from "lib/sys/poll.ts";
import { accept } from "lib/sys/socket.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  const { add } = Children.prototype;
  Children.prototype.add = function (pid) {
    add.call(this, pid);
    (async () => {
      while (this.running >= options.limit) {
        await readable(listener);
        if (this.running >= options.limit) close(accept(listener));
      }
    })();
  };
  return await right(listener, program, options);
}
