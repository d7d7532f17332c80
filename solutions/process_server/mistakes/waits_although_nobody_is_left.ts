/** Mistake: when nobody is left to wait for, it still waits for the next signal, or for the time. */
// Caught by: stop() waits as long as its patience, and no longer
// Says: before stop() was called, and it has not returned
// Violates: as soon as all of them are collected
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import type { Ended } from "lib/sys/process.ts";

export class Children extends Right {
  override async stop({ patience }: { patience: number }): Promise<Ended[]> {
    const all = this.reap();
    if (this.running === 0) await new Promise((resolve) => setTimeout(resolve, patience));
    return [...all, ...await super.stop({ patience })];
  }
}
