/** Mistake: it never waits for longer than a minute. */
// Caught by: stop() waits as long as its patience, and no longer
// Says: a child is gone that ignores SIGTERM
// Violates: how long they have after SIGTERM
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import type { Ended } from "lib/sys/process.ts";

export class Children extends Right {
  override stop({ patience }: { patience: number }): Promise<Ended[]> {
    return super.stop({ patience: Math.min(patience, 60_000) });
  }
}
