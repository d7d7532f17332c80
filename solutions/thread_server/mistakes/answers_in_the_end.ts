/** Mistake: it sends nothing back before the client has ended. */
// Caught by: echo() sends back all that comes, and leaves the connection open
// Says: What came back of 1 byte, while the client waits for it
// Violates: sends back all that the client sends
export * from "../thread_server.ts";
import { type Fd, read, write } from "lib/sys/fd.ts";

export function echo(connection: Fd): void {
  const buffer = new Uint8Array(65536);
  const all: number[] = [];
  for (let length; (length = read(connection, buffer)) > 0;) {
    all.push(...buffer.subarray(0, length));
  }
  const bytes = Uint8Array.from(all);
  for (let sent = 0; sent < bytes.length;) sent += write(connection, bytes.subarray(sent));
}
