/** Mistake: it returns what it has when the other side has gone. */
// Caught by: exchange() throws when the other side goes before it has read everything
// Says: the other side has gone before: it did not throw
// Violates: when the other side has closed its end before it has read all of `message`
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { exchange as right } from "../stream_pipe.ts";

export async function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  try {
    return await right(end, message);
  } catch {
    return new Uint8Array(0);
  }
}
