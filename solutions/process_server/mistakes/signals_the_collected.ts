/** Mistake: its SIGKILL also goes to the numbers of children that were collected. */
// Caught by: stop() asks each child to end, and kills those that do not
// Says: whose child was collected before
// Violates: A child that was collected gets no signal any more
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import { libc } from "lib/sys/libc.ts";
import type { Ended } from "lib/sys/process.ts";

export class Children extends Right {
  #pids = new Set<number>();

  override add(pid: number): void {
    super.add(pid);
    this.#pids.add(pid);
  }

  override async stop(options: { patience: number }): Promise<Ended[]> {
    const all = await super.stop(options);
    for (const pid of this.#pids) libc().kill(-pid, 9);
    return all;
  }
}
