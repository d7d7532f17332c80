/** Mistake: it lets an error through although it has read bytes, which are lost. */
// Caught by: drain() throws when the connection was broken off, or is not open
// Says: when bytes had come: drain() threw
// Violates: when the connection was broken off and nothing is there
export * from "../multiplexing.ts";
import type { Fd } from "lib/sys/fd.ts";
import { libc } from "lib/sys/libc.ts";
import { drain as right } from "../multiplexing.ts";

export function drain(fd: Fd): { bytes: Uint8Array<ArrayBuffer>; ended: boolean } {
  const { read } = libc();
  const readOrNote: typeof read = (...args) => {
    const length = read(...args);
    lengths.push(Number(length));
    return length;
  };
  const lengths: number[] = [];
  Object.assign(libc(), { read: readOrNote });
  const result = right(fd);
  Object.assign(libc(), { read });
  if (result.ended && lengths.at(-1) === -1) throw new Error("The connection was broken off");
  return result;
}
