/** Mistake: it reads until the stream ends. */
// Caught by: drain() gives all that is there, and never waits for more
// Says: drain() waits in read
// Violates: never waits for more
export * from "../multiplexing.ts";
import { type Fd, read } from "lib/sys/fd.ts";

export function drain(fd: Fd): { bytes: Uint8Array<ArrayBuffer>; ended: boolean } {
  const all: number[] = [];
  const buffer = new Uint8Array(65536);
  for (let length; (length = read(fd, buffer)) > 0;) all.push(...buffer.subarray(0, length));
  return { bytes: Uint8Array.from(all), ended: true };
}
