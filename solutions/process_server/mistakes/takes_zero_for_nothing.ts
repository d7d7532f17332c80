/** Mistake: no patience at all is to it as if none were given. */
// Caught by: stop() waits as long as its patience, and no longer
// Says: The patience is 0, and stop() has waited
// Violates: in milliseconds, from 0 to a day
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import type { Ended } from "lib/sys/process.ts";

export class Children extends Right {
  override stop({ patience }: { patience: number }): Promise<Ended[]> {
    return super.stop({ patience: patience || 5000 });
  }
}
