/**
 * What the picture of a test is made of: a row for each thing that somebody did, or that happened to them.
 *
 * @module
 */

import type { End, KernelObject, Process } from "./world.ts";

/** Words of a row. An object gets its short name when the row is drawn. */
export type Words = (string | KernelObject)[];

/** What a call is, in words. */
export interface Phrase {
  call: string;
  words: Words;
  objects: KernelObject[];
  /** What it does with bytes. */
  moves?: "in" | "out" | "through";
  minor?: boolean;
}

/** What came of a call. */
export interface Result {
  words: Words;
  /** Whether nothing came of it, and the caller looked only. */
  minor?: boolean;
  from?: Process;
  bytes?: number;
}

/** Something that happened. */
export interface Row {
  kind: "call" | "start" | "end" | "signal" | "outcome";
  process: Process;
  /** What the process was called then. */
  who: string;
  /** When it began and when it ended, in milliseconds; a call that was waiting at the end of the test did not. */
  begin: number;
  end?: number;
  /** Its places in the order of the record. */
  first: number;
  last: number;
  /** The call, as its man page names it; else empty. */
  call: string;
  words: Words;
  result: Words;
  /** The objects that it is about. */
  objects: KernelObject[];
  /** Who sent what arrives here. */
  from?: Process;
  /** How many bytes went over. */
  bytes?: number;
  /** Whether it closed the last descriptor of an end of a pipe. */
  isLast?: boolean;
  /** The learner's line, as strace's record of our marks tells it. */
  place?: string;
  /** Whether it is shown with `--all` only. */
  minor: boolean;
}

/** Somebody who held an end of an object when the test was over. */
export interface Holding {
  object: KernelObject;
  end: End;
  who: string;
  fds: number[];
}

/** All that was recorded of a test. */
export interface Story {
  name: string;
  /** The step of it, when it has several. */
  step?: string;
  rows: Row[];
  /** Whether its threads ran in a model, one step at a time: the kernel's record does not show them. */
  explored: boolean;
  /** Whether a process of it has threads that run JavaScript: how these wait for each other is not recorded. */
  threads: boolean;
  /** Who held what somebody waited for when the test was over. */
  holdings: Holding[];
}
