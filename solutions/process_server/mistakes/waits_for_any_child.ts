/** Mistake: it collects any child, also one that Deno or somebody else waits for. */
// Caught by: reap() leaves other children of the process alone
// Says: has collected a child that was never added
// Violates: Others of your process are left alone
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import { type Ended, waitpid, WNOHANG } from "lib/sys/process.ts";

export class Children extends Right {
  override reap(): Ended[] {
    const all: Ended[] = [];
    try {
      for (let ended; (ended = waitpid(-1, WNOHANG));) all.push(ended);
    } catch {
      // There is no child any more.
    }
    return all;
  }
}
