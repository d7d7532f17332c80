/** Mistake: it cuts its clients off, and does not let the handlers come to their ends. */
// Caught by: abandon() cuts all who talk or wait, and ends the threads
// Says: A handler still waits for something else, and abandon() has returned
// Violates: goes on and sees the end, or an error
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";

export class Pool extends Right {
  override abandon(): Promise<void> {
    for (const thread of this.busy.keys()) thread.end();
    return super.abandon();
  }
}
