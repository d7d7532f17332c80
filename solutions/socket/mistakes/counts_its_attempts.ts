/** Mistake: it takes a number of attempts for the time. */
// Caught by: connectWithin() gives up when its time is over, with the error of the last attempt
// Says: it gave up too
// Violates: once the time is over
export * from "../socket.ts";
import { type Address, connectWithin as right } from "../socket.ts";

export async function connectWithin(address: Address, ms: number): Promise<Deno.Conn> {
  for (let left = Math.min(50, ms / 20);; left--) {
    try {
      return await right(address, 0);
    } catch (error) {
      const nobody = /ECONNREFUSED|ENOENT/.test((error as { code?: string }).code ?? "");
      if (!nobody || left <= 0) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
