/**
 * What processes do: which calls their threads wait in, how long they ran, how often they woke up.
 *
 * ```ts
 * import { waitsFor } from "lib/testing/diagnosis/activity.ts";
 * import { target } from "lib/testing/diagnosis/proc.ts";
 * import { eventually } from "lib/testing/peer/eventually.ts";
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
import { commonName, FUTEX_PRIVATE_FLAG, type Wait, waitOf } from "./calls.ts";
import { type Holder, isSameFile } from "./identity.ts";
import { pause } from "./pause.ts";
import { mappingAt } from "./objects/mappings.ts";
import { watchedBy } from "./objects/watching.ts";
import { effort, stat, syscall, target, threads } from "./proc.ts";

/** What one thread of a process waits for. */
export interface ThreadWait extends Wait {
  /** The thread's id; the main thread has that of the process. */
  thread: number;
  /** The thread's name. */
  name: string;
}

/** One look at one thread. */
interface Look {
  thread: number;
  name: string;
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
  waits: ThreadWait[];
  /** Whether it is Deno, most of whose threads wait for work of Deno's own. */
  deno: boolean;
  /** Whether none of its threads ran or woke up. */
  still: boolean;
  /** What all its threads had done at the beginning: equal only if none ran in between. */
  begin: string;
  /** What all its threads had done in the end. */
  end: string;
  /** How long its main thread ran, in milliseconds. */
  cpu: number;
  /** Whether its main thread wanted a CPU all the time, also when others had it. */
  busy: boolean;
  /** How often its main thread woke up. */
  wakeUps: number;
  /** The Workers, and how long each of them ran, in milliseconds. */
  workers: { thread: number; name: string; cpu: number }[];
  /** In which call it reads or writes over and over, if it does. */
  transfer: Wait | undefined;
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
  await (signal ? sleep(time, undefined, { signal }) : pause(time));
  return new Map(pids.map((pid) => [pid, compare(pid, before.get(pid)!, look(pid))]));
}

/**
 * Waits until a peer does nothing for 100 ms. One that polls never does.
 *
 * @param peer The peer.
 * @param meanwhile What has to hold then, too.
 * @returns Whether it has done so, within some seconds and before it settled.
 */
export async function comesToRest(
  peer: { pid: number; settled: boolean },
  meanwhile = () => true,
): Promise<boolean> {
  for (let look = 0; look < 30 && !peer.settled; look++) {
    const { still } = (await watch([peer.pid], 100)).get(peer.pid)!;
    if (still && !peer.settled && meanwhile()) return true;
  }
  return false;
}

/**
 * Tells whether some thread of a process waits for something to happen on an object.
 *
 * @param pid The process.
 * @param object The object as {@linkcode target} names it, such as `pipe:[413959]`; a file or FIFO by its
 *   path, also where it waits in futex() on shared memory; `semaphore set 5`, `message queue 5` or
 *   `shared memory segment 5`; `a signal`; or a descriptor that names it, in whatever process.
 */
export function waitsFor(pid: number, object: string | Holder): boolean {
  return look(pid).some(({ wait }) =>
    wait !== undefined && wait !== "running" && concerns(pid, wait, object)
  );
}

/**
 * Tells whether the main thread of a process is blocked in a certain call.
 *
 * @param pid The process.
 * @param call The call's {@linkcode commonName}: `read`, or `epoll_wait` where Deno's event loop is idle.
 * @param object On what, as {@linkcode waitsFor} takes it; on anything, where it is left out.
 * @returns `undefined` when the kernel does not tell.
 */
export function isBlockedIn(
  pid: number,
  call: string,
  object?: string | Holder,
): boolean | undefined {
  const found = syscall(pid, pid);
  if (found === undefined && stat(pid) !== undefined) return undefined;
  if (found === undefined || found === "running") return false;
  const wait = waitOf(found);
  if (wait === undefined || commonName(wait.call) !== call) return false;
  return object === undefined || concerns(pid, wait, object);
}

/** Whether a wait is about an object. */
function concerns(pid: number, wait: Wait, object: string | Holder): boolean {
  const isIt = (fd: number) =>
    typeof object === "string" ? target(pid, fd) === object : isSame({ pid, fd }, object);
  switch (wait.for) {
    case "data":
    case "room":
    case "connection":
    case "answer":
    case "lock":
      return isIt(wait.subject);
    case "events":
    case "polled":
    case "selected":
      return (wait.for === "events" && isIt(wait.subject)) ||
        (watchedBy(pid, wait)?.some(({ fd }) => isIt(fd)) ?? false);
    case "semaphore":
      return object === `semaphore set ${wait.subject}`;
    case "message":
    case "queue":
      return object === `message queue ${wait.subject}`;
    case "signal":
      return object === "a signal";
    case "wake-up":
      // Threads of one process wait for each other with the flag: nobody asks about those.
      return ((wait.operation ?? 0) & FUTEX_PRIVATE_FLAG) === 0 &&
        mappingAt(pid, wait.addresses?.[0] ?? 0n)?.name === object;
    default:
      return false;
  }
}

/** Whether two descriptors name the same object. */
function isSame(one: Holder, other: Holder): boolean {
  const object = target(one.pid, one.fd);
  if (object === undefined || object !== target(other.pid, other.fd)) return false;
  return !object.endsWith(":[]") || isSameFile(one, other); // without a number of its own
}

function look(pid: number): Look[] {
  return threads(pid).map((thread) => {
    const call = syscall(pid, thread);
    const name = stat(pid, thread)?.name ?? "";
    const wait = call === undefined || call === "running"
      ? call
      : waitOf(call) ?? unknown(call.number);
    return { thread, name, wait, ...effort(pid, thread) };
  });
}

function unknown(number: number): Wait {
  return { call: `system call ${number}`, for: "unknown", subject: number };
}

function compare(pid: number, before: Look[], after: Look[]): Activity {
  const same = (now: Look) => {
    const then = before.find((look) => look.thread === now.thread);
    return then?.sleeps === now.sleeps && then.cpu === now.cpu;
  };
  const quiet = after.filter((now) => {
    // An event loop may turn once without getting any further.
    if (now.wait !== "running" && now.wait?.for === "events") {
      return before.some((look) => look.thread === now.thread);
    }
    return same(now);
  });
  const deno = after.some(({ name }) => name.startsWith("V8 "));
  return {
    state: stat(pid)?.state,
    waits: quiet.flatMap(({ wait, thread, name }) => {
      if (!wait || wait === "running" || deno && isHousekeeping(pid, thread, name, wait)) return [];
      return [{ ...wait, thread, name }];
    }),
    deno,
    // Whoever has been woken, and waits for a CPU, has not run either.
    still: effortOf(before) === effortOf(after) && after.every(({ wait }) => wait !== "running"),
    begin: effortOf(before),
    end: effortOf(after),
    cpu: (after[0]?.cpu ?? 0) - (before[0]?.cpu ?? 0),
    busy: [before[0], after[0]].every((look) => look?.wait === "running") &&
      before[0]?.sleeps === after[0]?.sleeps,
    workers: after.filter(({ name }) => name.startsWith("worker-")).map((
      { thread, name, cpu },
    ) => ({
      thread,
      name,
      cpu: cpu - (before.find((look) => look.thread === thread)?.cpu ?? cpu),
    })),
    wakeUps: (after[0]?.sleeps ?? 0) - (before[0]?.sleeps ?? 0),
    transfer: [after[0]?.wait, before[0]?.wait].find((wait) =>
      wait !== undefined &&
      wait !== "running" && (wait.for === "data" || wait.for === "room")
    ) as Wait | undefined,
  };
}

function effortOf(looks: Look[]): string {
  return looks.map(({ thread, cpu, sleeps }) => `${thread} ${cpu} ${sleeps}`).join();
}

/** Whether a thread does nothing for the program: most threads of Deno wait for work of Deno's. */
function isHousekeeping(pid: number, thread: number, name: string, wait: Wait): boolean {
  if (thread === pid || name.startsWith("worker-")) return false;
  if (!/^(tokio-|deno-flock)/.test(name)) return true; // V8's, or the one that takes signals
  return ["wake-up", "events", "time"].includes(wait.for); // a thread of the pool, out of work
}
