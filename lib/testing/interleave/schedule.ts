/**
 * One run of a scenario, in which one thread at a time goes on, step by step.
 *
 * There are no real threads. A thread that has to stop is left by an exception. To go on, its function
 * starts over, and gets the results of all that it did before.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { type Choice, isTimeout, threadOf } from "./choice.ts";
import { drain } from "./microtasks.ts";
import type { Kind } from "./report.ts";
import * as sentences from "./sentences.ts";
import type { Story } from "./story.ts";
import { Changed, type Outcome, ThreadState, type Wait } from "./thread_state.ts";
import { Turns } from "./turns.ts";

/** What runs in a schedule. */
export interface Program {
  /** The names of the threads. */
  readonly names: string[];
  /** The URL of the module of the scenario. */
  readonly url: string;
  /** How many steps in a row may change nothing. */
  readonly patience: number;
  /** Makes what the threads share. */
  setup(): unknown;
  /** Gives the function of a thread, by its number. */
  body(schedule: Schedule, thread: number): () => unknown;
  /** Looks at the memory after each step. */
  always?(schedule: Schedule): void;
  /** Looks at the outcome when all threads have ended. */
  check?(schedule: Schedule): void;
  /** Looks at the outcome when some wait for ever. Without it, that is a failure. */
  stuck?(schedule: Schedule): void;
  /** What else matters for what may still go wrong. */
  state?(): string;
}

/** Decides what happens next, among what is possible; `undefined` gives the schedule up. */
export type Chooser = (
  possible: [Choice, cost: 0 | 1][],
  step: number,
  schedule: Schedule,
) => Choice | undefined;

/** How often a thread may wake up by itself to look, when nothing changes. */
const POLLS = 30;

/**
 * How often a thread may look at the same place in the same way, when nothing changes. Fifty looks before
 * it falls asleep are no waste, and each of them may look twice.
 */
const LOOKS = 100;

/** How many steps a schedule may have. */
const MANY = 3000;

/** Leaves a thread. A promise may reject with it, and nobody is told. */
export const left = Object.assign(new Error("The thread was left, and goes on later"), {
  [Symbol.for("left on purpose")]: true, // for the peer, which reports other rejections
  stack: "",
});

/** One run. */
export class Schedule {
  /** The one that runs now. */
  static current: Schedule | undefined;

  /** What happened. */
  readonly choices: Choice[] = [];
  /** So many of these were needed to bring it about; from then on, it is the usual one. */
  decided = 0;
  /** How many preemptions it had. */
  cost = 0;
  /** How much was done, with all that was done again when a thread went on. */
  work = 0;
  /** What went wrong. */
  failure: { kind: Kind; sentence: string } | undefined;
  /** A `todo()` that was met. */
  todo: unknown;
  /** What `setup` returned. */
  shared: unknown;
  /** How many threads are in the critical section. */
  inside = 0;
  /** The shared memories that `setup` has made. */
  memories: ArrayBufferLike[] = [];
  /** Where the random numbers are. */
  chance = 1;
  /** The number of a thread to wake, once, when nobody can go on: would it go on? */
  rouses: number | undefined;
  /** The threads that would. */
  goesOn: ReadonlySet<string> = new Set();
  /** Who can go on, and what time it is. */
  readonly turns: Turns;
  /** The thread that runs; nobody while `setup`, `check` or `always` do. */
  running: ThreadState | undefined;

  #next: ThreadState | undefined;
  /** Whether the running thread is being left. */
  #leaving = false;
  /** Whether the running thread has got the turn for a step that it has not taken yet. */
  #granted = false;

  /** Prepares a run. With a story, the run is told. */
  constructor(readonly program: Program, readonly choose: Chooser, readonly story?: Story) {
    this.turns = new Turns(program.names.map((name) => new ThreadState(name)));
  }

  /** All that matters for what can still happen. */
  get state(): string {
    const bytes = this.memories.map((memory) => Buffer.from(memory).toString("latin1"));
    const more = this.program.state?.() ?? "";
    return `${this.turns.state}|${this.chance}|${more}|${bytes.join("")}`;
  }

  /** Runs the scenario to its end, or until something goes wrong. */
  run(): this {
    const { program } = this;
    Schedule.current = this;
    this.#alone("Before the threads began", () => {
      this.shared = program.setup();
    });
    const bodies = program.names.map((_, number) => program.body(this, number));
    this.#next = this.#pick();
    while (this.#next) {
      const thread = this.running = this.#next;
      this.#leaving = false;
      thread.rewind();
      this.#begin(thread, bodies[this.turns.threads.indexOf(thread)]!);
      this.running = undefined;
      if (this.#leaving) continue;
      this.turns.end(thread);
      this.#next = this.#pick();
    }
    Schedule.current = undefined;
    return this;
  }

  /** Runs a thread from its beginning until it ends, or is left. */
  #begin(thread: ThreadState, body: () => unknown): void {
    let settled = false;
    this.#attempt(thread, () => {
      const result = thread.result = body();
      settled = !(result instanceof Promise);
      if (!(result instanceof Promise)) return;
      result.then((value) => thread.result = value, (error) => this.#caught(thread, error))
        .then(() => settled = true);
    });
    drain(); // Also when it has been left, so that nothing of it goes on later.
    while (!settled && !this.#leaving) {
      const next = this.#due(thread);
      if (next) this.#attempt(thread, () => thread.tasks[next.task]!(next.outcome));
      drain();
    }
  }

  /** Gives what happens next in a thread's event loop; nothing when the thread is left. */
  #due(thread: ThreadState): { task: number; outcome: Outcome } | undefined {
    if (thread.live) {
      thread.idles = true;
      while (thread.due.length === 0) {
        this.#next = this.#pick();
        this.#leaving = this.#next !== thread || this.failure !== undefined;
        if (this.#leaving) return undefined;
      }
      thread.idles = false;
    }
    let next;
    this.#attempt(thread, () => next = this.once("task", () => thread.due.shift()!));
    return next;
  }

  /**
   * Takes a step, which others may see, when the running thread has the turn.
   *
   * @param what What it is, to notice when a thread does not do the same again.
   * @param act Does it. It calls `turns.changed()` when it changes something.
   * @param free Whether others may have the turn before, without a preemption.
   */
  step<T>(what: string, act: (thread: ThreadState) => T, free = false): T {
    return this.once(what, (thread) => {
      if (!this.#granted) {
        if (free) this.turns.yield();
        this.#pass();
      }
      return this.#look(thread, act, what);
    });
  }

  /** Reads the clock, or the like: nobody else sees it, but it must not go on for ever. */
  poll<T>(what: string, act: () => T): T {
    return this.once(what, (thread) => this.#look(thread, act));
  }

  /** Does something once, however often the thread starts over. It takes no turn. */
  once<T>(what: string, act: (thread: ThreadState) => T): T {
    const thread = this.running!;
    if (this.#leaving) throw left;
    this.work++;
    try {
      return thread.once(what, () => act(thread), left);
    } catch (error) {
      throw error instanceof Changed ? this.fail("error", sentences.UNEQUAL) : error;
    }
  }

  /** The next step of the running thread needs a turn of its own. */
  separate(): void {
    this.#granted = false;
  }

  /** Lets the running thread wait; gives how the wait ended. */
  wait(wait: Wait): "ok" | "timed-out" {
    const thread = this.running!;
    if (this.#leaving) throw left;
    if (thread.live) {
      this.turns.block(thread, wait);
      this.#pass();
    }
    return this.once("wake", () => "ok");
  }

  /**
   * Lets a task of the running thread wait.
   *
   * @param wait What for; nothing, where its turn comes as soon as the thread has nothing else to do.
   * @param act What it does when that has happened.
   * @returns The number of the task.
   */
  later(wait: () => Wait | undefined, act: (outcome: Outcome) => void): number {
    const task = this.running!.tasks.push(act) - 1;
    this.once("later", (thread) => {
      const what = wait();
      if (what) this.turns.block(thread, { ...what, task });
      else thread.due.push({ task, outcome: "ok" });
    });
    return task;
  }

  /** Something has gone wrong: the schedule ends here. Throw what this returns. */
  fail(kind: Kind, sentence: string): Error {
    if (!this.#leaving) this.failure ??= { kind, sentence };
    this.#leaving = true;
    this.#next = undefined;
    return left;
  }

  #look<T>(thread: ThreadState, act: (thread: ThreadState) => T, what?: string): T {
    const { program } = this;
    this.#granted = false;
    thread.idle++;
    const looks = what === undefined ? 0 : thread.looksAgain(what);
    thread.beforeStep?.();
    thread.beforeStep = undefined;
    const value = act(thread);
    if (program.always) this.#alone("After this step", () => program.always!(this));
    const { name, idle, timeouts } = thread;
    if (timeouts > POLLS) this.fail("busy waiting", sentences.busy(name, timeouts));
    if (looks >= LOOKS && idle > 0) this.fail("busy waiting", sentences.busy(name, looks));
    if (idle > program.patience) this.fail("busy waiting", sentences.busy(name, idle));
    if (this.failure) throw left;
    return value;
  }

  /** Gives the turn to whoever is chosen. */
  #pass(): void {
    this.#next = this.#pick();
    if (this.#next === this.running && !this.failure) return;
    this.#leaving = true;
    throw left;
  }

  #pick(): ThreadState | undefined {
    if (this.failure) return undefined;
    const possible = this.turns.possible();
    if (possible.length === 0) return this.#finish();
    if (this.choices.length === MANY) {
      this.fail(...sentences.endless(this.choices, this.turns));
      return undefined;
    }
    const choice = this.choose(possible, this.choices.length, this);
    if (choice === undefined) return undefined;
    const cost = possible.find(([it]) => it === choice)?.[1];
    if (cost === undefined) {
      this.fail("error", sentences.UNEQUAL);
      return undefined;
    }
    this.choices.push(choice);
    if (choice !== possible[0]![0]) this.decided = this.choices.length;
    this.cost += cost;
    this.#granted = !isTimeout(choice);
    if (isTimeout(choice)) this.story?.timeout(this.turns.threads[threadOf(choice)]!);
    return this.turns.give(choice);
  }

  #finish(): ThreadState | undefined {
    const { program, turns: { threads, waiting } } = this;
    const roused = this.rouses === undefined ? undefined : threads[this.rouses];
    this.rouses = undefined;
    if (threads.every(({ ended }) => ended)) {
      this.#alone("After all threads had ended", () => program.check?.(this));
    } else if (roused) {
      this.turns.rouse(roused);
      return roused;
    } else if (program.stuck) {
      this.#alone("When nobody could go on", () => program.stuck!(this));
    } else this.fail(...sentences.stranded(threads, waiting, this.shared, this.goesOn));
  }

  /** Runs code that belongs to no thread. */
  #alone(when: string, code: () => void): void {
    const running = this.running;
    this.running = undefined;
    this.#attempt(when, code);
    this.running = running;
  }

  #attempt(by: ThreadState | string, code: () => void): void {
    try {
      code();
    } catch (error) {
      this.#caught(by, error);
    }
  }

  #caught(by: ThreadState | string, error: unknown): void {
    if (error === left || this.#leaving || this.failure) return;
    if (error instanceof Error && error.name === "TodoError") this.todo = error;
    if (by instanceof ThreadState) this.story?.thrown(by, error);
    this.fail("error", sentences.thrown(by, error, this.program.url));
  }
}
