/**
 * Keeps every core busy, so that tests which depend on luck run out of it.
 *
 * @module
 */

import type { Watchdog } from "lib/testing/watchdog/watchdog.ts";

/**
 * Starts one process per core that does nothing but count.
 *
 * @param watchdog Ends them when this process ends first.
 * @returns Ends them, and waits for it.
 */
export function burn(watchdog: Watchdog): () => Promise<void> {
  const burners = Array.from({ length: navigator.hardwareConcurrency }, () => {
    const burner = new Deno.Command("sh", {
      args: ["-c", "while :; do :; done"],
      env: watchdog.marker,
      stdin: "null",
      detached: true, // a process group of its own, for the watchdog
    }).spawn();
    watchdog.add(burner.pid);
    return burner;
  });
  return async () => {
    for (const burner of burners) {
      watchdog.remove(burner.pid);
      burner.kill("SIGKILL");
      await burner.status;
    }
  };
}
