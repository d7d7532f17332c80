/**
 * Why the system refused something.
 *
 * ```ts
 * import { reasonOf } from "lib/cli/terminal/reason.ts";
 * import { assertEquals } from "@std/assert";
 *
 * try {
 *   Deno.readTextFileSync("/proc/there is none");
 * } catch (error) {
 *   assertEquals(reasonOf(error), "No such file or directory");
 * }
 * ```
 *
 * @module
 */

/** Gives an error's message, without the number and the call that Deno adds to it. */
export function reasonOf(error: unknown): string {
  return (error as Error).message.replace(/ \(os error \d+\).*/s, "");
}
