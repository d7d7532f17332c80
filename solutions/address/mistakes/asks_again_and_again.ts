/** Mistake: it asks again and again whether there is something. */
// Caught by: finish() says the end although others have the connection, and waits for the other side's end
// Says: finish() keeps a processor busy
// Violates: and keeps no processor busy
export * from "../address.ts";
import { close, type Fd, read } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { SHUT_WR, shutdown } from "lib/sys/socket.ts";

export function finish(connection: Fd): void {
  try {
    shutdown(connection, SHUT_WR);
    const buffer = new Uint8Array(65536);
    for (;;) {
      if (
        poll([{ fd: connection, events: POLLIN }], 0)[0] && read(connection, buffer) === 0
      ) break;
    }
  } finally {
    close(connection);
  }
}
