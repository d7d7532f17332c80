/** Mistake: whenever one has ended, it sends SIGTERM again to those that still run. */
// Caught by: stop() asks each child to end, and kills those that do not
// Says: stop() has sent SIGTERM twice
// Violates: each gets one SIGTERM, at once
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import { kill } from "lib/sys/process.ts";

export class Children extends Right {
  #pids = new Set<number>();

  override add(pid: number) {
    super.add(pid);
    this.#pids.add(pid);
  }

  override reap() {
    const all = super.reap();
    for (const { pid } of all) this.#pids.delete(pid);
    if (all.length > 0) { for (const pid of this.#pids) kill(-pid, "SIGTERM"); }
    return all;
  }
}
