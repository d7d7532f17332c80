/** Mistake: it answers once. */
// Caught by: echo() sends back all that comes, and leaves the connection open
// Says: What came back of 1 byte, and echo() has returned
// Violates: until that has ended
export * from "../thread_server.ts";
import { type Fd, read, write } from "lib/sys/fd.ts";

export function echo(connection: Fd): void {
  const buffer = new Uint8Array(65536);
  const length = read(connection, buffer);
  for (let sent = 0; sent < length;) sent += write(connection, buffer.subarray(sent, length));
}
