/** Mistake: it takes a time of 0 for no limit at all. */
// Caught by: request() waits for room and for its answer exactly as long as it may
// Says: With a timeout of 0, at once: it waits
// Violates: 0, `Infinity`, or any number between them
export * from "../fifo.ts";
import { request as requestWell } from "../fifo.ts";

export const request: typeof requestWell = async (path, body, { timeout }) => {
  return await requestWell(path, body, { timeout: timeout || Infinity });
};
