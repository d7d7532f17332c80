/** Mistake: those who wait are served before it ends. */
// Caught by: abandon() cuts all who talk or wait, and ends the threads
// Says: one that waited does not read the end
// Violates: Those
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  override abandon(): Promise<void> {
    for (const connection of this.busy.values()) this.hangUp(connection);
    return this.drain();
  }
}
