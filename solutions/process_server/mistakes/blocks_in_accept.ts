/** Mistake: it waits in accept(), and nothing else goes on in its process. */
// Caught by: serve() sleeps while nothing happens
// Says: serve() waits in accept
// Violates: Your process goes on meanwhile
export * from "../process_server.ts";
import { Children, handOver, serve as right } from "../process_server.ts";
import { close } from "lib/sys/fd.ts";
import { accept } from "lib/sys/socket.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, { signal, patience }]: Arguments) {
  const children = new Children();
  const all = [];
  while (!signal.aborted) {
    children.add(handOver(accept(listener), program));
    all.push(...children.reap());
  }
  close(listener);
  return [...all, ...await children.stop({ patience })];
}
