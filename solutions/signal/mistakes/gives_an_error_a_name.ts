/** Mistake: it throws an error of its own that is only called TimedOut. */
// Caught by: waitFor() throws TimedOut when its time is over, and removes its listener then too
// Says: threw an error that is no TimedOut
// Violates: When the signal does not come in time.
export * from "../signal.ts";
import { waitFor as right } from "../signal.ts";

export async function waitFor(signal: Deno.Signal, options = {}): Promise<void> {
  await right(signal, options).catch((error) => {
    throw Object.assign(new Error(error.message), { name: error.name });
  });
}
