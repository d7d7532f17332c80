/** Mistake: once the path was there, it gives up when the path is gone. */
// Caught by: connectWithin() gives up when its time is over, with the error of the last attempt
// Says: at a path that is missing in the end, it gave up too early
// Violates: It tries again as long as nobody listens there (ConnectionRefused, NotFound)
export * from "../socket.ts";
import type { Address } from "../socket.ts";

export async function connectWithin(address: Address, ms: number): Promise<Deno.Conn> {
  const { ConnectionRefused, NotFound } = Deno.errors;
  const end = performance.now() + ms;
  for (let wasThere = false;;) {
    try {
      return address.transport === "tcp"
        ? await Deno.connect(address)
        : await Deno.connect(address);
    } catch (error) {
      if (error instanceof ConnectionRefused) wasThere = true;
      else if (!(error instanceof NotFound) || wasThere) throw error;
      const left = end - performance.now();
      if (left <= 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.min(left, 20)));
    }
  }
}
