/** Mistake: it does not tell how those have ended that nobody had collected before. */
// Caught by: stop() asks each child to end, and kills those that do not
// Says: stop() gives: cleans up: 3
// Violates: How each of them has ended
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import type { Ended } from "lib/sys/process.ts";

export class Children extends Right {
  override async stop(options: { patience: number }): Promise<Ended[]> {
    this.reap();
    return await super.stop(options);
  }
}
