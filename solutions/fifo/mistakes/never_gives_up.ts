/** Mistake: it waits for its answer as long as it takes. */
// Caught by: request() throws when nobody serves or answers, and removes its FIFO
// Says: request() is idle in its event loop
// Violates: When the answer has not come in that time
export * from "../fifo.ts";
import { request as requestWell } from "../fifo.ts";

export async function request(
  path: string,
  body: string,
  _options: { timeout: number },
): Promise<string> {
  return await requestWell(path, body, { timeout: 24 * 60 * 60 * 1000 });
}
