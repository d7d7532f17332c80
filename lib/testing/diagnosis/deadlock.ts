/**
 * Finds processes that wait for each other, and for nobody else: none of them can ever go on.
 *
 * The answer is certain, so it is given only where the kernel shows everybody who could end a wait:
 * on pipes, on connected stream sockets of this machine, on file locks, and for children. An idle event
 * loop of Deno's waits for all that it watches. A FIFO can be
 * opened, a semaphore raised and a message sent by anybody at any time, and threads share memory that
 * nothing shows: there is no verdict about these.
 *
 * ```ts
 * import { deadlocked } from "lib/testing/diagnosis/deadlock.ts";
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

import { type Activity, type ThreadWait, watch } from "./activity.ts";
import { awaitedChildren } from "./objects/children.ts";
import { blockers } from "./objects/locks.ts";
import { loopMovers } from "./objects/loops.ts";
import { socketOf } from "./objects/sockets.ts";
import { isPatient } from "./objects/timeouts.ts";
import { atOneMoment, descendants, holders, isEventLoop, stat, target, threads } from "./proc.ts";
import { isSightClear } from "./sight.ts";

/** How long processes must not have moved, in milliseconds. */
const STILL = 60;

/** Event loops about which something is known. */
export interface Loops {
  /** The processes that listen to no signal. The others may go on at any time. */
  deaf: number[];
  /** How far to look ahead, in milliseconds: a timer that ends later does not count. */
  horizon: number;
}

/**
 * Finds the processes that wait for each other.
 *
 * The answer is certain: none of them has moved before, while and after it was looked at who could end
 * each wait, and what can be seen is all there is. That a signal could end them does not count.
 *
 * @param pids The processes to look at, with all that they have started.
 * @param signal Gives up early, with an `AbortError`.
 * @param loops Which event loops can be judged. @default {none}
 * @returns The process ids of those that can never go on; one that waits for itself is one.
 */
export async function deadlocked(
  pids: number[],
  signal?: AbortSignal,
  loops: Loops = { deaf: [], horizon: Infinity },
): Promise<number[]> {
  const family = [...new Set(pids.flatMap((pid) => [pid, ...descendants(pid)]))];
  const first = await watch(family, STILL, signal);
  const members = closed(first, loops);
  if (members.length === 0 || !isSightClear(family)) return [];
  const second = await watch(members, STILL, signal);
  for (const pid of members) {
    if (first.get(pid)!.end !== second.get(pid)!.begin) second.delete(pid);
  }
  const still = closed(second, loops);
  return isSightClear(family) ? still : [];
}

/** Gives those that wait for one another, and for nobody else. */
function closed(activities: Map<number, Activity>, loops: Loops): number[] {
  const waiting = new Map<number, number[]>();
  atOneMoment(() => {
    for (const [pid, activity] of activities) {
      const awaited = isStuck(pid, activity) ? whom(pid, activity.waits, loops) : undefined;
      if (awaited) waiting.set(pid, awaited);
    }
  });
  for (let size = -1; size !== waiting.size;) {
    size = waiting.size;
    for (const [pid, awaited] of waiting) {
      if (!awaited.every((other) => waiting.has(other))) waiting.delete(pid);
    }
  }
  return [...waiting.keys()];
}

/** Whether the main thread is blocked, and no other thread could do something for it. */
function isStuck(pid: number, { state, still, waits }: Activity): boolean {
  const workers = threads(pid).some((thread) => stat(pid, thread)?.name.startsWith("worker-"));
  return state === "S" && still && waits[0]?.thread === pid && !workers;
}

/** Each of whom could end the waits; `undefined` when that cannot be told. */
function whom(pid: number, waits: ThreadWait[], loops: Loops): number[] | undefined {
  const each = waits.map((wait) => {
    const pids = others(pid, wait, loops);
    // A wait that nobody could end would have ended: somebody is there, and was not seen.
    return pids?.length === 0 ? undefined : pids;
  });
  return each.includes(undefined) ? undefined : each.flatMap((pids) => pids!);
}

function others(pid: number, wait: ThreadWait, loops: Loops): number[] | undefined {
  const { for: awaited, subject } = wait;
  switch (awaited) {
    case "child":
      return awaitedChildren(pid, wait).pids;
    case "events":
      if (!loops.deaf.includes(pid) || !isEventLoop(pid, subject)) return undefined;
      return loopMovers(pid, wait, loops.horizon);
    case "lock":
      return blockers(pid, wait).map((lock) => lock.pid);
    case "data":
    case "room": {
      const object = target(pid, subject) ?? "";
      if (object.startsWith("socket:")) return talkers(pid, subject, awaited);
      if (!object.startsWith("pipe:")) return undefined;
      return holders(object, awaited === "data" ? "write" : "read").map((holder) => holder.pid);
    }
  }
}

/** Who holds either end of a connection: whoever holds this one could shut it down. */
function talkers(pid: number, fd: number, awaited: "data" | "room"): number[] | undefined {
  const socket = socketOf(pid, fd);
  if (!socket || socket.datagrams || !socket.peer) return undefined;
  if (awaited === "data" && socket.underWay) return undefined;
  if (!isPatient(pid, fd, awaited)) return undefined;
  const ends = [socket.peer, socket.inode].map((inode) => holders(`socket:[${inode}]`, "read"));
  if (ends.some((holders) => holders.length === 0)) return undefined;
  return ends.flat().map((holder) => holder.pid);
}
