/** Mistake: it throws an error of its own instead of what answer() has thrown. */
// Caught by: serveLines() throws what answer() throws, and closes everything
// Says: When answer() throws: it threw Error, not ECONNRESET
// Violates: What `answer` throws
export * from "../multiplexing.ts";
import { serveLines as right } from "../multiplexing.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Answer = (line: Bytes) => Bytes;

export function serveLines(...args: Parameters<typeof right>): void {
  const [listener, stop, answer, options] = args;
  const loud: Answer = (line) => {
    try {
      return answer(line);
    } catch (error) {
      throw new Error(`Cannot answer: ${error}`);
    }
  };
  right(listener, stop, loud, options);
}
