/** Mistake: it takes the end of the stream for the end of a line. */
// Caught by: serveLines() gives a client that has ended its side all answers, and hangs up
// Says: What answers a line and half a line
// Violates: What follows the last
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { libc } from "lib/sys/libc.ts";
import { serveLines as right } from "../multiplexing.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function serveLines(...args: Parameters<typeof right>): void {
  const ended = new Set<Fd>();
  const { read } = libc();
  const readLines: typeof read = (fd, buffer, size) => {
    const length = read(fd, buffer, size);
    if (Number(length) > 0 || ended.has(fd)) return length;
    ended.add(fd);
    (buffer as Bytes)[0] = 10;
    return 1n;
  };
  Object.assign(libc(), { read: readLines });
  right(...args);
}
