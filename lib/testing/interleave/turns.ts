/**
 * Who can go on, who waits for whom, and what time it is.
 *
 * @module
 */

import { type Choice, isTimeout, possible, threadOf } from "./choice.ts";
import type { Place } from "./place.ts";
import type { Outcome, ThreadState, Wait } from "./thread_state.ts";

/** A thread that has taken so many steps that changed nothing gives way to the others. */
const TIRED = 8;
/** How long a step takes, in milliseconds: a little less than 1 µs, and nothing is lost by rounding. */
const STEP = 2 ** -10;
/** When modelled time begins, in milliseconds: a clock has been running for a while. */
export const BEGIN = 12_345.6875;

/** A thread that waits, and what for. */
export interface Waiter extends Wait {
  thread: ThreadState;
}

/** The threads of a schedule, and whose turn it is. */
export class Turns {
  /** The modelled time, in milliseconds. */
  clock = BEGIN;
  /** Who waits for what, in the order in which they began to. */
  waiting: Waiter[] = [];
  #last = -1;
  #free = false;

  /** Makes turns for threads that have done nothing yet. */
  constructor(readonly threads: ThreadState[]) {}

  /** Gives what can happen next, with its cost; nothing when all threads have ended or wait for ever. */
  possible(): [Choice, cost: 0 | 1][] {
    const ready = this.#numbers(({ ready }) => ready);
    const lively = this.#lively(ready);
    // The timeouts that are due at about the same time. A sleep is not over while anybody is at work.
    const timed = this.#timed();
    if (timed.length === 0) {
      return possible(lively, [], this.#last, this.#free);
    }
    const due = 1 + Math.min(...timed.map(({ deadline }) => deadline));
    const over = timed.filter(({ deadline, place }) =>
      deadline <= due && (place !== undefined || ready.length === 0)
    );
    const timers = over.length === 0
      ? []
      : this.#numbers((thread) => over.some((it) => it.thread === thread));
    return possible(lively, timers, this.#last, this.#free);
  }

  /** Gives the turn to the thread of a choice. */
  give(choice: Choice): ThreadState {
    const thread = this.threads[threadOf(choice)]!;
    this.#last = threadOf(choice);
    this.#free = false;
    this.clock += STEP;
    if (isTimeout(choice)) {
      const waiter = this.#timed().filter((it) => it.thread === thread)
        .reduce((first, it) => it.deadline < first.deadline ? it : first);
      this.clock = Math.max(this.clock, waiter.deadline);
      this.#wake(waiter, "timed-out");
      thread.idle++;
      thread.timeouts++;
    }
    return thread;
  }

  /** The thread that has the turn gives it away, if anybody wants it. */
  yield(): void {
    this.#free = true;
  }

  /** A thread begins to wait, or one of its tasks does. */
  block(thread: ThreadState, wait: Wait): void {
    if (wait.task === undefined) thread.wait = wait;
    this.waiting.push({ thread, ...wait });
  }

  /** A task of a thread does not wait any more. */
  cancel(thread: ThreadState, task: number): void {
    this.waiting = this.waiting.filter((it) => it.thread !== thread || it.task !== task);
    thread.due = thread.due.filter((it) => it.task !== task);
  }

  /** A thread has come to its end. */
  end(thread: ThreadState): void {
    thread.ended = true;
    this.waiting = this.waiting.filter((it) => it.thread !== thread);
  }

  /** Wakes threads that wait at a place, the longest waiting first; gives those that were woken. */
  notify({ buffer, byte }: Place, count: number): ThreadState[] {
    const here = this.waiting.filter(({ place }) =>
      place?.buffer === buffer && place.byte === byte
    );
    const woken = here.slice(0, Math.max(0, count));
    for (const waiter of woken) this.#wake(waiter, "ok");
    return woken.map(({ thread }) => thread);
  }

  /** Wakes a thread for no reason, to see whether it goes on. */
  rouse(thread: ThreadState): void {
    for (const waiter of this.waiting) if (waiter.thread === thread) this.#wake(waiter, "ok");
  }

  /** Something has changed: whoever looks again may see something else. */
  changed(): void {
    for (const thread of this.threads) thread.refresh();
  }

  #wake(waiter: Waiter, outcome: Outcome): void {
    this.waiting = this.waiting.filter((it) => it !== waiter);
    waiter.thread.wake(waiter, outcome);
  }

  /** Those whose time can be over. What happens in an event loop happens when the thread is idle. */
  #timed(): Waiter[] {
    return this.waiting.filter(({ deadline, task, thread }) =>
      deadline < Infinity && (task === undefined || (thread.idles && thread.wait === undefined))
    );
  }

  /** What the next steps of the threads depend on, apart from the memory. */
  get state(): string {
    const threads = this.threads.map(({ history, idles, due }) =>
      !idles && due.length === 0
        ? history
        : `${history}${idles ? "i" : ""}${due.map(({ task, outcome }) => ` ${task} ${outcome}`)}`
    );
    const waiting = this.waiting.map(({ thread, task, deadline }) =>
      `${thread.name}${task ?? ""} ${deadline}`
    );
    return `${threads}|${waiting}|${this.#last}${this.#free}|${this.clock}`;
  }

  /** The least tired: one that writes what is there already gets its turn, too, while another one looks. */
  #lively(ready: number[]): number[] {
    const tired = (thread: number) => Math.floor(this.threads[thread]!.idle / TIRED);
    const least = Math.min(...ready.map(tired));
    return ready.filter((thread) => tired(thread) === least);
  }

  #numbers(condition: (thread: ThreadState) => boolean): number[] {
    const numbers: number[] = [];
    for (let number = 0; number < this.threads.length; number++) {
      if (condition(this.threads[number]!)) numbers.push(number);
    }
    return numbers;
  }
}
