/** Mistake: who waits for room is not told that the pool is abandoned. */
// Caught by: abandon() cuts all who talk or wait, and ends the threads
// Says: The pool is abandoned, and room() does not return
// Violates: or until the pool ends
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  override abandon(): Promise<void> {
    this.askers.length = 0;
    return super.abandon();
  }
}
