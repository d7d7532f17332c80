/** Mistake: it takes a minute for as good as no limit. */
// Caught by: waitForAny() waits for all of them at the same time, without using the CPU
// Says: did not wait for it
// Violates: `Infinity` sets no limit
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Ready, waitForAny as right } from "../multiplexing.ts";

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  if (milliseconds < Infinity) return right(fds, milliseconds);
  const poll = () => right(fds, 0);
  for (let second = 0; second < 60 && poll().length === 0; second++) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  }
  return poll();
}
