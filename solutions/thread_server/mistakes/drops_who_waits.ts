/** Mistake: those who wait are forgotten, and stay open. */
// Caught by: abandon() cuts all who talk or wait, and ends the threads
// Says: one that waited does not read the end
// Violates: who wait for a thread are closed
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  override abandon(): Promise<void> {
    this.queue.splice(0);
    return super.abandon();
  }
}
