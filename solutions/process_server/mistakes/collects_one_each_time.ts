/** Mistake: it takes one child each time, as if each of them had a signal of its own. */
// Caught by: reap() collects all that have ended, and waits for nobody
// Says: 71 have ended, and reap() gives child: 0.
// Violates: Collects all that have ended by now
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import { type Ended, waitpid, WNOHANG } from "lib/sys/process.ts";

export class Children extends Right {
  #pids = new Set<number>();

  override add(pid: number): void {
    super.add(pid);
    this.#pids.add(pid);
  }

  override reap(): Ended[] {
    for (const pid of this.#pids) {
      const ended = waitpid(pid, WNOHANG);
      if (ended && this.#pids.delete(pid)) return [ended];
    }
    return [];
  }
}
