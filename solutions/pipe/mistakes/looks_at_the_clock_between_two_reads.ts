/** Mistake: it allows the sender a minute in all, and drops what comes after that. */
// Caught by: receive() does not take silence for the end
// Says: it ends after 7 bytes
// Violates: however long the sender pauses
export * from "../pipe.ts";
import { close, type Fd, read } from "lib/sys/fd.ts";

export function receive(readEnd: Fd, writeEnd: Fd): Uint8Array {
  const end = Date.now() + 60_000;
  close(writeEnd);
  try {
    const [message, buffer] = [[] as number[], new Uint8Array(4096)];
    for (let length; Date.now() < end && (length = read(readEnd, buffer)) > 0;) {
      message.push(...buffer.subarray(0, length));
    }
    return Uint8Array.from(message);
  } finally {
    close(readEnd);
  }
}
