/** Mistake: it returns what it has when reading fails later, and throws only when nothing has come. */
// Caught by: receive() throws when reading fails, and closes both ends
// Says: its read() failed after the first 5 bytes
// Violates: When reading fails.
export * from "../pipe.ts";
import { close, type Fd, read } from "lib/sys/fd.ts";

export function receive(readEnd: Fd, writeEnd: Fd): Uint8Array {
  close(writeEnd);
  const [message, buffer] = [[] as number[], new Uint8Array(4096)];
  try {
    for (let n; (n = read(readEnd, buffer)) > 0;) message.push(...buffer.subarray(0, n));
  } catch (error) {
    if (message.length === 0) throw error;
  } finally {
    close(readEnd);
  }
  return Uint8Array.from(message);
}
