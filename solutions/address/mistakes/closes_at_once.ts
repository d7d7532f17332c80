/** Mistake: it closes the connection at once. */
// Caught by: finish() lets the other side get everything, and then the end, whatever that has sent
// Says: when it has read
// Violates: whatever has come that was not read
export * from "../address.ts";
import { close, type Fd } from "lib/sys/fd.ts";

export function finish(connection: Fd): void {
  close(connection);
}
