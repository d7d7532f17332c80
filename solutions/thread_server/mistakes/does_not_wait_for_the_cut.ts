/** Mistake: abandon() returns while handlers run. */
// Caught by: abandon() cuts all who talk or wait, and ends the threads
// Says: A handler still waits for something else, and abandon() has returned
// Violates: As `drain()`
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  override async abandon(): Promise<void> {
    super.abandon();
    await Promise.resolve();
  }
}
