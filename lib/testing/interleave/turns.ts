/**
 * Who can go on, who waits for whom, and what time it is.
 *
 * @module
 */

import { type Choice, isTimeout, possible, threadOf } from "./choice.ts";
import type { Place } from "./place.ts";
import type { ThreadState, Wait } from "./thread_state.ts";

/** A thread that has taken so many steps that changed nothing gives way to the others. */
const TIRED = 8;
/** How long a step takes, in milliseconds. */
const STEP = 0.001;

/** The threads of a schedule, and whose turn it is. */
export class Turns {
  /** The modelled time, in milliseconds. */
  clock = 0;
  /** The threads that wait, in the order in which they began to. */
  waiting: ThreadState[] = [];
  #last = -1;
  #free = false;

  /** Makes turns for threads that have done nothing yet. */
  constructor(readonly threads: ThreadState[]) {}

  /** Gives what can happen next, with its cost; nothing when all threads have ended or wait for ever. */
  possible(): [Choice, cost: 0 | 1][] {
    const ready = this.#numbers(({ ready }) => ready);
    const lively = ready.filter((thread) => this.threads[thread]!.idle < TIRED);
    // The timeouts that are due at about the same time. A sleep is not over while anybody is at work.
    const due = 1 + Math.min(...this.waiting.map(({ wait }) => wait!.deadline));
    const timers = this.#numbers(({ wait }) =>
      wait !== undefined && wait.deadline <= due && due < Infinity &&
      (wait.place !== undefined || ready.length === 0)
    );
    return possible(lively.length > 0 ? lively : ready, timers, this.#last, this.#free);
  }

  /** Gives the turn to the thread of a choice. */
  give(choice: Choice): ThreadState {
    const thread = this.threads[threadOf(choice)]!;
    this.#last = threadOf(choice);
    this.#free = false;
    this.clock += STEP;
    if (isTimeout(choice)) {
      this.clock = Math.max(this.clock, thread.wait!.deadline);
      this.#wake(thread, "timed-out");
      thread.idle++;
    }
    return thread;
  }

  /** The thread that has the turn gives it away, if anybody wants it. */
  yield(): void {
    this.#free = true;
  }

  /** A thread begins to wait. */
  block(thread: ThreadState, wait: Wait): void {
    thread.wait = wait;
    this.waiting.push(thread);
  }

  /** Wakes threads that wait at a place, the longest waiting first; gives those that were woken. */
  notify({ buffer, byte }: Place, count: number): ThreadState[] {
    const here = this.waiting.filter(({ wait }) =>
      wait!.place?.buffer === buffer && wait!.place.byte === byte
    );
    const woken = here.slice(0, Math.max(0, count));
    for (const thread of woken) this.#wake(thread, "ok");
    return woken;
  }

  /** Something has changed: whoever looks again may see something else. */
  changed(): void {
    for (const thread of this.threads) thread.idle = 0;
  }

  #wake(thread: ThreadState, outcome: "ok" | "timed-out"): void {
    this.waiting = this.waiting.filter((it) => it !== thread);
    thread.wake(outcome);
  }

  /** What the next steps of the threads depend on, apart from the memory. */
  get state(): string {
    const threads = this.threads.map(({ history }) => history);
    const waiting = this.waiting.map(({ name, wait }) => `${name} ${wait!.deadline}`);
    return `${threads}|${waiting}|${this.#last}${this.#free}|${this.clock}`;
  }

  #numbers(condition: (thread: ThreadState) => boolean): number[] {
    const numbers: number[] = [];
    for (let number = 0; number < this.threads.length; number++) {
      if (condition(this.threads[number]!)) numbers.push(number);
    }
    return numbers;
  }
}
