/** Mistake: when it was called before, it does nothing. */
// Caught by: stop() asks each child to end, and kills those that do not
// Says: A child is added after stop(), and the next stop() gives: nobody
// Violates: Ends all of them
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import type { Ended } from "lib/sys/process.ts";

export class Children extends Right {
  #stopped = false;

  override async stop(options: { patience: number }): Promise<Ended[]> {
    if (this.#stopped) return [];
    this.#stopped = true;
    return await super.stop(options);
  }
}
