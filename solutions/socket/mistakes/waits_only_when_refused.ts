/** Mistake: it gives up when the path is not there yet, as if that could not change. */
// Caught by: connectWithin() gives up when its time is over, with the error of the last attempt
// Says: at a path that is missing, it gave up too early
// Violates: as long as nobody listens there (ConnectionRefused, NotFound)
export * from "../socket.ts";
import { type Address, connectWithin as right } from "../socket.ts";

export async function connectWithin(address: Address, ms: number): Promise<Deno.Conn> {
  try {
    return await right(address, 0);
  } catch (error) {
    if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
    return await right(address, ms);
  }
}
