/**
 * Says in one sentence why a process does not go on: who waits in which call for what, and who could
 * end the wait.
 *
 * ```ts
 * import { diagnose } from "lib/testing/diagnosis.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const cat = new Deno.Command("cat", { stdin: "piped" }).spawn();
 * assertStringIncludes(
 *   await diagnose(cat.pid, (pid) => pid === Deno.pid ? "the test" : `pid ${pid}`),
 *   "its write end is still open in the test",
 * );
 * await cat.stdin.close();
 * await cat.status;
 * ```
 *
 * @module
 */

import { type Wait, waitOf } from "./calls.ts";
import {
  children,
  effort,
  holders,
  stat,
  syscall,
  target,
  textAt,
  threads,
  watched,
} from "./proc.ts";

/** Gives the name by which a person knows a process. */
export type NameOf = (pid: number) => string;

/** How long a process is watched to tell waiting from spinning and polling, in milliseconds. */
const WINDOW = 200;
/** More than this share of the window on a CPU means spinning, also when others want it too. */
const SPINNING = 0.1;
/** More wake-ups than this within the window mean polling. */
const POLLING = 2;

const O_ACCMODE = 3;
const O_RDONLY = 0;

/** One look at one thread. */
interface Look {
  thread: number;
  wait: Wait | "running" | undefined;
  cpu: number;
  sleeps: number;
}

/** What was seen of one process between two looks. */
interface Activity {
  pid: number;
  /** What its threads wait for, the main thread first. */
  waits: Wait[];
  /** Milliseconds that its main thread ran. */
  cpu: number;
  /** How often its main thread woke up. */
  wakeUps: number;
}

/**
 * Explains why a process does not go on.
 *
 * It takes 200 ms, because one look cannot tell a process that waits from one that polls.
 *
 * @param pid The process.
 * @param nameOf Names a process that the sentence mentions.
 * @returns One sentence, without a full stop.
 */
export async function diagnose(pid: number, nameOf: NameOf): Promise<string> {
  const family = [pid, ...descendants(pid)];
  const before = new Map(family.map((member) => [member, look(member)]));
  await new Promise((resolve) => setTimeout(resolve, WINDOW));
  const after = new Map(
    family.map((member) => [member, compare(member, before.get(member)!, look(member))]),
  );
  return explain(pid, after, nameOf);
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
    return wait.for !== "child" && target(pid, wait.subject) === object;
  });
}

function descendants(pid: number): number[] {
  return children(pid).flatMap((child) => [child, ...descendants(child)]);
}

function look(pid: number): Look[] {
  return threads(pid).map((thread) => {
    const call = syscall(pid, thread);
    const wait = call === "running" ? call : call && waitOf(call);
    return { thread, wait, ...effort(pid, thread) };
  });
}

function compare(pid: number, before: Look[], after: Look[]): Activity {
  const waits = after.filter((now) => {
    const then = before.find((look) => look.thread === now.thread);
    return then?.sleeps === now.sleeps && then.cpu === now.cpu;
  }).flatMap(({ wait }) => wait && wait !== "running" ? [wait] : []);
  return {
    pid,
    waits,
    cpu: (after[0]?.cpu ?? 0) - (before[0]?.cpu ?? 0),
    wakeUps: (after[0]?.sleeps ?? 0) - (before[0]?.sleeps ?? 0),
  };
}

function explain(pid: number, family: Map<number, Activity>, nameOf: NameOf): string {
  const who = nameOf(pid);
  const activity = family.get(pid);
  const state = stat(pid)?.state;
  if (!activity || state === undefined) return `${who} has ended`;
  if (state === "Z") return `${who} has ended, and its parent has not waited for it`;
  if (state === "T") return `${who} is stopped, as by SIGSTOP`;

  const blocked = activity.waits.find((wait) =>
    ["data", "room", "child", "partner"].includes(wait.for)
  );
  if (blocked?.for === "child") return explainChild(pid, blocked, family, nameOf);
  if (blocked?.for === "partner") return explainOpen(pid, blocked, nameOf);
  if (blocked) return explainPipe(pid, blocked, nameOf);
  if (activity.cpu > SPINNING * WINDOW) {
    return `${who} spins: it used the CPU for ${Math.round(activity.cpu)} of ${WINDOW} ms and ` +
      `waits in no call`;
  }
  if (activity.wakeUps > POLLING) {
    return `${who} polls: it woke up ${activity.wakeUps} times in ${WINDOW} ms instead of waiting ` +
      `in one call`;
  }
  if (activity.waits.length === 0) {
    return `${who} does not go on, and this system does not let you see what it waits for`;
  }
  const family_ = children(pid).map((child) => `its child ${explain(child, family, nameOf)}`);
  return [`${who} is idle in its event loop: what it awaits has not happened`, ...family_]
    .join("; ");
}

function explainChild(
  pid: number,
  wait: Wait,
  family: Map<number, Activity>,
  nameOf: NameOf,
): string {
  const awaited = wait.subject > 0 ? [wait.subject] : children(pid);
  const what = wait.subject > 0 ? `its child ${nameOf(wait.subject)}` : "any child";
  return [
    `${nameOf(pid)} waits in ${wait.call} for ${what} to end`,
    ...awaited.map((child) => explain(child, family, nameOf)),
  ].join("; ");
}

function explainOpen(pid: number, wait: Wait, nameOf: NameOf): string {
  const path = wait.path === undefined ? undefined : textAt(pid, wait.path);
  const partner = (wait.subject & O_ACCMODE) === O_RDONLY ? "write to it" : "read from it";
  return `${nameOf(pid)} waits in open(${path ?? "a FIFO"}) until another process opens it to ` +
    partner;
}

function explainPipe(pid: number, wait: Wait, nameOf: NameOf): string {
  const who = nameOf(pid);
  const object = target(pid, wait.subject) ?? "a closed descriptor";
  const call = `${who} waits in ${wait.call}(fd ${wait.subject})`;
  if (!object.startsWith("pipe:")) {
    return `${call} for ${wait.for === "data" ? "data from" : "room in"} ${object}`;
  }
  if (wait.for === "data") {
    const writers = holders(object, "write");
    return writers.every((holder) => holder.pid === pid)
      ? `${call} for the end of ${object}, and it holds the write end itself ` +
        `(${fds(writers)}): the end cannot come while that copy is open`
      : `${call} for bytes or the end of ${object}; its write end is still open in ` +
        names(writers, pid, nameOf);
  }
  const readers = holders(object, "read");
  return readers.every((holder) => holder.pid === pid)
    ? `${call} for room in ${object}, which is full, and it holds the only read end itself ` +
      `(${fds(readers)}): nobody else can make room`
    : `${call} for room in ${object}, which is full; its read end is open in ` +
      names(readers, pid, nameOf);
}

type Holders = ReturnType<typeof holders>;

function fds(holders: Holders): string {
  return holders.map(({ fd }) => `fd ${fd}`).join(", ");
}

function names(holders: Holders, self: number, nameOf: NameOf): string {
  const owners = [...new Set(holders.map((holder) => holder.pid))];
  return owners.map((owner) => {
    const own = holders.filter((holder) => holder.pid === owner);
    return `${owner === self ? "itself" : nameOf(owner)} (${fds(own)})`;
  }).join(" and ");
}
