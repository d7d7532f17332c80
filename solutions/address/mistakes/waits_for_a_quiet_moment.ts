/** Mistake: it says the end only when the other side has sent nothing for a while. */
// Caught by: finish() lets the other side get everything, and then the end, whatever that has sent
// Says: one after the other, and not said the end
// Violates: It does not wait for the other side before it has said the end
export * from "../address.ts";
import { finish as right } from "../address.ts";
import { type Fd, read } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";

export function finish(connection: Fd): void {
  while (poll([{ fd: connection, events: POLLIN }], 500)[0] === POLLIN) {
    if (read(connection, new Uint8Array(65536)) === 0) break;
  }
  right(connection);
}
