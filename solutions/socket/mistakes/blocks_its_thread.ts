/** Mistake: it sleeps in a way that stops its whole thread. */
// Caught by: connectWithin() waits for a server that starts late
// Says: connectWithin() blocks its thread
// Violates: blocking its thread
export * from "../socket.ts";
import { type Address, connectWithin as right } from "../socket.ts";

export async function connectWithin(address: Address, ms: number): Promise<Deno.Conn> {
  const end = performance.now() + ms;
  const never = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    try {
      return await right(address, 0);
    } catch (error) {
      const { ConnectionRefused, NotFound } = Deno.errors;
      const nobody = error instanceof ConnectionRefused || error instanceof NotFound;
      if (!nobody || performance.now() >= end) throw error;
    }
    Atomics.wait(never, 0, 0, 50);
  }
}
