/** Mistake: it reports why the first attempt failed, which may be long out of date. */
// Caught by: connectWithin() gives up when its time is over, with the error of the last attempt
// Says: at a path that appears, it ended with ENOENT
// Violates: The error of the last attempt
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
