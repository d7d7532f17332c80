/** Mistake: to be on the safe side, it gives up when nine tenths of its time are over. */
// Caught by: request() waits for room and for its answer exactly as long as it may
// Says: With a timeout of an hour, after 59 minutes: {"threw":"TimedOut"}
// Violates: and never before
export * from "../fifo.ts";
import { request as requestWell } from "../fifo.ts";

export const request: typeof requestWell = async (path, body, { timeout }) => {
  return await requestWell(path, body, { timeout: timeout * 0.9 });
};
