/** Mistake: one client after the other, whatever threads there are. */
// Caught by: start() starts all threads, and these serve everybody, several at the same time
// Says: for three threads, and one of them hears
// Violates: Threads that talk to clients, each to one at a time
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  protected override goOn(): void {
    if (this.busy.size === 0) return super.goOn();
    const waiting = this.queue.splice(0);
    super.goOn();
    this.queue.push(...waiting);
  }
}
