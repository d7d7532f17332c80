/**
 * What processes do: which calls their threads wait in, how long they ran, how often they woke up.
 *
 * ```ts
 * import { waitsFor } from "lib/testing/activity.ts";
 * import { target } from "lib/testing/proc.ts";
 * import { eventually } from "lib/testing/eventually.ts";
 *
 * const cat = new Deno.Command("cat", { stdin: "piped", stdout: "null" }).spawn();
 * await eventually(() => waitsFor(cat.pid, target(cat.pid, 0) ?? "?"), "cat waits for input");
 * await cat.stdin.close();
 * await cat.status;
 * ```
 *
 * @module
 */

import { setTimeout as sleep } from "node:timers/promises";
import { type Wait, waitOf } from "./calls.ts";
import { effort, stat, syscall, target, threads, watched } from "./proc.ts";

/** One look at one thread. */
interface Look {
  thread: number;
  /** What it waits for; `undefined` when that is not known. */
  wait: Wait | "running" | undefined;
  cpu: number;
  sleeps: number;
}

/** What was seen of one process within some time. */
export interface Activity {
  /** `R` running, `S` waiting, `T` stopped, `Z` zombie, …; `undefined` when it has gone. */
  state: string | undefined;
  /** What those threads wait for that waited all the time, the main thread first. */
  waits: Wait[];
  /** How long its main thread ran, in milliseconds. */
  cpu: number;
  /** Whether its main thread wanted a CPU all the time, also when others had it. */
  busy: boolean;
  /** How often its main thread woke up. */
  wakeUps: number;
}

/**
 * Watches processes for some time: one look cannot tell a process that waits from one that polls.
 *
 * @param pids The processes.
 * @param time How long, in milliseconds.
 * @param signal Gives up early, with an `AbortError`.
 */
export async function watch(
  pids: number[],
  time: number,
  signal?: AbortSignal,
): Promise<Map<number, Activity>> {
  const before = new Map(pids.map((pid) => [pid, look(pid)]));
  await sleep(time, undefined, { signal });
  return new Map(pids.map((pid) => [pid, compare(pid, before.get(pid)!, look(pid))]));
}

/**
 * Tells whether some thread of a process waits for something to happen on an object.
 *
 * @param pid The process.
 * @param object The object as `/proc` names it, such as `pipe:[413959]`.
 */
export function waitsFor(pid: number, object: string): boolean {
  return look(pid).some(({ wait }) => {
    if (!wait || wait === "running") return false;
    if (wait.for === "events") return watched(pid).some((fd) => target(pid, fd) === object);
    return (wait.for === "data" || wait.for === "room") && target(pid, wait.subject) === object;
  });
}

function look(pid: number): Look[] {
  return threads(pid).map((thread) => {
    const call = syscall(pid, thread);
    const wait = call === "running" ? call : call && waitOf(call);
    return { thread, wait, ...effort(pid, thread) };
  });
}

function compare(pid: number, before: Look[], after: Look[]): Activity {
  const still = after.filter((now) => {
    const then = before.find((look) => look.thread === now.thread);
    // An event loop may turn once without getting any further.
    if (now.wait !== "running" && now.wait?.for === "events") return then !== undefined;
    return then?.sleeps === now.sleeps && then.cpu === now.cpu;
  });
  return {
    state: stat(pid)?.state,
    waits: still.flatMap(({ wait }) => wait && wait !== "running" ? [wait] : []),
    cpu: (after[0]?.cpu ?? 0) - (before[0]?.cpu ?? 0),
    busy: [before[0], after[0]].every((look) => look?.wait === "running") &&
      before[0]?.sleeps === after[0]?.sleeps,
    wakeUps: (after[0]?.sleeps ?? 0) - (before[0]?.sleeps ?? 0),
  };
}
