/** Mistake: it waits ten seconds for the next piece, and takes a longer pause for the end. */
// Caught by: receive() does not take silence for the end
// Says: it ends after 5 bytes
// Violates: however long the sender pauses
export * from "../pipe.ts";
import { close, type Fd, read } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";

export function receive(readEnd: Fd, writeEnd: Fd): Uint8Array {
  close(writeEnd);
  try {
    const [message, buffer] = [[] as number[], new Uint8Array(4096)];
    while (poll([{ fd: readEnd, events: POLLIN }], 10_000)[0] !== 0) {
      const length = read(readEnd, buffer);
      if (length === 0) break;
      message.push(...buffer.subarray(0, length));
    }
    return Uint8Array.from(message);
  } finally {
    close(readEnd);
  }
}
