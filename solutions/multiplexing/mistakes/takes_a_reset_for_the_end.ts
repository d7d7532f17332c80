/** Mistake: it says that a stream has ended which was broken off. */
// Caught by: drain() throws when the connection was broken off, or is not open
// Says: broken off: it did not throw, although it had to throw ECONNRESET
// Violates: With the `code` `ECONNRESET`
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { drain as right } from "../multiplexing.ts";

export function drain(fd: Fd): { bytes: Uint8Array<ArrayBuffer>; ended: boolean } {
  try {
    return right(fd);
  } catch (error) {
    if ((error as { code?: string }).code !== "ECONNRESET") throw error;
    return { bytes: new Uint8Array(), ended: true };
  }
}
