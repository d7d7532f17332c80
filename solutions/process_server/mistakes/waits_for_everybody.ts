/** Mistake: it waits for children that have not ended yet. */
// Caught by: reap() collects all that have ended, and waits for nobody
// Says: reap() waits in waitpid
// Violates: and never waits
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import { type Ended, waitpid } from "lib/sys/process.ts";

export class Children extends Right {
  #pids = new Set<number>();

  override add(pid: number): void {
    super.add(pid);
    this.#pids.add(pid);
  }

  override reap(): Ended[] {
    return [...this.#pids].map((pid) => waitpid(pid));
  }
}
