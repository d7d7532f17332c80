/** Mistake: it accepts one more client than it has room for, and lets that one wait. */
// Caught by: serve() lets clients wait while as many programs run as may
// Says: How many clients wait to be accepted
// Violates: then whoever connects is not accepted
export * from "../process_server.ts";
import { Children, handOver, serve as right } from "../process_server.ts";
import { pipe } from "lib/sys/fd.ts";
import { readable } from "lib/sys/poll.ts";
import { accept } from "lib/sys/socket.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, { limit }]: Arguments): Promise<never> {
  const children = new Children();
  readable(pipe()[0]); // It keeps the process alive.
  for (;;) {
    await readable(listener);
    const connection = accept(listener);
    while (children.running >= limit) {
      await new Promise<void>((resolve) => Deno.addSignalListener("SIGCHLD", () => resolve()));
      children.reap();
    }
    children.add(handOver(connection, program));
  }
}
