/** Mistake: it goes on listening to SIGCHLD. */
// Caught by: stop() asks each child to end, and kills those that do not
// Says: has left a listener of SIGCHLD
// Violates: and no signal listener
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import type { Ended } from "lib/sys/process.ts";

export class Children extends Right {
  override stop(options: { patience: number }): Promise<Ended[]> {
    Deno.addSignalListener("SIGCHLD", () => {});
    return super.stop(options);
  }
}
