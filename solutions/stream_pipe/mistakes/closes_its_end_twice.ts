/** Mistake: it closes its end, and later its number once more. */
// Caught by: exchange() gives each side the message of the other
// Says: has closed these numbers again
// Violates: which is yours: close it
export * from "../stream_pipe.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { exchange as right } from "../stream_pipe.ts";

export async function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  setTimeout(() => {
    try {
      close(end);
    } catch {
      // It is closed.
    }
  });
  return await right(end, message);
}
