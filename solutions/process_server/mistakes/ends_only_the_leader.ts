/** Mistake: it ends the child, and what the child has started goes on. */
// Caught by: stop() ends what the children have started, too
// Says: a process that a child has started goes on
// Violates: Each signal goes to the whole process group
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import type { Ended } from "lib/sys/process.ts";
import { libc } from "lib/sys/libc.ts";

export class Children extends Right {
  override async stop(options: { patience: number }): Promise<Ended[]> {
    const { kill } = libc();
    Object.assign(libc(), { kill: (pid: number, signal: number) => kill(Math.abs(pid), signal) });
    try {
      return await super.stop(options);
    } finally {
      Object.assign(libc(), { kill });
    }
  }
}
