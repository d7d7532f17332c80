/** Mistake: only a client ends its wait: `abort` does not, and a client without room does it all the time. */
// Caught by: serve() lets clients wait while as many programs run as may
// Says: and serve() does not sleep
// Violates: Your process goes on meanwhile
export * from "../process_server.ts";
import { Children, handOver, serve as right } from "../process_server.ts";
import { close } from "lib/sys/fd.ts";
import { readable } from "lib/sys/poll.ts";
import { accept } from "lib/sys/socket.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, { limit, signal, patience }]: Arguments) {
  const children = new Children();
  const all = [];
  while (!signal.aborted) {
    const [client] = await readable(listener);
    all.push(...children.reap());
    if (client && children.running < limit) children.add(handOver(accept(listener), program));
  }
  close(listener);
  return [...all, ...await children.stop({ patience })];
}
