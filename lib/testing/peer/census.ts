/**
 * Counts what a function left open in its own process.
 *
 * What Deno opens for itself (event loops, its caches) does not count: it comes and goes at times of its
 * own.
 *
 * ```ts
 * import { census, leftOpen } from "lib/testing/peer/census.ts";
 * import { close, pipe } from "lib/sys/fd.ts";
 * import { assertEquals, assertMatch } from "@std/assert";
 *
 * const before = census();
 * const [readEnd, writeEnd] = pipe();
 * close(readEnd);
 * const left = leftOpen(before, census(), []).filter((what) => what.startsWith(`fd ${writeEnd},`));
 * assertEquals(left.length, 1);
 * assertMatch(left[0]!, /the write end of pipe/);
 * close(writeEnd);
 * ```
 *
 * @module
 */

import type { Fd } from "../../sys/fd.ts";
import { anonymousKind } from "../diagnosis/identity.ts";
import {
  type Descriptor,
  descriptors,
  isEventLoop,
  processes,
  stat,
  watches,
} from "../diagnosis/proc.ts";

/** What was open at some moment, by descriptor. */
export type Census = Map<Fd, Descriptor>;

/** The paths of Deno's caches, with the files that SQLite puts beside them. */
export const CACHE = /_cache_v\d+(-wal|-shm|-journal)?$/;

/** What people call objects without a name in the file system. */
const KINDS: Record<string, string> = {
  eventfd: "an eventfd",
  eventpoll: "an epoll descriptor",
  inotify: "an inotify descriptor, as of Deno.watchFs()",
  pidfd: "a pidfd",
  signalfd: "a signalfd",
  timerfd: "a timerfd",
};

/** Takes the census of this process. */
export function census(): Census {
  const all = descriptors(Deno.pid);
  const own = eventLoops(all);
  return new Map([...all].filter(([fd, { target }]) => !own.has(fd) && !CACHE.test(target)));
}

/**
 * The event loops of Deno's threads: epoll descriptors, the eventfd by which another thread wakes each of
 * them up, and the children that they wait for. An ended Worker leaves its loop for a while.
 */
function eventLoops(all: Census): Set<Fd> {
  const own = new Set<Fd>();
  for (const [epoll, { target }] of all) {
    if (anonymousKind(target) !== "eventpoll" || !isEventLoop(Deno.pid, epoll)) continue;
    own.add(epoll);
    for (const { fd } of watches(Deno.pid, epoll)) {
      if (["eventfd", "pidfd"].includes(anonymousKind(all.get(fd)?.target ?? "") ?? "")) {
        own.add(fd);
      }
    }
  }
  return own;
}

/**
 * Names what a function left open.
 *
 * @param before The census just before it was called.
 * @param now The census when it had ended.
 * @param handedOver Descriptors that were handed over to it: it had to close these as well.
 * @returns A phrase for each, such as `fd 21, the write end of pipe:[413959]`.
 */
export function leftOpen(before: Census, now: Census, handedOver: Fd[]): string[] {
  const left: string[] = [];
  for (const [fd, descriptor] of now) {
    const known = before.get(fd)?.target === descriptor.target;
    if (known && !handedOver.includes(fd)) continue;
    left.push(`fd ${fd}, ${phrase(descriptor)}${known ? ", which was handed over to it" : ""}`);
  }
  return left;
}

/**
 * Names the children that a process has not waited for, and what they have started in its session.
 *
 * @param leader The process; where it leads no session, only its children are looked at.
 * @returns A phrase for each, such as `sleep (pid 4711), which still runs`.
 */
export function leftRunning(leader: number): string[] {
  return processes().flatMap((pid) => {
    const its = stat(pid);
    const own = its?.parent === leader;
    const orphan = its?.session === leader && pid !== leader && !its.exits;
    if (!its || !(own || orphan)) return [];
    const ended = its.state === "Z";
    const how = ended ? "which has ended, but nobody waited for it" : "which still runs";
    return [`${its.name} (pid ${pid}), ${how}`];
  });
}

function phrase({ target, access }: Descriptor): string {
  if (target.startsWith("pipe:")) return `the ${access} end of ${target}`;
  if (target.startsWith("socket:")) return `the socket ${target}`;
  const kind = anonymousKind(target);
  if (kind !== undefined) return KINDS[kind] ?? `an object of the kernel: ${kind}`;
  return `the file ${target}`;
}
