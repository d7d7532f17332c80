/** Mistake: its function removes the listeners of all connections. */
// Caught by: onData() ends when its function is called, and leaves no flag behind
// Says: onData() has read what came on another connection
// Violates: A function that ends this
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { onData as right } from "../multiplexing.ts";

const ends: (() => void)[] = [];

export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  ends.push(right(fd, handle));
  return () => ends.splice(0).forEach((end) => end());
}
