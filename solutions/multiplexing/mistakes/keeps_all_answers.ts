/** Mistake: it does not look at the limit, and keeps answers without end. */
// Caught by: serveLines() reads no more from a client for which too much waits, and goes on later
// Says: the server keeps all of the answers
// Violates: then no more until they are fewer
export * from "../multiplexing.ts";
import { serveLines as right } from "../multiplexing.ts";

export function serveLines(...args: Parameters<typeof right>): void {
  const [listener, stop, answer] = args;
  right(listener, stop, answer, { limit: Infinity });
}
