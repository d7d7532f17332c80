/** Mistake: it looks at the clock before the first attempt, so that 0 ms are too few for one. */
// Caught by: connectWithin() waits for a server that starts late
// Says: for 0 ms, connectWithin() throws TypeError
// Violates: and always once
export * from "../socket.ts";
import { type Address, connectWithin as right } from "../socket.ts";

export async function connectWithin(address: Address, ms: number): Promise<Deno.Conn> {
  if (ms <= 0) throw new TypeError("There is no time");
  return await right(address, ms);
}
