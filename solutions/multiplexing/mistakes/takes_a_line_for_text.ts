/** Mistake: it makes text of a line, and bytes that are no UTF-8 are lost. */
// Caught by: serveLines() answers each line, whatever bytes it has and however it comes
// Says: of length 255
// Violates: any bytes and any number of
export * from "../multiplexing.ts";
import { serveLines as right } from "../multiplexing.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function serveLines(...args: Parameters<typeof right>): void {
  const [listener, stop, answer, options] = args;
  const text = (line: Bytes) => new TextEncoder().encode(new TextDecoder().decode(line));
  right(listener, stop, (line) => answer(text(line)), options);
}
