/** Mistake: it goes on waiting when all children have ended. */
// Caught by: stop() waits as long as its patience, and no longer
// Says: the last one, and stop() has not
// Violates: as soon as all of them are collected
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import type { Ended } from "lib/sys/process.ts";

export class Children extends Right {
  override async stop({ patience }: { patience: number }): Promise<Ended[]> {
    const over = new Promise((resolve) => setTimeout(resolve, patience));
    const all = await super.stop({ patience });
    await over;
    return all;
  }
}
