/** Mistake: it does not answer a line without bytes. */
// Caught by: serveLines() answers each line, whatever bytes it has and however it comes
// Says: each line is answered
// Violates: Gets each line once
export * from "../multiplexing.ts";
import { libc } from "lib/sys/libc.ts";
import { serveLines as right } from "../multiplexing.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function serveLines(...args: Parameters<typeof right>): void {
  const { read } = libc();
  const readLines: typeof read = (fd, buffer, size) => {
    const length = Number(read(fd, buffer, size));
    const bytes = (buffer as Bytes).subarray(0, Math.max(0, length));
    const kept = bytes.filter((byte, at) => byte !== 10 || at === 0 || bytes[at - 1] !== 10);
    bytes.set(kept);
    return BigInt(length > 0 ? kept.length : length);
  };
  Object.assign(libc(), { read: readLines });
  right(...args);
}
