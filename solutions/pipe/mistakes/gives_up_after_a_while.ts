/** Mistake: it has no patience with a reader who is slow, and drops what is left after ten seconds. */
// Caught by: send() goes on after a write that took only a part
// Says: send() returned when the pipe was full
// Violates: It returns when the pipe has taken every byte.
export * from "../pipe.ts";
import { close, fcntl, type Fd, write } from "lib/sys/fd.ts";
import { O_NONBLOCK } from "lib/sys/fifo.ts";

const F_SETFL = 4;

export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  const end = Date.now() + 10_000;
  try {
    fcntl(writeEnd, F_SETFL, O_NONBLOCK);
    for (let sent = 0; sent < message.length && Date.now() < end;) {
      try {
        sent += write(writeEnd, message.subarray(sent));
      } catch (error) {
        if ((error as { code?: string }).code !== "EAGAIN") throw error;
      }
    }
  } finally {
    close(writeEnd);
  }
}
