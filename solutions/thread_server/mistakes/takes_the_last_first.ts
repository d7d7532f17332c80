/** Mistake: who came last is next. */
// Caught by: submit() serves those who wait in their order
// Says: is served as number
// Violates: The one that waits longest gets the next free thread
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  protected override goOn(): void {
    this.queue.reverse();
    super.goOn();
    this.queue.reverse();
  }
}
