/** Mistake: it reports why the first attempt failed, which may be long out of date. */
// Caught by: connectWithin() gives up when its time is over, with the error of the last attempt
// Says: It is the last attempt that counts
export * from "../socket.ts";
import { type Address, connectWithin as right } from "../socket.ts";

export async function connectWithin(address: Address, ms: number): Promise<Deno.Conn> {
  try {
    return await right(address, 0);
  } catch (first) {
    try {
      return await right(address, ms);
    } catch {
      throw first;
    }
  }
}
