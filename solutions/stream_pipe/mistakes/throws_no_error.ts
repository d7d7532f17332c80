/** Mistake: it throws the code alone, and no error. */
// Caught by: exchange() throws when the other side goes before it has read everything
// Says: the other side has gone before: it threw the value
// Violates: With the `code` `EPIPE` or
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { exchange as right } from "../stream_pipe.ts";

export async function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  try {
    return await right(end, message);
  } catch (error) {
    throw { code: (error as { code?: string }).code };
  }
}
