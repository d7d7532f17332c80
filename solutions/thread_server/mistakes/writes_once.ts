/** Mistake: it takes it for granted that write() takes everything. */
// Caught by: echo() sends back all that comes, and leaves the connection open
// Says: which write() took bit by bit
// Violates: sends back all that the client sends
export * from "../thread_server.ts";
import { type Fd, read, write } from "lib/sys/fd.ts";

export function echo(connection: Fd): void {
  const buffer = new Uint8Array(65536);
  for (let length; (length = read(connection, buffer)) > 0;) {
    write(connection, buffer.subarray(0, length));
  }
}
