/**
 * For scenarios: functions of a test that run in a peer, and call what the learner wrote.
 *
 * ```ts
 * import { hasReturned } from "lib/testing/peer/scenario.ts";
 *
 * hasReturned(); // In the process of a test it does nothing.
 * ```
 *
 * @module
 */

/** Where the program of a peer puts what is called here. */
export const SCENARIO = Symbol.for("ipc-katas.scenario");

/** What the program of a peer is told. */
export interface ScenarioListener {
  /** The learner's function has returned. */
  hasReturned(): void;
}

/**
 * Tells the test that the learner's function has returned, when the scenario then waits for something else.
 * If that does not happen, the learner is not told that the function did not return.
 */
export function hasReturned(): void {
  (globalThis as { [SCENARIO]?: ScenarioListener })[SCENARIO]?.hasReturned();
}
