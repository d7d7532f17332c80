/** Mistake: it makes text of the bytes, and bytes of the text. */
// Caught by: echo() sends back all that comes, and leaves the connection open
// Says: What came back of 4095 bytes
// Violates: sends back all that the client sends
export * from "../thread_server.ts";
import { type Fd, read, write } from "lib/sys/fd.ts";

export function echo(connection: Fd): void {
  const buffer = new Uint8Array(65536);
  for (let length; (length = read(connection, buffer)) > 0;) {
    const text = new TextDecoder().decode(buffer.subarray(0, length));
    const bytes = new TextEncoder().encode(text);
    for (let sent = 0; sent < bytes.length;) sent += write(connection, bytes.subarray(sent));
  }
}
