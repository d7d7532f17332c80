/**
 * The sentences that explain what processes do: one for each, in the order in which one waits for another.
 *
 * @module
 */

import type { Activity, ThreadWait } from "./activity.ts";
import type { Wait } from "./calls.ts";
import { loopWait } from "./objects/loops.ts";
import { join, people } from "./objects/phrase.ts";
import { children, contents, isEventLoop } from "./proc.ts";
import { obstacle } from "./sight.ts";
import { waitPhrase } from "./wait_phrase.ts";

/** Gives the name by which a person knows a process. */
export type NameOf = (pid: number) => string;

/** How long a process is watched, in milliseconds. */
export const WINDOW = 200;
/** More than this share of the window on a CPU means spinning, also when others want it too. */
const SPINNING = 0.1;
/** More wake-ups than this within the window mean polling, or slow work: it does not sleep until it is woken. */
const POLLING = 2;

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

/** Whether somebody has stopped it, or it is a server that waits for what comes. */
export function isAtRest(
  pid: number,
  activity: Activity | undefined,
  serves: boolean,
): boolean {
  if (!activity || activity.state === "T") return true;
  const { busy, cpu, wakeUps, deno } = activity;
  if (!serves || busy || cpu > SPINNING * WINDOW || wakeUps > POLLING) return false;
  const [first, ...more] = activity.waits.filter((wait) => isTelling(pid, wait, deno));
  return first === undefined ||
    more.length === 0 && ["data", "connection", "polled", "selected"].includes(first.for);
}

/** Says of each process once what it does. */
export class Explanation {
  #told = new Set<number>();

  constructor(
    readonly family: Map<number, Activity>,
    readonly nameOf: NameOf,
    readonly question: Question,
  ) {}

  /** The processes about which something was said, in that order. */
  get told(): number[] {
    return [...this.#told];
  }

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
    sentences.push(...this.#waits(pid, waits.filter((wait) => isTelling(pid, wait, deno))));
    if (sentences.length > 0) return sentences;

    if (wakeUps > POLLING && transfer) return [repeats(who, transfer)];
    if (wakeUps > POLLING) {
      return [
        `${who} polls, or is slow: it woke up ${wakeUps} times in ${WINDOW} ms, and was not done`,
      ];
    }
    if (waits[0]?.call === "restart_syscall") {
      return [
        `${who} waits for some time to pass, or for something that cannot be seen any more, ` +
        `because it was stopped while it waited`,
      ];
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
      ...waitPhrase(pid, wait, { self: pid, nameOf: this.nameOf }),
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
function isTelling(pid: number, wait: ThreadWait, deno: boolean): boolean {
  if (wait.for === "time") return false;
  return !(deno && wait.for === "events" && isEventLoop(pid, wait.subject));
}

function threadOf(
  pid: number,
  { thread, name }: { thread: number; name: string },
  process: string,
): string {
  const worker = /^worker-(\d+)$/.exec(name)?.[1];
  return worker && thread !== pid ? `Worker ${worker} of ${process}` : process;
}
