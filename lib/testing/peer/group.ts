/**
 * Ends a process group that a test has started.
 *
 * ```ts
 * import { endGroup } from "lib/testing/peer/group.ts";
 * import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
 * import { spawn } from "lib/sys/process.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const watchdog = new Watchdog();
 * const leader = spawn("sh", ["-c", "sleep 1000"], {}, { session: true });
 * watchdog.add(leader);
 * assertEquals((await endGroup(leader, watchdog)).signal, "SIGKILL");
 * watchdog.close();
 * ```
 *
 * @module
 */

import { type Ended, kill, waitpid, WNOHANG } from "../../sys/process.ts";
import { eventually } from "./eventually.ts";
import { offspring } from "../diagnosis/proc.ts";
import type { Watchdog } from "../watchdog/watchdog.ts";

/**
 * Kills every process of a group, and all whom these have started, and collects its leader.
 *
 * @param leader The leader's process id. It must not have been collected: until then the number is
 *   its own.
 * @param watchdog The watchdog that knows the group.
 * @returns How the leader ended.
 */
export async function endGroup(leader: number, watchdog: Watchdog): Promise<Ended> {
  const family = offspring(leader); // Some may have left the group.
  kill(-leader, "SIGKILL");
  for (const pid of family) {
    try {
      kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself, or with the group.
    }
  }
  watchdog.remove(leader);
  return await collect(leader);
}

/**
 * Waits for a child without blocking the thread.
 *
 * @param pid The child.
 * @param deadline How long to wait, in milliseconds.
 * @returns How it ended.
 */
export async function collect(pid: number, deadline?: number): Promise<Ended> {
  let ended: Ended | undefined;
  await eventually(
    () => (ended = waitpid(pid, WNOHANG)) !== undefined,
    `process ${pid} has ended`,
    deadline,
  );
  return ended!;
}
