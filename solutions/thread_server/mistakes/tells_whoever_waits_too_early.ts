/** Mistake: after an error, it tells that there is room while the new thread is being started. */
// Caught by: room() waits until there is room, or until the pool ends
// Says: room() has returned, and submit() returns false
// Violates: Waits until `submit()` would say `true`
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  override async room(): Promise<void> {
    if (this.ending || this.hasRoom) return;
    await new Promise<void>((resolve) => this.askers.push(resolve));
  }
}
