/** Mistake: it does not add a child that has ended before, and nobody learns how. */
// Caught by: reap() collects all that have ended, and waits for nobody
// Says: Two have ended, one before add()
// Violates: and may have ended
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import { waitpid, WNOHANG } from "lib/sys/process.ts";

export class Children extends Right {
  override add(pid: number): void {
    if (waitpid(pid, WNOHANG) === undefined) super.add(pid);
  }
}
