/**
 * The names of the tests in a test file.
 *
 * ```ts
 * import { testNames } from "lib/cli/course/test_names.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const source = `// Deno.test("not this one")\nDeno.test("sum() adds", { timeout }, adds);`;
 * assertEquals(testNames(source), ["sum() adds"]);
 * ```
 *
 * @module
 */

/** Takes the comments out of a source that begins no string with two slashes in a line of its own. */
export function withoutComments(source: string): string {
  return source.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
}

/** Lists the names, in their order. */
export function testNames(source: string): string[] {
  const tests = withoutComments(source).matchAll(/\bDeno\.test\(\s*(["'])((?:[^\\\n]|\\.)*?)\1/g);
  return [...tests].map(([, , name]) => name!.replace(/\\(.)/g, "$1"));
}
