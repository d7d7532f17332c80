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
import { join, type Names, people, type Phrase } from "./objects/phrase.ts";
import { futexWait } from "./objects/futexes.ts";
import { lockWait } from "./objects/locks.ts";
import { loopWait } from "./objects/loops.ts";
import { mqueueData, mqueueRoom } from "./objects/mqueues.ts";
import { fifoPartner, isPipe, pipeData, pipeRoom } from "./objects/pipes.ts";
import { signalWait } from "./objects/signals.ts";
import { socketOf } from "./objects/sockets.ts";
import { messageWait, queueWait, semaphoreWait } from "./objects/sysv.ts";
import { anonymousKind } from "./identity.ts";
import { watchWait } from "./objects/watching.ts";
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

/** What is asked about a process. */
export interface Question {
  /** Gives up early, with an `AbortError`. */
  signal?: AbortSignal;
  /** Why it still exists, although its function has ended, instead of why it does not go on. @default {false} */
  ended?: boolean;
  /**
   * Only what keeps it from going on: nothing is said of one that somebody has stopped, nor of others that
   * have time. @default {false}
   */
  hanging?: boolean;
  /** It may wait for bytes or clients whenever it wants, as a server: that does not hang. @default {false} */
  serves?: boolean;
}

/**
 * Explains why a process does not go on. It takes 200 ms.
 *
 * @param pid The process.
 * @param nameOf Names a process that the sentence mentions.
 * @param question What is asked.
 * @returns One sentence; then, on lines of their own, one for each process that it waits for. Nothing
 *   where only what hangs is asked for, and it does not hang.
 */
export async function diagnose(
  pid: number,
  nameOf: NameOf,
  question: Question = {},
): Promise<string> {
  // All that this process has started: whom the process waits for is rarely its own child.
  const family = new Set([pid, ...descendants(pid), ...descendants(Deno.pid)]);
  const activities = await watch([...family], WINDOW, question.signal);
  if (question.hanging && isAtRest(activities.get(pid), question.serves ?? false)) return "";
  const sentences = new Explanation(activities, nameOf, question).of(pid);
  return sentences.length === 0 ? "" : sentences.join(".\n  ") + ".";
}

/** Whether somebody has stopped it, or it is a server that waits for what comes. */
function isAtRest(activity: Activity | undefined, serves: boolean): boolean {
  if (!activity || activity.state === "T") return true;
  const { busy, cpu, wakeUps, deno } = activity;
  if (!serves || busy || cpu > SPINNING * WINDOW || wakeUps > POLLING) return false;
  const [first, ...more] = activity.waits.filter((wait) => isTelling(wait, deno));
  return first === undefined ||
    more.length === 0 && ["data", "connection", "polled", "selected"].includes(first.for);
}

/** Says of each process once what it does. */
class Explanation {
  #told = new Set<number>();

  constructor(
    readonly family: Map<number, Activity>,
    readonly nameOf: NameOf,
    readonly question: Question,
  ) {}

  /** Gives sentences: what a process does, then what those do that it waits for. */
  of(pid: number): string[] {
    const activity = this.family.get(pid);
    if (!activity || this.#told.has(pid)) return [];
    const first = this.#told.size === 0;
    this.#told.add(pid);
    if (!first && this.question.hanging && hasTime(activity)) return [];

    const who = this.nameOf(pid);
    const { state, waits, deno, busy, cpu, wakeUps, transfer, workers } = activity;
    const hidden = state === "Z" ? undefined : obstacle(pid);
    if (hidden !== undefined) return [this.#hidden(pid, state, hidden)];
    if (state === undefined) return [`${who} has ended`];
    if (state === "Z") return [`${who} has ended, but nobody waited for it`];
    if (state === "T") return [`${who} is stopped, as by SIGSTOP`];

    const sentences: string[] = [];
    if (busy || cpu > SPINNING * WINDOW) {
      sentences.push(transfer ? repeats(who, transfer) : spins(who, cpu));
    }
    for (const { thread, name, cpu } of workers) {
      if (cpu > SPINNING * WINDOW) sentences.push(spins(threadOf(pid, { thread, name }, who), cpu));
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
    return this.#idle(pid, waits[0], first && this.question.ended === true);
  }

  #idle(pid: number, wait: Wait, ended: boolean): string[] {
    const names = { self: pid, nameOf: this.nameOf };
    const { text, others } = loopWait(pid, wait, names);
    const its = children(pid);
    const asked = [...new Set([...others, ...its])].flatMap((other) => this.of(other));
    const who = this.nameOf(pid);
    if (!ended) {
      return [`${who} is idle in its event loop${text}: what it awaits has not happened`, ...asked];
    }
    const alive = [
      ...its.length > 0
        ? [`${people(its, names)} ${its.length > 1 ? "have" : "has"} not ended`]
        : [],
      ...text === "" ? [] : [text.replace(/^, which watches for/, "it still watches for")],
      ...this.family.get(pid)!.workers.length > 0 ? ["it has a Worker"] : [],
    ];
    const why = join(alive, "nothing is left but a timer, as of setTimeout() or setInterval()");
    return [`What keeps the process of ${who} alive: ${why}`, ...asked];
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
    const place = /^[a-z_]\w*/.exec(contents(`/proc/${pid}/wchan`))?.[0];
    const where = place === undefined ? "" : `, in the kernel's ${place}`;
    const does: Record<string, string> = { undefined: "exists", R: "runs" };
    return `${this.nameOf(pid)} ${does[String(state)] ?? `waits (state ${state}${where})`}, but ` +
      `its system call cannot be read, because ${reason}`;
  }
}

/** Whether it sleeps for some time, or looks again and again: it goes on, and is waited for by nobody here. */
function hasTime({ waits, wakeUps, deno }: Activity): boolean {
  return !deno && (waits[0]?.for === "time" || wakeUps > POLLING);
}

function spins(who: string, cpu: number): string {
  const used = Math.min(Math.round(cpu), WINDOW);
  return `${who} spins, or is slow: it used the CPU for ${used} of ${WINDOW} ms, and was not done`;
}

function repeats(who: string, { call, subject }: Wait): string {
  return `${who} calls ${call}(fd ${subject}) again and again, and was not done`;
}

/** Whether a wait says more than that a thread has nothing to do. */
function isTelling(wait: ThreadWait, deno: boolean): boolean {
  return wait.for !== "time" && !(deno && wait.for === "events");
}

function threadOf(
  pid: number,
  { thread, name }: { thread: number; name: string },
  process: string,
): string {
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
