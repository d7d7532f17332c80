/** Mistake: it pauses for a time by chance, which is too long now and then. */
// Caught by: connectWithin() gives up when its time is over, with the error of the last attempt
// Says: Expected: it pauses for at most 100 ms
// Violates: it pauses for at most 100 ms
export * from "../socket.ts";
import { type Address, connectWithin as right } from "../socket.ts";

export async function connectWithin(address: Address, ms: number): Promise<Deno.Conn> {
  const end = performance.now() + ms;
  for (;;) {
    try {
      return await right(address, 0);
    } catch (error) {
      const { ConnectionRefused, NotFound } = Deno.errors;
      const nobody = error instanceof ConnectionRefused || error instanceof NotFound;
      if (!nobody || performance.now() >= end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 30 + 100 * Math.random()));
  }
}
