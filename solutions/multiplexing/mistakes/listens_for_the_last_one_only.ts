/** Mistake: its second call takes the place of the first one. */
// Caught by: onData() serves several connections, and no timer looks for bytes
// Says: onData() has read what came on connection
// Violates: It may be used for several connections at the same time
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { onData as right } from "../multiplexing.ts";

let before = () => {};

export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  before();
  return before = right(fd, handle);
}
