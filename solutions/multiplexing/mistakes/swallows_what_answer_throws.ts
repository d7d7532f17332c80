/** Mistake: it sends no answer where answer() throws. */
// Caught by: serveLines() throws what answer() throws, and closes everything
// Says: serveLines() throws what answer() has thrown
// Violates: What `answer` throws
export * from "../multiplexing.ts";
import { serveLines as right } from "../multiplexing.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Answer = (line: Bytes) => Bytes;

export function serveLines(...args: Parameters<typeof right>): void {
  const [listener, stop, answer, options] = args;
  const quiet: Answer = (line) => {
    try {
      return answer(line);
    } catch {
      return new Uint8Array();
    }
  };
  right(listener, stop, quiet, options);
}
