/** Mistake: it gives the same buffer to handle() each time. */
// Caught by: onData() gives all bytes of a burst for which one signal comes
// Says: What came in bursts
// Violates: each time in an array of its
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { onData as right } from "../multiplexing.ts";

const buffer = new Uint8Array(1_000_000);

export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  return right(fd, (bytes) => {
    buffer.set(bytes);
    handle(buffer.subarray(0, bytes.length));
  });
}
