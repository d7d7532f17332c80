/**
 * The test's side of calls that wait: whether a call of a peer waits, and signals that come meanwhile.
 *
 * The scenario in the peer makes its calls through `TellingCalls` of `told_calls.ts`.
 *
 * ```ts
 * import { WaitingCalls } from "lib/testing/waits.ts";
 * import { close, pipe, write } from "lib/sys/fd.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const calls = new WaitingCalls({ pipe });
 * const peer = { pid: Deno.pid, settled: false };
 * write(calls.told, new Uint8Array(1)); // as a scenario does before a call
 * assertEquals([calls.count, calls.over(peer, 1)], [1, false]);
 * write(calls.told, new Uint8Array(1)); // and after it
 * assertEquals(calls.over(peer, 1), true);
 * calls[Symbol.dispose]();
 * ```
 *
 * @module
 */

import { close, type Fd, unread } from "../sys/fd.ts";
import { libc } from "../sys/libc.ts";
import { kill } from "../sys/process.ts";
import { waitsFor } from "./diagnosis/activity.ts";
import { waitOf } from "./diagnosis/calls.ts";
import { endsWithin } from "./diagnosis/objects/timeouts.ts";
import { contents, effort, offspring, stat, syscall, threads } from "./diagnosis/proc.ts";
import { failure } from "./failure.ts";
import { eventually } from "./peer/eventually.ts";
import { RunningTime } from "./peer/running_time.ts";
import type { TestScope } from "./scope.ts";
import { LOOKS } from "./told_calls.ts";

/** How much time of a processor a wait may take, in milliseconds: some code is loaded only then. */
const BUSY = 800;
/** Who does not sleep until something happens may be about to give up. It has so long, in milliseconds. */
const IMPATIENT = 2500;
/** The same, while an hour passes on its clocks. */
const IN_AN_HOUR = 1000;
/** A limit that is as good as none, in milliseconds. */
const HOUR = 3_600_000;
/** How many signals interrupt a call: whoever counts them may count some. */
const SIGNALS = 12;
/** How long a call may take to begin, or to wait, in milliseconds. */
const DEADLINE = 9000;

const TGKILL = Deno.build.arch === "aarch64" ? 131n : 234n;
const SIGCHLD = 17n;

/** A process of the test, such as a peer. */
export interface Waiter {
  pid: number;
  /** Whether it is over with what it does. */
  settled: boolean;
}

/** The calls that a scenario tells of. */
export class WaitingCalls implements Disposable {
  /** Where the scenario tells it: hand this over. */
  readonly told: Fd;
  #begun: Fd;
  #hurries: boolean;
  #passes: boolean;
  /** Which calls have had their time. */
  #patient = new Set<number>();
  /** For each call that may look again and again: since when, and how often its process had slept. */
  #looking = new Map<number, { since: RunningTime; begin: number; now: number; still: number }>();

  /**
   * @param options.hurries Whether the scenario makes the sleeps of each call short: {@linkcode waits} lets one
   *   that looks again and again do so as often as it can be made to. It may give up before.
   * @param options.passes Whether the scenario lets an hour pass on the clocks of each call.
   */
  constructor({ pipe }: Pick<TestScope, "pipe">, { hurries = false, passes = false } = {}) {
    [this.#begun, this.told] = pipe();
    this.#hurries = hurries;
    this.#passes = passes;
  }

  /** Closes both ends. In a test, the scope does so. */
  [Symbol.dispose](): void {
    [this.#begun, this.told].forEach(close);
  }

  /** How often the scenario has told something: before each call, and after it. */
  get count(): number {
    return unread(this.#begun);
  }

  /** Whether a call is over: the first one has the number 1. */
  over(peer: Waiter, number: number): boolean {
    return peer.settled || this.count >= 2 * number;
  }

  /**
   * Waits until a call waits, or is over, or has had time for it: not everybody sleeps in a call of the kernel
   * that can be seen. Fails when it keeps a processor busy.
   *
   * @param peer Who calls.
   * @param number Which call it is.
   * @param object What it waits for, as the diagnosis names it.
   * @param what The call, in words.
   */
  async waits(peer: Waiter, number: number, object: string, what: string): Promise<void> {
    const called = () => peer.settled || this.count >= 2 * number - 1;
    await eventually(called, `${what} is called`, DEADLINE);
    const [begin, wanted, since] = [timeOf(peer.pid), wantedBy(peer.pid), performance.now()];
    let pauses = 0;
    let sleeps: number | undefined;
    await eventually(
      () => {
        if (this.over(peer, number)) return true;
        const busy = timeOf(peer.pid) - begin;
        if (busy >= BUSY) throw failure(`${what} keeps a processor busy while it waits.`);
        const waiter = [peer.pid, ...offspring(peer.pid)].find((pid) => waitsFor(pid, object));
        const before = sleeps;
        sleeps = waiter === undefined ? undefined : sleepsOf(waiter);
        const elapsed = performance.now() - since;
        const time = this.#passes ? IN_AN_HOUR : IMPATIENT;
        const late = elapsed > time || (this.#passes && this.#patient.has(number));
        if (waiter !== undefined) {
          // Whoever asks again and again may be seen in the call, too, but not twice in the same one.
          return before === sleeps && (late || !endsSoon(waiter));
        }
        if (stat(peer.pid)?.state === "S") pauses++;
        // It looks again and again, or waits in a way of its own; most of the time it wants no processor.
        const share = (wantedBy(peer.pid) - wanted) / elapsed;
        const hasLooked = this.#passes ? late : this.#hasLooked(peer, number);
        return pauses > 6 && share < 0.5 && hasLooked;
      },
      `${what} waits`,
      DEADLINE,
    );
    this.#patient.add(number);
  }

  /** Whether a call does not look again and again, has done so as often as it must, or has had time for it. */
  #hasLooked(peer: Waiter, number: number): boolean {
    if (!this.#hurries) return true;
    const now = sleepsOf(peer.pid);
    const looking = this.#looking.get(number) ??
      { since: new RunningTime(), begin: now, now, still: 0 };
    looking.still = now === looking.now ? looking.still + 1 : 0;
    looking.now = now;
    this.#looking.set(number, looking);
    return looking.still > 10 || now - looking.begin >= LOOKS || looking.since.ms > DEADLINE / 2;
  }

  /** Sends signals while a call waits, and waits each time until it has noticed. As {@linkcode waits}. */
  async interrupted(peer: Waiter, number: number, object: string, what: string): Promise<void> {
    await this.waits(peer, number, object, what);
    for (let signals = 0; signals < SIGNALS && !this.over(peer, number); signals++) {
      await interrupt(peer);
    }
    await this.waits(peer, number, object, what);
  }
}

/** Sends a signal to a process that waits, and waits until it has noticed. */
export async function interrupt(peer: Waiter): Promise<void> {
  const sleeps = () => effort(peer.pid, peer.pid).sleeps;
  const before = sleeps();
  kill(peer.pid, "SIGUSR2");
  await eventually(() => peer.settled || sleeps() > before, "the signal has come");
}

/** Interrupts what each thread of a process waits in, as a SIGCHLD may do, if the process listens to it. */
export function interruptThreads(pid: number): void {
  for (const thread of threads(pid)) {
    libc().syscall(TGKILL, BigInt(pid), BigInt(thread), SIGCHLD, 0n, 0n);
  }
}

/** Whether a thread of a process waits in a call that time alone ends. */
function endsSoon(pid: number): boolean {
  return threads(pid).some((thread) => {
    const call = syscall(pid, thread);
    const wait = typeof call === "object" ? waitOf(call) : undefined;
    return wait !== undefined && /^(mq_|p?poll|semtimedop|rt_sigtimedwait)/.test(wait.call) &&
      endsWithin(pid, wait, HOUR);
  });
}

/** How long a process has been at work, in milliseconds. */
function timeOf(pid: number): number {
  return threads(pid).reduce((sum, thread) => sum + effort(pid, thread).cpu, 0);
}

/** How long a process has been at work or has waited for a processor, in milliseconds. */
function wantedBy(pid: number): number {
  return threads(pid).reduce((sum, thread) => {
    const [ran = 0, waited = 0] = contents(`/proc/${pid}/task/${thread}/schedstat`).split(" ");
    return sum + (Number(ran) + Number(waited)) / 1e6;
  }, 0);
}

/** How often the threads of a process have gone to sleep. */
function sleepsOf(pid: number): number {
  return threads(pid).reduce((sum, thread) => sum + effort(pid, thread).sleeps, 0);
}
