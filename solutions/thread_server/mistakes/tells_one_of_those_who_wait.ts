/** Mistake: only the first one learns that there is room. */
// Caught by: room() waits until there is room, or until the pool ends
// Says: of three calls of room() return
// Violates: All who wait are told
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  protected override goOn(): void {
    const others = this.askers.splice(1);
    super.goOn();
    this.askers.push(...others);
  }
}
