/** Mistake: it tries for a day at most. */
// Caught by: connectWithin() gives up when its time is over, with the error of the last attempt
// Says: It was asked to try for sixty days, and gave up before
// Violates: up to `Infinity`
export * from "../socket.ts";
import { type Address, connectWithin as right } from "../socket.ts";

export async function connectWithin(address: Address, ms: number): Promise<Deno.Conn> {
  return await right(address, Math.min(ms, 24 * 3_600_000));
}
