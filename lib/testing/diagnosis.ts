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
 *   "its write end is open only in the test",
 * );
 * await cat.stdin.close();
 * await cat.status;
 * ```
 *
 * @module
 */

import { type Activity, watch } from "./activity.ts";
import type { Wait } from "./calls.ts";
import { children, descendants, holders, target, textAt } from "./proc.ts";

/** Gives the name by which a person knows a process. */
export type NameOf = (pid: number) => string;

/** How long a process is watched, in milliseconds. */
const WINDOW = 200;
/** More than this share of the window on a CPU means spinning, also when others want it too. */
const SPINNING = 0.1;
/** More wake-ups than this within the window mean polling. */
const POLLING = 2;

const O_ACCMODE = 3;
const O_RDONLY = 0;

/**
 * Explains why a process does not go on. It takes 200 ms.
 *
 * @param pid The process.
 * @param nameOf Names a process that the sentence mentions.
 * @param signal Gives up early, with an `AbortError`.
 * @returns One sentence; then, on lines of their own, one for each process that it waits for.
 */
export async function diagnose(
  pid: number,
  nameOf: NameOf,
  signal?: AbortSignal,
): Promise<string> {
  const family = await watch([pid, ...descendants(pid)], WINDOW, signal);
  return new Explanation(family, nameOf).of(pid).join(".\n  ") + ".";
}

/** Says of each process once what it does. */
class Explanation {
  #told = new Set<number>();

  constructor(readonly family: Map<number, Activity>, readonly nameOf: NameOf) {}

  /** Gives sentences: what a process does, then what those do that it waits for. */
  of(pid: number): string[] {
    const activity = this.family.get(pid);
    if (!activity || this.#told.has(pid)) return [];
    this.#told.add(pid);

    const who = this.nameOf(pid);
    if (activity.state === undefined) return [`${who} has ended`];
    if (activity.state === "Z") return [`${who} has ended, but nobody waited for it`];
    if (activity.state === "T") return [`${who} is stopped, as by SIGSTOP`];
    for (const wait of activity.waits) {
      if (wait.for === "data") return this.#data(pid, wait);
      if (wait.for === "room") return this.#room(pid, wait);
      if (wait.for === "child") return this.#child(pid, wait);
      if (wait.for === "partner") return this.#partner(pid, wait);
    }
    if (activity.busy || activity.cpu > SPINNING * WINDOW) {
      const cpu = Math.min(Math.round(activity.cpu), WINDOW);
      return [`${who} spins: it used the CPU for ${cpu} of ${WINDOW} ms, and waits in no call`];
    }
    if (activity.wakeUps > POLLING) {
      return [`${who} polls: it woke up ${activity.wakeUps} times in ${WINDOW} ms to look again`];
    }
    if (activity.waits[0]?.for === "time") return [`${who} sleeps until some time has passed`];
    if (activity.waits.length === 0) {
      return [`${who} does not go on, and the kernel does not tell what it waits for`];
    }
    return [
      `${who} is idle in its event loop: what it awaits has not happened`,
      ...children(pid).flatMap((child) => this.of(child)),
    ];
  }

  #data(pid: number, wait: Wait): string[] {
    const { call, object } = this.#call(pid, wait);
    if (!object.startsWith("pipe:")) return [`${call} for data from ${object}`];
    const writers = holders(object, "write");
    if (writers.every((writer) => writer.pid === pid)) {
      return [
        `${call} for the end of ${object}, and it holds the write end itself (${fds(writers)}): ` +
        `the end cannot come while that copy is open`,
      ];
    }
    const names = this.#names(writers, pid);
    return [
      `${call} for bytes or the end of ${object}; its write end is open only in ${names}`,
      ...writers.flatMap((writer) => this.of(writer.pid)),
    ];
  }

  #room(pid: number, wait: Wait): string[] {
    const { call, object } = this.#call(pid, wait);
    if (!object.startsWith("pipe:")) return [`${call} for room in ${object}`];
    const readers = holders(object, "read");
    if (readers.every((reader) => reader.pid === pid)) {
      return [
        `${call} for room in ${object}, which is full, and it holds the read end itself ` +
        `(${fds(readers)}): nobody else can make room`,
      ];
    }
    const names = this.#names(readers, pid);
    return [
      `${call} for room in ${object}, which is full; its read end is open only in ${names}`,
      ...readers.flatMap((reader) => this.of(reader.pid)),
    ];
  }

  #child(pid: number, wait: Wait): string[] {
    const any = wait.subject <= 0;
    const what = any ? "any child" : `its child ${this.nameOf(wait.subject)}`;
    return [
      `${this.nameOf(pid)} waits in ${wait.call} for ${what} to end`,
      ...(any ? children(pid) : [wait.subject]).flatMap((child) => this.of(child)),
    ];
  }

  #partner(pid: number, wait: Wait): string[] {
    const path = wait.path === undefined ? undefined : textAt(pid, wait.path);
    const aim = (wait.subject & O_ACCMODE) === O_RDONLY ? "writing" : "reading";
    return [
      `${this.nameOf(pid)} waits in ${wait.call}(${path ?? "?"}) until somebody opens that FIFO ` +
      `for ${aim}`,
    ];
  }

  #call(pid: number, wait: Wait): { call: string; object: string } {
    return {
      call: `${this.nameOf(pid)} waits in ${wait.call}(fd ${wait.subject})`,
      object: target(pid, wait.subject) ?? "a closed descriptor",
    };
  }

  #names(holders: Holders, self: number): string {
    const owners = [...new Set(holders.map((holder) => holder.pid))];
    return owners.map((owner) => {
      const own = holders.filter((holder) => holder.pid === owner);
      return `${owner === self ? "itself" : this.nameOf(owner)} (${fds(own)})`;
    }).join(" and ");
  }
}

type Holders = ReturnType<typeof holders>;

function fds(holders: Holders): string {
  return holders.map(({ fd }) => `fd ${fd}`).join(", ");
}
