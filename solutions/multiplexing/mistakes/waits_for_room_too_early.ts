/** Mistake: it reads no more from a client as soon as one answer waits for it. */
// Caught by: serveLines() reads on from a client for which less than the limit waits
// Says: and the server reads no more from a client that has sent
// Violates: until so many bytes of answers, or more, wait
export * from "../multiplexing.ts";
import { serveLines as right } from "../multiplexing.ts";

export function serveLines(...args: Parameters<typeof right>): void {
  const [listener, stop, answer] = args;
  right(listener, stop, answer, { limit: 1 });
}
