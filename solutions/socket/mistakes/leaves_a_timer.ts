/** Mistake: it leaves the timer that ends its attempts, and the process waits for it. */
// Caught by: connectWithin() waits for a server that starts late
// Says: but its process did not end in
// Violates: no timer is left
export * from "../socket.ts";
import { type Address, connectWithin as right } from "../socket.ts";

export async function connectWithin(address: Address, ms: number): Promise<Deno.Conn> {
  const late = new Promise<never>((_, reject) => setTimeout(reject, Math.min(ms, 2 ** 31 - 1)));
  late.catch(() => {});
  if (ms === 0) return await right(address, ms);
  return await Promise.race([right(address, ms), late]);
}
