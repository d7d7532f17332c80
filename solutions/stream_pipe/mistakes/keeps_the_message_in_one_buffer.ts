/** Mistake: the messages of all calls are in the same memory, and the next one overwrites the one before. */
// Caught by: exchange() gives each side the message of the other
// Says: the first wrong byte is at index 0
// Violates: in an array of its own
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { exchange as right } from "../stream_pipe.ts";

const memory = new Uint8Array(1 << 24);
export async function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const received = await right(end, message);
  memory.set(received);
  return memory.subarray(0, received.length);
}
