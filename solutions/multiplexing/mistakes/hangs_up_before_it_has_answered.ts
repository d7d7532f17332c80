/** Mistake: it hangs up as soon as a client has ended its side. */
// Caught by: serveLines() gives a client that has ended its side all answers, and hangs up
// Says: The answers to a client that has ended its side
// Violates: it gets the answers that are left
export * from "../multiplexing.ts";
import { libc } from "lib/sys/libc.ts";
import { SHUT_WR, shutdown } from "lib/sys/socket.ts";
import { serveLines as right } from "../multiplexing.ts";

export function serveLines(...args: Parameters<typeof right>): void {
  const { read } = libc();
  const readAndLeave: typeof read = (fd, buffer, size) => {
    const length = read(fd, buffer, size);
    if (Number(length) === 0) shutdown(fd, SHUT_WR);
    return length;
  };
  Object.assign(libc(), { read: readAndLeave });
  right(...args);
}
