/** Mistake: it waits for ever for a child that ignores SIGTERM. */
// Caught by: stop() asks each child to end, and kills those that do not
// Says: and stop() has not ended a child that ignores SIGTERM
// Violates: and SIGKILL when it has not ended after a while
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import type { Ended } from "lib/sys/process.ts";

export class Children extends Right {
  override stop(_: { patience: number }): Promise<Ended[]> {
    return super.stop({ patience: 2 ** 31 - 1 });
  }
}
