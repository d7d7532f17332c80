/** Mistake: it tries again for reasons that waiting does not mend. */
// Caught by: connectWithin() fails at once for any other reason
// Says: connectWithin() did not return in
// Violates: and for no other reason
export * from "../socket.ts";
import { type Address, connectWithin as right } from "../socket.ts";

export async function connectWithin(address: Address, ms: number): Promise<Deno.Conn> {
  const end = performance.now() + ms;
  for (;;) {
    try {
      return await right(address, 0);
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
