/**
 * One behaviour, shown for several things: a step of the test for each.
 *
 * ```ts
 * import { supervisedSteps, timeout } from "lib/testing/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * Deno.test(
 *   "a program tells how it ended",
 *   { timeout },
 *   supervisedSteps({ true: 0, false: 1 }, async ({ run }, code, program) => {
 *     assertEquals((await run(program, [], {}).status).code, code);
 *   }),
 * );
 * ```
 *
 * @module
 */

import type { TestScope } from "./scope.ts";
import { type SlowTest, supervised } from "./supervised.ts";

/**
 * Makes a test function of steps, each with a scope of its own. It ends with the first that fails: the
 * failure names the step.
 *
 * @param variants By the step's name, what it is about; `undefined` where this machine lacks it: then
 *   the step is shown as ignored.
 * @param body What each step does.
 * @param options As for {@linkcode supervised}, for each step.
 */
export function supervisedSteps<V>(
  variants: Record<string, V | undefined>,
  body: (scope: TestScope, variant: V, name: string) => Promise<void> | void,
  options: SlowTest = {},
): (context: Deno.TestContext) => Promise<void> {
  return async (context) => {
    for (const [name, variant] of Object.entries(variants)) {
      const missing = variant === undefined;
      const fn = supervised((scope) => body(scope, variant as V, name), options);
      const passed = await context.step({ name, ignore: missing, fn });
      if (!passed && !missing) return;
    }
  };
}
