/** Mistake: drain() does not wait for anybody. */
// Caught by: drain() serves all who talk or wait, and ends the threads
// Says: Not all have been served, and drain() has returned
// Violates: When all of them are closed
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  override async drain(): Promise<void> {
    super.drain();
    await Promise.resolve();
  }
}
