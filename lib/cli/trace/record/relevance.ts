/**
 * What a picture leaves out unless all is asked for: what the tests' machinery does, and what means nothing.
 *
 * @module
 */

import type { Call } from "./calls.ts";
import type { Process } from "./world.ts";
import type { Processes } from "./processes.ts";
import type { Row } from "./rows.ts";
import { descriptor } from "./syntax.ts";

/** Whether a call belongs to the machinery of the tests. */
export function isHidden({ name, args }: Call, process: Process, processes: Processes): boolean {
  if (process.role && process.isDeno && process.phase !== "calling") return true;
  if (process !== processes.world.test) return false;
  if (name === "kill") return processes.find(Math.abs(Number(args[0])))?.removed ?? true;
  // The test looks at what others hold through copies of their descriptors.
  return process.table.get(descriptor(args[0])?.fd ?? -1)?.stray ?? false;
}

/** Whether nothing came of a call by which somebody looks again and again, or makes sure. */
export function isIdle(
  { process, call, words, result, place }: Row,
  processes: Processes,
): boolean {
  const [said] = result;
  if (process === processes.world.test && / = (ENXIO|ENOENT)$/.test(String(said))) return true; // Nobody has made a FIFO, or reads from it yet.
  if (place !== undefined) return false;
  if (call === "waitpid") return said === " = ECHILD"; // A shell makes sure that it has no other child;
  return call === "kill" && said === " = ESRCH" && String(words[0]).includes("SIGKILL"); // Deno, that it ended.
}
