/** Mistake: it pauses for half a second, and is late for a short time. */
// Caught by: connectWithin() gives up when its time is over, with the error of the last attempt
// Says: It pauses for 500 ms
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
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
