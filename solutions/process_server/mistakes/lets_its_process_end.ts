/** Mistake: nothing of it keeps the process alive, which ends when it has nothing else to do. */
// Caught by: stop() asks each child to end, and kills those that do not
// Says: its event loop is empty
// Violates: and your process goes on meanwhile
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import type { Ended } from "lib/sys/process.ts";

export class Children extends Right {
  override stop(options: { patience: number }): Promise<Ended[]> {
    const { setTimeout } = globalThis;
    globalThis.setTimeout = ((...all: Parameters<typeof setTimeout>) => {
      const timer = setTimeout(...all);
      Deno.unrefTimer(timer);
      return timer;
    }) as typeof setTimeout;
    const stopping = super.stop(options);
    globalThis.setTimeout = setTimeout;
    return stopping;
  }
}
