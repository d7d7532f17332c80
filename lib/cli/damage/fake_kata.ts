/**
 * A tiny kata, for the tests of these commands.
 *
 * @module
 */

import { FAKE_PAGE } from "./fake_page.ts";

const ADDS = "sum() adds two numbers";
const ZERO = "sum() of nothing is zero";

const TESTS = `import "lib/testing/mod.ts";
import { sum } from "./sum.ts";

const timeout = 5_000;

function expect(actual: number, expected: number): void {
  if (actual === expected) return;
  throw new Error(\`expected \${expected}, got \${actual}\`);
}

Deno.test("${ADDS}", { timeout }, () => expect(sum(1, 2), 3));
Deno.test("${ZERO}", { timeout }, () => expect(sum(), 0));
`;

const STUB = `import { todo } from "lib/todo.ts";

/** Adds numbers: of none, the sum is 0. */
export function sum(...numbers: number[]): number {
  return todo(numbers);
}
`;

/** In place of the real `lib/todo.ts`, whose examples need more of the library. */
export const FAKE_TODO = `export function todo(..._parameters: unknown[]): never {
  Error.stackTraceLimit = 1;
  const error = new Error("To do: replace this todo() with your code");
  error.name = "";
  Error.captureStackTrace(error, todo);
  throw error;
}
`;

const SOLUTION = `export function sum(...numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
`;

const ALTERNATIVE = `export function sum(...numbers: number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
`;

const OTHER = `export function sum(...numbers: number[]): number {
  const [first = 0, ...others] = numbers;
  return others.length === 0 ? first : first + sum(...others);
}
`;

/** The text of a mistake. */
export function mistake(caughtBy: string, says: string, body: string): string {
  return `/** Mistake: it is wrong. */
// Caught by: ${caughtBy}
// Says: ${says}
// Violates: Adds numbers
export * from "../sum.ts";
export function sum(...numbers: number[]): number {
  ${body}
}
`;
}

function mistakes(): Record<string, string> {
  const files = {
    starts_at_one: mistake(ZERO, "expected 0, got 1", "return numbers.length ? 3 : 1;"),
  };
  const others = Array.from({ length: 7 }, (_, i) => {
    const body = `return numbers.length && ${10 + i};`;
    return [`gives_${10 + i}`, mistake(ADDS, `expected 3, got ${10 + i}`, body)];
  });
  return Object.fromEntries(
    [...Object.entries(files), ...others].map(([name, text]) => [
      `solutions/sum/mistakes/${name}.ts`,
      text!,
    ]),
  );
}

/** The files of a kata in which nothing is wrong. */
export const FAKE_KATA: Record<string, string> = {
  "katas/sum/README.md": FAKE_PAGE,
  "katas/sum/sum.ts": STUB,
  "katas/sum/sum_test.ts": TESTS,
  "solutions/sum/sum.ts": SOLUTION,
  "solutions/sum/stub.ts": STUB,
  "solutions/sum/alternatives/loop.ts": ALTERNATIVE,
  "solutions/sum/alternatives/recursion.ts": OTHER,
  ...mistakes(),
};

/** Changes after which a kata has two mistakes, which is too few, and quickly proved. */
export const FEW: Record<string, undefined> = Object.fromEntries(
  [11, 12, 13, 14, 15, 16].map((n) => [`solutions/sum/mistakes/gives_${n}.ts`, undefined]),
);
