/** Mistake: it ends when a program cannot be started. */
// Caught by: serve() goes on when a program cannot be started
// Says: serve() threw
// Violates: the server goes on
export * from "../process_server.ts";
import { Children, handOver, serve as right } from "../process_server.ts";
import { close } from "lib/sys/fd.ts";
import { readable } from "lib/sys/poll.ts";
import { accept } from "lib/sys/socket.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, { signal, patience }]: Arguments) {
  const children = new Children();
  try {
    while (!signal.aborted) {
      await readable(listener);
      children.add(handOver(accept(listener), program));
    }
  } finally {
    close(listener);
    await children.stop({ patience });
  }
  return [];
}
