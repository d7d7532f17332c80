/**
 * What a scenario is: a few threads, each of which does a few things with the same shared memory.
 *
 * ```ts
 * import type { Scenario } from "lib/testing/interleave/scenario.ts";
 *
 * interface Counter {
 *   create(): SharedArrayBuffer;
 *   increment(shared: SharedArrayBuffer): void;
 *   value(shared: SharedArrayBuffer): number;
 * }
 *
 * export const twoIncrements: Scenario<Counter> = {
 *   setup: ({ create }) => create(),
 *   threads: {
 *     A: ({ module, shared }) => module.increment(shared),
 *     B: ({ module, shared }) => module.increment(shared),
 *   },
 *   check: ({ module, shared, assert }) => {
 *     const value = module.value(shared);
 *     assert(value === 2, `two threads have added 1 to 0, and the value is ${value}`);
 *   },
 * };
 * ```
 *
 * @module
 */

import type { Options } from "./report.ts";

/** What code that runs alone has: it looks at the end, or in between, and never waits. */
export interface Observer<Module, Shared> {
  /** The module under test. */
  readonly module: Module;
  /** What `setup` returned. */
  readonly shared: Shared;
  /**
   * Claims something. Where it does not hold, the schedule has failed.
   *
   * @param ok Whether it holds.
   * @param message What is wrong if it does not, as a clause: it becomes the first sentence.
   */
  assert(ok: unknown, message: string): void;
}

/** What a thread has. All functions may be destructured. */
export interface Thread<Module, Shared> extends Observer<Module, Shared> {
  /**
   * Goes through a critical section: enters, lets any other thread run, and leaves. The schedule has
   * failed when more threads than `limit` are inside.
   *
   * @param limit How many threads may be inside at the same time. @default {1}
   */
  criticalSection(limit?: number): void;
  /**
   * Sleeps by the modelled clock, until all other threads wait, sleep or have ended. It takes no real
   * time.
   *
   * @param milliseconds How long.
   */
  sleep(milliseconds: number): void;
  /** Gives the time of the modelled clock, in milliseconds. */
  now(): number;
  /** Adds a remark to the printed schedule, such as `"got item 1"`. */
  note(text: string): void;
}

/** What `check` has. */
export interface End<Module, Shared> extends Observer<Module, Shared> {
  /** What each thread returned. */
  // deno-lint-ignore no-explicit-any
  readonly results: Record<string, any>;
}

/**
 * Two or three threads (at most seven) with a few operations each.
 *
 * A thread's function runs many times, also within one schedule. So it must not change anything but the
 * shared memory: objects over it are made inside, and what it found is returned. It may be async: then it has
 * ended when its promise has settled.
 *
 * @typeParam Module The type of the module under test.
 * @typeParam Shared What `setup` returns.
 */
export interface Scenario<Module, Shared = SharedArrayBuffer> {
  /** Makes what the threads share: fresh memory, or an object that holds nothing else that changes. */
  setup(module: Module): Shared;
  /** What each thread does, by its name. The name is the head of its column: `A`, `producer`. */
  threads: Record<string, (thread: Thread<Module, Shared>) => unknown>;
  /** How far to explore it, in place of what the test says for several scenarios. */
  readonly limits?: Pick<Options, "preemptions" | "random" | "regular">;
  /** Looks at the outcome, alone, when all threads have ended. */
  check?(end: End<Module, Shared>): void;
  /** Looks at the memory, alone, after every step of every thread. */
  always?(now: Observer<Module, Shared>): void;
}
