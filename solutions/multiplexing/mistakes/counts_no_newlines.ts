/** Mistake: it counts the bytes of an answer, but not the "\n" behind them. */
// Caught by: serveLines() reads no more from a client for which too much waits, and goes on later
// Says: of an answer counts, too
// Violates: until so many bytes of answers, or more, wait for it
export * from "../multiplexing.ts";
import { serveLines as right } from "../multiplexing.ts";

type Arguments = Parameters<typeof right>;

export function serveLines(...[listener, stop, answer, { limit }]: Arguments): void {
  let newlines = 0;
  const more = { valueOf: () => limit + newlines }; // as if none of them had been counted
  const counting: typeof answer = (line) => {
    newlines++;
    return answer(line);
  };
  right(listener, stop, counting, { limit: more as unknown as number });
}
