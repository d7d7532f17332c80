/** Mistake: there is room when a thread is free, and not when one may wait. */
// Caught by: room() waits until there is room, or until the pool ends
// Says: One more may wait, and room() does not return
// Violates: Waits until `submit()` would say `true`
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  override async room(): Promise<void> {
    while (!this.ending && this.idle.length === 0) {
      await new Promise<void>((resolve) => this.askers.push(resolve));
    }
  }
}
