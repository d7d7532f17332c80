/** Mistake: whoever calls abandon() a second time does not wait. */
// Caught by: abandon() cuts all who talk or wait, and ends the threads
// Says: A handler still waits for something else, and abandon() has returned
// Violates: Both may be called again
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  #abandoned = false;

  override abandon(): Promise<void> {
    if (this.#abandoned) return Promise.resolve();
    this.#abandoned = true;
    return super.abandon();
  }
}
