/** Mistake: it takes the end of what it has read for the end of a line. */
// Caught by: serveLines() answers each line, whatever bytes it has and however it comes
// Says: The answer to line 10, of length 65535
// Violates: A line ends with the byte
export * from "../multiplexing.ts";
import { libc } from "lib/sys/libc.ts";
import { serveLines as right } from "../multiplexing.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function serveLines(...args: Parameters<typeof right>): void {
  const { read } = libc();
  const readPiece: typeof read = (fd, buffer) => {
    const bytes = buffer as Bytes;
    const length = Number(read(fd, bytes, BigInt(bytes.length - 1)));
    if (length <= 0 || bytes[length - 1] === 10) return BigInt(length);
    bytes[length] = 10;
    return BigInt(length + 1);
  };
  Object.assign(libc(), { read: readPiece });
  right(...args);
}
