/** Mistake: any signal that it can hear ends its wait. */
// Caught by: waitFor() lets several wait at the same time, and others listen
// Says: Who got another signal, and: returned instead of waits
// Violates: no other one ends the wait
export * from "../signal.ts";
import { waitFor as right } from "../signal.ts";

export async function waitFor(
  signal: Deno.Signal,
  options: { timeout?: number } = {},
): Promise<void> {
  if (signal === "SIGKILL" || signal === "SIGSTOP") return await right(signal, options);
  await Promise.any(([signal, "SIGUSR2"] as const).map((each) => right(each, options)));
}
