/** Mistake: it gives up a moment before its time is over. */
// Caught by: request() throws when nobody serves or answers, and removes its FIFO
// Says: With a timeout of 50, request() gave up too early
// Violates: and never before
export * from "../fifo.ts";
import { request as requestWell } from "../fifo.ts";

export const request: typeof requestWell = async (path, body, { timeout }) => {
  return await requestWell(path, body, { timeout: Math.max(0, timeout - 10) });
};
