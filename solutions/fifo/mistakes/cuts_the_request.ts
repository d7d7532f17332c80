/** Mistake: it cuts a request that is too long, and the server answers a question that nobody asked. */
// Caught by: request() refuses a body that does not fit into one record, and sends nothing
// Says: Only the last body fits: what else is sent
// Violates: nothing is sent
export * from "../fifo.ts";
import { request as requestWell } from "../fifo.ts";

export async function request(
  path: string,
  body: string,
  options: { timeout: number },
): Promise<string> {
  return await requestWell(path, body.split("\n")[0]!.slice(0, 1000), options);
}
