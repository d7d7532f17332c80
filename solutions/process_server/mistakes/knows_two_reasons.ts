/** Mistake: it knows two reasons why a program cannot be started, and ends with a third one. */
// Caught by: serve() goes on when a program cannot be started
// Says: ELOOP
// Violates: the server goes on
export * from "../process_server.ts";
import { Children, handOver, serve as right } from "../process_server.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { accept } from "lib/sys/socket.ts";

type Arguments = Parameters<typeof right>;

export async function serve(...[listener, program, options]: Arguments) {
  const children = new Children();
  while (!options.signal.aborted) {
    await new Promise((go) => setTimeout(go, 10)).then(() => children.reap());
    const [here] = poll([{ fd: listener, events: POLLIN }], 0);
    if (children.running >= options.limit || !here) continue;
    try {
      children.add(handOver(accept(listener), program));
    } catch (error) {
      if (!["ENOENT", "EACCES"].includes((error as { code: string }).code)) throw error;
    }
  }
  return await right(listener, program, options);
}
