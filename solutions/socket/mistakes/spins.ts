/** Mistake: it tries again without any pause. */
// Caught by: connectWithin() gives up when its time is over, with the error of the last attempt
// Says: connectWithin() used the CPU for
// Violates: without using the CPU
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
  }
}
