/** Mistake: it lets an error of one client end the server. */
// Caught by: serveLines() hangs up on a client that is gone, and goes on for the others
// Says: and the server hung up on another one
// Violates: and goes on for the others
export * from "../multiplexing.ts";
import { libc } from "lib/sys/libc.ts";
import { serveLines as right } from "../multiplexing.ts";

export function serveLines(...args: Parameters<typeof right>): void {
  const { read } = libc();
  const readOrDie: typeof read = (fd, buffer, size) => {
    const length = read(fd, buffer, size);
    if (Number(length) < 0) throw new Error("A client has broken off");
    return length;
  };
  Object.assign(libc(), { read: readOrDie });
  right(...args);
}
