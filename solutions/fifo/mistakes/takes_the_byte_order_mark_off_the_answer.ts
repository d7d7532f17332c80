/** Mistake: its decoder takes a byte order mark away, which belongs to the answer. */
// Caught by: request() returns its own answer, when several wait in one process
// Says: The answer to "\uFEFF
// Violates: The answer, without its newline.
export * from "../fifo.ts";
import { request as requestWell } from "../fifo.ts";

export const request: typeof requestWell = async (path, body, { timeout }) => {
  const bytes = new TextEncoder().encode(await requestWell(path, body, { timeout }));
  return new TextDecoder().decode(bytes);
};
