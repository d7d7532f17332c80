/** Mistake: who waits for room is not told that the pool ends. */
// Caught by: room() waits until there is room, or until the pool ends
// Says: The pool ends, and room() does not return
// Violates: or until the pool ends
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  override async room(): Promise<void> {
    while (!this.hasRoom) await new Promise<void>((resolve) => this.askers.push(resolve));
  }
}
