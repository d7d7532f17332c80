/** Mistake: it ends threads that wait in a system call: they do not notice. */
// Caught by: abandon() cuts all who talk or wait, and ends the threads
// Says: is silent does not get the end
// Violates: sees the end, or an error
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import { close } from "lib/sys/fd.ts";

export class Pool extends Right {
  override abandon(): Promise<void> {
    for (const connection of this.queue.splice(0)) close(connection);
    for (const thread of this.busy.keys()) thread.end();
    return this.drain();
  }
}
