/**
 * Time that counts: without that in which this process was stopped, as by Ctrl-Z, or did not get the CPU,
 * and less of it while more threads than CPUs want to run. A learner's code has its time even when the
 * machine has none for it.
 *
 * ```ts
 * import { after, RunningTime } from "lib/testing/peer/running_time.ts";
 * import { assertGreaterOrEqual } from "@std/assert";
 *
 * const time = new RunningTime();
 * await new Promise<void>((resolve) => after(20, resolve));
 * assertGreaterOrEqual(time.ms, 20);
 * ```
 *
 * @module
 */

import { tracing } from "../diagnosis/tracing.ts";

/** How often {@linkcode after} looks, in milliseconds. */
const TICK = 100;
/** The most that counts between two looks, in milliseconds. */
const LONGEST = 500;
/** Which part of the time that has gone by may go by between two looks; and how many milliseconds at most. */
const [PART, LONGEST_PAUSE] = [1 / 50, 100];
/** How many times longer everything takes when each system call is recorded. */
const RECORDED = tracing ? 3 : 1;
/** How many times longer it takes at most on a busy machine, and for both reasons: tests have limits, too. */
const [BUSIEST, MOST] = [3, 4];

const CPUS = Deno.readTextFileSync("/proc/stat").match(/^cpu\d/gm)?.length ?? 1;

/**
 * Says how many times longer than alone a thread needs now, because others want the CPUs, too.
 *
 * @param load What `/proc/loadavg` says: its fourth field begins with the number of runnable threads.
 * @param cpus How many CPUs there are.
 * @returns From 1 to 3.
 */
export function slowness(load: string, cpus: number): number {
  const runnable = Number(/ (\d+)\//.exec(load)?.[1] ?? 1);
  return Math.min(Math.max(1, runnable / cpus), BUSIEST);
}

/** How long this process has run, since the first look. It has to be looked at often. */
export class RunningTime {
  #last = performance.now();
  #ms = 0;

  /** In milliseconds. */
  get ms(): number {
    const now = performance.now();
    const slower = RECORDED * slowness(Deno.readTextFileSync("/proc/loadavg"), CPUS);
    this.#ms += Math.min(now - this.#last, LONGEST) / Math.min(slower, MOST);
    this.#last = now;
    return this.#ms;
  }

  /** How long to wait before the next look, in milliseconds: what takes long already may take a little longer. */
  pause(shortest: number): number {
    return Math.max(shortest, Math.min(this.#ms * PART, LONGEST_PAUSE));
  }
}

/**
 * Does something when so much time has gone by.
 *
 * @param ms How much, in milliseconds.
 * @param action What to do then.
 * @returns Call it, and nothing is done.
 */
export function after(ms: number, action: () => void): () => void {
  const time = new RunningTime();
  let timer: ReturnType<typeof setTimeout>;
  const wait = () => {
    const left = ms - time.ms;
    if (left <= 0) action();
    else timer = setTimeout(wait, Math.min(left, TICK));
  };
  wait();
  return () => clearTimeout(timer);
}
