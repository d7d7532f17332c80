/** Mistake: it closes nothing when answer() throws. */
// Caught by: serveLines() throws what answer() throws, and closes everything
// Says: which was handed over to it
// Violates: when everything is closed
export * from "../multiplexing.ts";
import { libc } from "lib/sys/libc.ts";
import { serveLines as right } from "../multiplexing.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Answer = (line: Bytes) => Bytes;

export function serveLines(...args: Parameters<typeof right>): void {
  const [listener, stop, answer, options] = args;
  const fail: Answer = (line) => {
    try {
      return answer(line);
    } catch (error) {
      Object.assign(libc(), { close: () => 0 });
      throw error;
    }
  };
  right(listener, stop, fail, options);
}
