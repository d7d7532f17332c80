/** Mistake: it takes a reset for the end. */
// Caught by: finish() throws when the connection is reset, and closes it
// Says: reset before: it did not throw
// Violates: when the connection is reset
export * from "../address.ts";
import type { Fd } from "lib/sys/fd.ts";
import { finish as right } from "../address.ts";

export function finish(connection: Fd): void {
  try {
    right(connection);
  } catch {
    // The other side is gone.
  }
}
