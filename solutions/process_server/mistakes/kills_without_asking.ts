/** Mistake: it kills children that would have ended in order. */
// Caught by: stop() asks each child to end, and kills those that do not
// Says: cleans up: SIGKILL
// Violates: each gets one SIGTERM, at once
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import { libc } from "lib/sys/libc.ts";
import type { Ended } from "lib/sys/process.ts";

const [SIGTERM, SIGKILL] = [15, 9];

export class Children extends Right {
  override async stop(options: { patience: number }): Promise<Ended[]> {
    const { kill } = libc();
    const other = (signal: number) => signal === SIGTERM ? SIGKILL : signal;
    Object.assign(libc(), { kill: (pid: number, signal: number) => kill(pid, other(signal)) });
    try {
      return await super.stop(options);
    } finally {
      Object.assign(libc(), { kill });
    }
  }
}
