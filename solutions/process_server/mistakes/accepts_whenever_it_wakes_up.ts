/** Mistake: when its wait is over, it accepts; but a signal may have ended the wait, and nobody is there. */
// Caught by: serve() goes on when a signal interrupts its wait
// Says: after a signal has interrupted its wait
// Violates: Your process goes on meanwhile
export * from "../process_server.ts";
import { Children, handOver, serve as right } from "../process_server.ts";
import { pipe, read, write } from "lib/sys/fd.ts";
import { readable } from "lib/sys/poll.ts";
import { accept } from "lib/sys/socket.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, { signal, patience }]: Arguments) {
  const children = new Children();
  const [news, teller] = pipe();
  Deno.addSignalListener("SIGCHLD", () => write(teller, new Uint8Array(1)));
  const all = [];
  while (!signal.aborted) {
    const [told] = await readable(news, listener);
    if (told) read(news, new Uint8Array(99));
    else children.add(handOver(accept(listener), program));
    all.push(...children.reap());
  }
  return [...all, ...await children.stop({ patience })];
}
