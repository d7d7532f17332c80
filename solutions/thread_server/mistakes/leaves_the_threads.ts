/** Mistake: its threads stay, and so does the process. */
// Caught by: drain() serves all who talk or wait, and ends the threads
// Says: of its threads have not ended
// Violates: Then the threads end
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  protected override goOn(): void {
    const over = this.ending && this.busy.size === 0 && this.queue.length === 0;
    if (over) this.idle.splice(0);
    super.goOn();
  }
}
