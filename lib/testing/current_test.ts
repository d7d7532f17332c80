/**
 * Which test is running, for commands that run it again.
 *
 * @module
 */

let running = "";

/** The test of that name begins. */
export function begins(name: string): void {
  running = name;
}

/** Gives the name of the test that runs; empty outside of tests. */
export const currentTest = (): string => running;
