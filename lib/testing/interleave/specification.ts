/**
 * What the methods of an object shared by threads may do, one call after the other. From that, programs are
 * made that nobody chose, and every outcome of every interleaving is compared with it.
 *
 * ```ts
 * import type { Specification } from "lib/testing/interleave/specification.ts";
 *
 * interface Flag {
 *   raise(): void;
 *   take(): boolean;
 * }
 * interface Flags {
 *   create(raised: boolean): SharedArrayBuffer;
 *   join(shared: SharedArrayBuffer): Flag;
 * }
 *
 * export const flag: Specification<Flags, SharedArrayBuffer, Flag, boolean> = {
 *   starts: { "the flag is down": false, "the flag is up": true },
 *   create: ({ create }, raised) => create(raised),
 *   join: ({ join }, shared) => join(shared),
 *   calls: {
 *     "raise()": { run: (flag) => flag.raise(), may: () => [{ return: undefined, next: true }] },
 *     "take()": { run: (flag) => flag.take(), may: (up) => [{ return: up, next: false }] },
 *   },
 *   end: [],
 * };
 * ```
 *
 * @module
 */

/**
 * What one call may come to.
 *
 * @typeParam State The state of the specification: a value that is never changed, as a number.
 */
export interface Outcome<State> {
  /** What the call returns, or what its promise settles with. */
  readonly return: unknown;
  /** The state afterwards. */
  readonly next: State;
}

/**
 * A call of a method, with its arguments.
 *
 * @typeParam Joined What a thread calls: its own object over the shared memory.
 * @typeParam State The state of the specification.
 */
export interface Call<Joined, State> {
  /** Calls it. A promise is awaited before the thread's next call. */
  run(joined: Joined): unknown;
  /**
   * Gives what it may come to, in a state, when nobody else does anything: nothing while it has to wait.
   *
   * @param state The state.
   * @param thread The number of the thread that calls, from 0 on, where it matters who does; -1 at the end.
   */
  may(state: State, thread: number): Outcome<State>[];
  /**
   * After how many milliseconds it may give up, whatever the state is. It then returns `false`, and has
   * changed nothing.
   */
  readonly within?: number;
  /** All calls of the same side are made by the same thread: `"the producer"`. Other calls are made by any. */
  readonly side?: string;
  /** It is called at the end only, when no thread runs any more. */
  readonly last?: boolean;
}

/**
 * A table of calls, and the rules for them.
 *
 * @typeParam Module The type of the module under test.
 * @typeParam Shared What the threads share.
 * @typeParam Joined What a thread calls.
 * @typeParam State The state of the specification.
 */
export interface Specification<Module, Shared, Joined, State> {
  /** The states with which a program begins, by a clause: `"1 permit is free"`. The simplest is first. */
  readonly starts: Record<string, State>;
  /** Makes what the threads share: fresh memory, or an object that holds nothing else that changes. */
  create(module: Module, start: State): Shared;
  /** Makes the object of a thread. */
  join(module: Module, shared: Shared): Joined;
  /** The calls, as a learner would write them: `"acquireWithin(0)"`. */
  readonly calls: Record<string, Call<Joined, State>>;
  /** The calls that look at the state when all others are over. They neither wait nor change anything. */
  readonly end: string[];
}

/** Any specification. */
// deno-lint-ignore no-explicit-any
export type Table = Specification<any, any, any, any>;
