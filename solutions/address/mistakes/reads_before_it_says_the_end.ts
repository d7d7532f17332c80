/** Mistake: it waits for the other side's end before it says its own. */
// Caught by: finish() lets the other side get everything, and then the end, whatever that has sent
// Says: finish() has said the end
// Violates: It does not wait for the other side before it has said the end
export * from "../address.ts";
import { type Fd, read } from "lib/sys/fd.ts";
import { finish as right } from "../address.ts";

export function finish(connection: Fd): void {
  const buffer = new Uint8Array(65536);
  try {
    while (read(connection, buffer) > 0);
  } finally {
    right(connection);
  }
}
