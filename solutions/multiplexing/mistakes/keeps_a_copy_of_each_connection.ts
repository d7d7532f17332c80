/** Mistake: it makes a second descriptor for each connection, and closes only one of them. */
// Caught by: serveLines() ends when it is told to, whatever clients wait for
// Says: the server hangs up: something can be read from stop
// Violates: and all connections are closed
export * from "../multiplexing.ts";
import { fcntl } from "lib/sys/fd.ts";
import { socketLibc } from "lib/sys/libc.ts";
import { serveLines as right } from "../multiplexing.ts";

const F_DUPFD_CLOEXEC = 1030;

export function serveLines(...args: Parameters<typeof right>): void {
  const { accept4 } = socketLibc();
  const acceptTwice: typeof accept4 = (socket, address, length, flags) => {
    const fd = accept4(socket, address, length, flags);
    if (fd >= 0) fcntl(fd, F_DUPFD_CLOEXEC);
    return fd;
  };
  Object.assign(socketLibc(), { accept4: acceptTwice });
  right(...args);
}
