/** Mistake: it gives up when the other side says nothing for a minute. */
// Caught by: finish() says the end although others have the connection, and waits for the other side's end
// Says: finish() is over before
// Violates: however long that takes
export * from "../address.ts";
import { close, fcntl, type Fd } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { SHUT_WR, shutdown } from "lib/sys/socket.ts";
import { finish as right } from "../address.ts";

const F_DUPFD_CLOEXEC = 1030;

export function finish(connection: Fd): void {
  const copy = fcntl(connection, F_DUPFD_CLOEXEC, 0);
  try {
    shutdown(copy, SHUT_WR);
    const [ready] = poll([{ fd: copy, events: POLLIN }], 60_000);
    if (ready) right(connection);
    else close(connection);
  } finally {
    close(copy);
  }
}
