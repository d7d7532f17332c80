/**
 * The names under which `reset` keeps what a learner wrote: `pipe.kept_1.ts` beside `pipe.ts`.
 *
 * ```ts
 * import { isKept, keptName } from "lib/cli/course/kept.ts";
 * import { assert } from "@std/assert";
 *
 * assert(isKept(keptName("pipe", 1)));
 * assert(!isKept("pipe.ts") && !isKept("pipe_test.ts"));
 * ```
 *
 * @module
 */

/**
 * Names a kept version.
 *
 * @param kata The kata.
 * @param number Which version, from 1 on.
 */
export function keptName(kata: string, number: number): string {
  return `${kata}.kept_${number}.ts`;
}

/** The number of a kept version; 0 when a file has another name. */
export function keptNumber(name: string): number {
  return Number(/\.kept_(\d+)\.ts$/.exec(name)?.[1] ?? 0);
}

/** Whether a file has such a name: no test uses it, git ignores it, and `check` does not mind it. */
export function isKept(name: string): boolean {
  return keptNumber(name) > 0;
}
