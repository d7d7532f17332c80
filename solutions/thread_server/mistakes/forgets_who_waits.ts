/** Mistake: drain() lets those finish who talk, and closes the others. */
// Caught by: drain() serves all who talk or wait, and ends the threads
// Says: The pool is being drained, and number 2 of three talks
// Violates: first all who talk or wait are served to their ends
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import { close } from "lib/sys/fd.ts";

export class Pool extends Right {
  override drain(): Promise<void> {
    for (const connection of this.queue.splice(0)) close(connection);
    return super.drain();
  }
}
