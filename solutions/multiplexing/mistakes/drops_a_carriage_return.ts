/** Mistake: it takes "\r\n" for the end of a line. */
// Caught by: serveLines() answers each line, whatever bytes it has and however it comes
// Says: The answer to line 3, of length 2:
// Violates: Gets each line once
export * from "../multiplexing.ts";
import { serveLines as right } from "../multiplexing.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function serveLines(...args: Parameters<typeof right>): void {
  const [listener, stop, answer, options] = args;
  const trimmed = (line: Bytes) => line.at(-1) === 13 ? line.slice(0, -1) : line;
  right(listener, stop, (line) => answer(trimmed(line)), options);
}
