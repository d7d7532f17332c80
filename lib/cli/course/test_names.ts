/**
 * The names of the tests in a test file.
 *
 * ```ts
 * import { briefly, testNames } from "lib/cli/course/test_names.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const source = `// Deno.test("not this one")\nDeno.test("sum() adds", { timeout }, adds);`;
 * assertEquals(testNames(source), ["sum() adds"]);
 * assertEquals(briefly("sum() adds two numbers", ["sum() adds one"]), "sum() adds two");
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

/**
 * Shortens the name of a test to its first words, as long as no other test has them in its name.
 *
 * @param name The name.
 * @param names All names.
 */
export function briefly(name: string, names: string[]): string {
  const words = name.split(" ");
  for (let count = 2; count < words.length; count++) {
    const start = words.slice(0, count).join(" ");
    if (names.every((other) => other === name || !other.includes(start))) return start;
  }
  return name;
}
