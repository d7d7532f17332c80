/**
 * What a test is about: its name begins with a symbol.
 *
 * ```ts
 * import { symbolOf } from "lib/cli/course/symbol.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(symbolOf("receive() joins a message that arrives in pieces"), "receive");
 * assertEquals(symbolOf("new Semaphore() has the permits that it was given"), "Semaphore");
 * ```
 *
 * @module
 */

/** Gives the symbol without its brackets; empty when the name has none. */
export function symbolOf(testName: string): string {
  return /^(?:new )?([\w.]+)(?:\(\))? \S/.exec(testName)?.[1] ?? "";
}
