/** Mistake: each client gets a place in a table, which is never free again. */
// Caught by: serve() answers everybody of 200 clients but those who are silent or gone
// Says: 200 clients have come, and number
// Violates: `false` when no thread is free
export * from "../thread_server.ts";
import { Pool as Right } from "../thread_server.ts";
import type { Fd } from "lib/sys/fd.ts";

export class Pool extends Right {
  #places = 128;

  override submit(connection: Fd): boolean {
    return this.#places-- > 0 && super.submit(connection);
  }
}
