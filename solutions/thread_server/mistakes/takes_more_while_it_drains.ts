/** Mistake: submit() goes on while the pool ends. */
// Caught by: drain() serves all who talk or wait, and ends the threads
// Says: The pool is being drained, and submit() returns true
// Violates: or when
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import type { Fd } from "lib/sys/fd.ts";

export class Pool extends Right {
  override submit(connection: Fd): boolean {
    const { ending } = this;
    this.ending = false;
    const taken = super.submit(connection);
    this.ending = ending;
    return taken;
  }
}
