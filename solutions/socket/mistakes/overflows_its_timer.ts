/** Mistake: it sets a timer for a time that is too long for any timer. */
// Caught by: connectWithin() waits for a server that starts late
// Says: When it may try for 2147483648 ms, connectWithin() throws ECONNREFUSED
// Violates: up to `Infinity`
export * from "../socket.ts";
import { type Address, connectWithin as right } from "../socket.ts";

export async function connectWithin(address: Address, ms: number): Promise<Deno.Conn> {
  let over = ms === 0;
  const timer = setTimeout(() => over = true, ms);
  try {
    for (;;) {
      try {
        return await right(address, 0);
      } catch (error) {
        const nobody = /ECONNREFUSED|ENOENT/.test((error as { code?: string }).code ?? "");
        if (!nobody || over) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  } finally {
    clearTimeout(timer);
  }
}
