/** Mistake: it closes the descriptor when the stream has ended. */
// Caught by: drain() gives all that is there, and never waits for more
// Says: drain() closed the descriptor, which has to stay open
// Violates: It stays open.
export * from "../multiplexing.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { drain as right } from "../multiplexing.ts";

export function drain(fd: Fd): { bytes: Uint8Array<ArrayBuffer>; ended: boolean } {
  const result = right(fd);
  if (result.ended) close(fd);
  return result;
}
