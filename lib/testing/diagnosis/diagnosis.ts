/**
 * Says in one sentence why a process does not go on: who waits in which call for what, and who could
 * end the wait.
 *
 * ```ts
 * import { diagnose } from "lib/testing/diagnosis/diagnosis.ts";
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

import { type Activity, type ThreadWait, watch } from "./activity.ts";
import type { Awaited, Wait } from "./calls.ts";
import { childWait } from "./objects/children.ts";
import { socketAnswer, socketConnection, socketData, socketRoom } from "./objects/conversations.ts";
import { anonymous } from "./objects/descriptors.ts";
import type { Names, Phrase } from "./objects/phrase.ts";
import { futexWait } from "./objects/futexes.ts";
import { lockWait } from "./objects/locks.ts";
import { mqueueData, mqueueRoom } from "./objects/mqueues.ts";
import { fifoPartner, isPipe, pipeData, pipeRoom } from "./objects/pipes.ts";
import { signalWait } from "./objects/signals.ts";
import { socketOf } from "./objects/sockets.ts";
import { messageWait, queueWait, semaphoreWait } from "./objects/sysv.ts";
import { anonymousKind } from "./identity.ts";
import { loopWait, watchWait } from "./objects/watching.ts";
import { children, contents, descendants, target } from "./proc.ts";
import { obstacle } from "./sight.ts";

/** Gives the name by which a person knows a process. */
export type NameOf = (pid: number) => string;

/** How long a process is watched, in milliseconds. */
const WINDOW = 200;
/** More than this share of the window on a CPU means spinning, also when others want it too. */
const SPINNING = 0.1;
/** More wake-ups than this within the window mean polling. */
const POLLING = 2;

/** What each kind of wait is explained by. */
const EXPLAIN: Record<Awaited, (pid: number, wait: ThreadWait, names: Names) => Phrase> = {
  data: (pid, wait, names) => {
    if (wait.call.startsWith("mq_")) return mqueueData(pid, wait, names);
    const socket = socketOf(pid, wait.subject);
    if (socket) return socketData(pid, wait, names, socket);
    return isPipe(pid, wait.subject) ? pipeData(pid, wait, names) : otherData(pid, wait, names);
  },
  room: (pid, wait, names) => {
    if (wait.call.startsWith("mq_")) return mqueueRoom(pid, wait, names);
    const socket = socketOf(pid, wait.subject);
    if (socket) return socketRoom(pid, wait, names, socket);
    return isPipe(pid, wait.subject) ? pipeRoom(pid, wait, names) : otherRoom(pid, wait);
  },
  child: childWait,
  partner: fifoPartner,
  connection: (pid, wait) => socketConnection(wait, socketOf(pid, wait.subject)),
  answer: (pid, wait, names) => socketAnswer(pid, wait, names, socketOf(pid, wait.subject)),
  lock: lockWait,
  "wake-up": futexWait,
  semaphore: semaphoreWait,
  message: messageWait,
  queue: queueWait,
  signal: signalWait,
  polled: watchWait,
  selected: watchWait,
  events: watchWait,
  time: () => ({ text: "", others: [] }),
  unknown: (_pid, { call }) => ({
    text: `${call}, which is not in the table of calls that can be explained`,
    others: [],
  }),
};

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
  // All that this process has started: whom the process waits for is rarely its own child.
  const family = new Set([pid, ...descendants(pid), ...descendants(Deno.pid)]);
  const activities = await watch([...family], WINDOW, signal);
  return new Explanation(activities, nameOf).of(pid).join(".\n  ") + ".";
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
    const { state, waits, deno, busy, cpu, wakeUps, transfer } = activity;
    const hidden = state === "Z" ? undefined : obstacle(pid);
    if (hidden !== undefined) return [this.#hidden(pid, state, hidden)];
    if (state === undefined) return [`${who} has ended`];
    if (state === "Z") return [`${who} has ended, but nobody waited for it`];
    if (state === "T") return [`${who} is stopped, as by SIGSTOP`];

    const sentences: string[] = [];
    if (busy || cpu > SPINNING * WINDOW) {
      const used = Math.min(Math.round(cpu), WINDOW);
      sentences.push(
        transfer
          ? repeats(who, transfer)
          : `${who} spins: it used the CPU for ${used} of ${WINDOW} ms, and comes to no end`,
      );
    }
    sentences.push(...this.#waits(pid, waits.filter((wait) => isTelling(wait, deno))));
    if (sentences.length > 0) return sentences;

    if (wakeUps > POLLING && transfer) return [repeats(who, transfer)];
    if (wakeUps > POLLING) {
      return [`${who} polls: it woke up ${wakeUps} times in ${WINDOW} ms to look again`];
    }
    if (waits[0]?.for === "time") return [`${who} sleeps until some time has passed`];
    if (!deno || waits[0]?.for !== "events") {
      return [`${who} does not go on, and the kernel does not tell what it waits for`];
    }
    const { text, others } = loopWait(pid, waits[0], { self: pid, nameOf: this.nameOf });
    const asked = [...new Set([...others, ...children(pid)])];
    return [
      `${who} is idle in its event loop${text}: what it awaits has not happened`,
      ...asked.flatMap((other) => this.of(other)),
    ];
  }

  #waits(pid: number, waits: ThreadWait[]): string[] {
    const findings = waits.map((wait) => ({
      who: threadOf(pid, wait, this.nameOf(pid)),
      ...EXPLAIN[wait.for](pid, wait, { self: pid, nameOf: this.nameOf }),
    }));
    const sentences = new Set(findings.map(({ who, text }) => `${who} waits in ${text}`));
    const others = new Set(findings.flatMap(({ others }) => others));
    return [...sentences, ...[...others].flatMap((other) => this.of(other))];
  }

  #hidden(pid: number, state: string | undefined, reason: string): string {
    const wchan = contents(`/proc/${pid}/wchan`);
    const place = /^[a-z_]\w*/.exec(wchan)?.[0];
    const does = state === undefined
      ? "exists"
      : state === "R"
      ? "runs"
      : `waits (state ${state}${place ? `, in the kernel's ${place}` : ""})`;
    return `${this.nameOf(pid)} ${does}, but its system call cannot be read, because ${reason}`;
  }
}

function repeats(who: string, { call, subject }: Wait): string {
  return `${who} calls ${call}(fd ${subject}) again and again, and comes to no end`;
}

/** Whether a wait says more than that a thread has nothing to do. */
function isTelling(wait: ThreadWait, deno: boolean): boolean {
  return wait.for !== "time" && !(deno && wait.for === "events");
}

function threadOf(pid: number, { thread, name }: ThreadWait, process: string): string {
  const worker = /^worker-(\d+)$/.exec(name)?.[1];
  return worker && thread !== pid ? `Worker ${worker} of ${process}` : process;
}

function otherData(pid: number, wait: ThreadWait, names: Names): Phrase {
  const object = target(pid, wait.subject) ?? "a closed descriptor";
  const what = anonymousKind(object) !== undefined
    ? `${wait.call} for ${anonymous(pid, wait.subject, object, names)}`
    : `${wait.call}(fd ${wait.subject}) for data from ${object}`;
  return { text: what, others: [] };
}

function otherRoom(pid: number, wait: ThreadWait): Phrase {
  const object = target(pid, wait.subject) ?? "a closed descriptor";
  return { text: `${wait.call}(fd ${wait.subject}) for room in ${object}`, others: [] };
}
