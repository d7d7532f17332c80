/** Mistake: it asks for an answer once for its length, and once for its bytes. */
// Caught by: serveLines() answers each line, whatever bytes it has and however it comes
// Says: How often answer() was called
// Violates: Gets each line once
export * from "../multiplexing.ts";
import { serveLines as right } from "../multiplexing.ts";

export function serveLines(...args: Parameters<typeof right>): void {
  const [listener, stop, answer, options] = args;
  right(listener, stop, (line) => (answer(line.slice()), answer(line)), options);
}
