/** Mistake: nothing else goes on in the process while it waits for the children. */
// Caught by: stop() waits as long as its patience, and no longer
// Says: stop() waits in futex
// Violates: and your process goes on meanwhile
export * from "../process_server.ts";
import { Children as Right } from "../process_server.ts";
import type { Ended } from "lib/sys/process.ts";

export class Children extends Right {
  override async stop({ patience }: { patience: number }): Promise<Ended[]> {
    const stopping = super.stop({ patience });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, patience);
    return await stopping;
  }
}
