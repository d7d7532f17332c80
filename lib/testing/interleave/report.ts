/**
 * How far to explore a scenario, and what came of it.
 *
 * @module
 */

/** How far to explore. */
export interface Options {
  /**
   * How often a schedule may take the turn away from a thread that could go on, or let a timeout end
   * although somebody could go on. All schedules with so many are run. @default {2}
   */
  preemptions?: number;
  /** How many schedules to run at most, the fewest preemptions first. @default {20000} */
  budget?: number;
  /**
   * How much work to do at most: operations, each counted again whenever a thread goes on. It keeps the time
   * within limits, and is the same on every machine. It is for all scenarios together. @default {1500000}
   */
  work?: number;
  /** How many generated programs to run at most, the smallest first. @default {Infinity} */
  programs?: number;
  /** After how many schedules in all to begin with no further generated program. @default {Infinity} */
  enough?: number;
  /** How many random schedules to run, where there are more than those. @default {200} */
  random?: number;
  /** What the random schedules are made of. @default {1} */
  seed?: number;
  /**
   * Runs also schedules in which the threads take regular turns: the first thread one step or two, and each
   * other one up to so many. The first one loses every race in some of them. @default {0}
   */
  regular?: number;
  /**
   * How many steps in a row a thread may take that change nothing, when nobody else can change anything
   * either: then it waits by looking again and again. @default {250}
   */
  patience?: number;
  /** How long the process may work for it, in milliseconds of its own time. @default {12000} */
  deadline?: number;
  /** Runs only this schedule, as a failure has printed it: of several scenarios, of the one it names. */
  schedule?: string;
}

/** What went wrong. */
export type Kind =
  | "claim" // of the scenario: something that it asserted does not hold
  | "deadlock" // all threads that have not ended wait, and what they wait for has not happened
  | "lost wake-up" // as before, but what one of them waits for has happened
  | "never settled" // a thread awaits a promise that nothing in the model can settle
  | "busy waiting" // a thread looks again and again
  | "error" // nobody caught it
  | "no end"; // the threads take more steps than any scenario needs

/** A schedule that went wrong. */
export interface Failure {
  /** What went wrong. */
  kind: Kind;
  /** The same in a sentence. */
  sentence: string;
  /** The schedule: a column for each thread, a line for each operation. */
  table: string;
  /** The schedule for {@linkcode Options.schedule}. */
  schedule: string;
  /** How many preemptions it has. */
  preemptions: number;
  /** How many steps it has. */
  steps: number;
}

/** What came of an exploration. */
export interface Report {
  /** How many schedules were run. */
  schedules: number;
  /** How many generated programs were run. */
  programs?: number;
  /** All schedules with at most so many preemptions were run; -1 if not even those without any. */
  bound: number;
  /** Whether the budget was used up before all that was asked for had been run. */
  incomplete?: true;
  /** The scenario that went wrong, if there were several. */
  name?: string;
  /** The shortest schedule that went wrong, if any did. */
  failure?: Failure;
}
