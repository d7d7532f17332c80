/**
 * Finds processes that wait for each other, and for nobody else: none of them can ever go on.
 *
 * ```ts
 * import { deadlocked } from "lib/testing/deadlock.ts";
 * import { assertEquals } from "@std/assert";
 *
 * // cat waits for input from this process, and this process could still write.
 * const cat = new Deno.Command("cat", { stdin: "piped" }).spawn();
 * assertEquals(await deadlocked([cat.pid]), []);
 * await cat.stdin.close();
 * await cat.status;
 * ```
 *
 * @module
 */

import { type Activity, watch } from "./activity.ts";
import type { Wait } from "./calls.ts";
import { children, descendants, holders, stat, target, threads } from "./proc.ts";

/** How long processes must not have moved, in milliseconds. */
const STILL = 60;

/**
 * Finds the processes that wait for each other.
 *
 * The answer is certain: before and after looking at who could end each wait, none of them has moved.
 * Waits that a signal or a timer could end are not counted.
 *
 * @param pids The processes to look at, with all that they have started.
 * @param signal Gives up early, with an `AbortError`.
 * @returns The process ids of those that can never go on; one that waits for itself is one.
 */
export async function deadlocked(pids: number[], signal?: AbortSignal): Promise<number[]> {
  const family = [...new Set(pids.flatMap((pid) => [pid, ...descendants(pid)]))];
  const first = await watch(family, STILL, signal);
  const waiting = new Map<number, number[]>();
  for (const [pid, activity] of first) {
    const awaited = stuck(pid, activity) && whom(pid, activity.waits);
    if (awaited) waiting.set(pid, awaited);
  }
  closeUp(waiting);
  if (waiting.size === 0) return [];
  const second = await watch([...waiting.keys()], STILL, signal);
  for (const [pid, activity] of second) {
    if (!stuck(pid, activity) || moved(first.get(pid)!, activity)) waiting.delete(pid);
  }
  closeUp(waiting);
  return [...waiting.keys()];
}

/** Leaves only those that wait for one another. */
function closeUp(waiting: Map<number, number[]>): void {
  for (let size = -1; size !== waiting.size;) {
    size = waiting.size;
    for (const [pid, awaited] of waiting) {
      if (!awaited.every((other) => waiting.has(other))) waiting.delete(pid);
    }
  }
}

/** Whether the main thread is blocked, and no other thread could do something for it. */
function stuck(pid: number, { state, waits, cpu, wakeUps }: Activity): boolean {
  const blocked = waits.length > 0 && ["data", "room", "child"].includes(waits[0]!.for);
  const workers = threads(pid).some((thread) => stat(pid, thread)?.name.startsWith("worker-"));
  return state === "S" && cpu === 0 && wakeUps === 0 && blocked && !workers;
}

/** Each of whom could end the waits; `undefined` when that cannot be told. */
function whom(pid: number, waits: Wait[]): number[] | undefined {
  const awaited: number[] = [];
  for (const wait of waits) {
    if (wait.for === "events" || wait.for === "time") continue; // helper threads of Deno
    if (wait.for === "child") {
      awaited.push(...(wait.subject > 0 ? [wait.subject] : children(pid)));
      continue;
    }
    const object = target(pid, wait.subject);
    if (!object?.startsWith("pipe:")) return undefined;
    awaited.push(
      ...holders(object, wait.for === "data" ? "write" : "read").map((holder) => holder.pid),
    );
  }
  return awaited;
}

function moved(before: Activity, after: Activity): boolean {
  return JSON.stringify(before.waits.map(key)) !== JSON.stringify(after.waits.map(key));
}

function key({ call, subject }: Wait): string {
  return `${call}(${subject})`;
}
