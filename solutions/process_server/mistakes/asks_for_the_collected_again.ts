/** Mistake: it keeps the number of a child that was collected, and waits for it again. */
// Caught by: reap() collects all that have ended, and waits for nobody
// Says: Cannot waitpid
// Violates: each until it is collected
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
    return [...this.#pids].flatMap((pid) => waitpid(pid, WNOHANG) ?? []);
  }
}
