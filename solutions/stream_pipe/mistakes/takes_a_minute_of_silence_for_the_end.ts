/** Mistake: when the other side is silent for a minute, it believes that this was its message. */
// Caught by: exchange() waits for the rest of a message, however long the other side pauses
// Says: it ends after
// Violates: however long it pauses before
export * from "../stream_pipe.ts";
import { close, type Fd, read, write } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { SHUT_WR, shutdown } from "lib/sys/socket.ts";

// deno-lint-ignore require-await
export async function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const [received, buffer] = [[] as number[], new Uint8Array(4096)];
  if (message.length > 0) write(end, message);
  shutdown(end, SHUT_WR);
  while (poll([{ fd: end, events: POLLIN }], received.length ? 60_000 : -1)[0] !== 0) {
    const length = read(end, buffer);
    if (length === 0) break;
    received.push(...buffer.subarray(0, length));
  }
  close(end);
  return Uint8Array.from(received);
}
