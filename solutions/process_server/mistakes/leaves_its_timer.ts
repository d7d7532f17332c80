/** Mistake: its timer keeps the process alive when all children have ended. */
// Caught by: stop() waits as long as its patience, and no longer
// Says: a timer of it keeps the process alive
// Violates: Then no timer is left
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import type { Ended } from "lib/sys/process.ts";

export class Children extends Right {
  override stop({ patience }: { patience: number }): Promise<Ended[]> {
    setTimeout(() => {}, patience);
    return super.stop({ patience });
  }
}
