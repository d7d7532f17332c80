/**
 * A tiny repository with one kata, for the tests of these commands.
 *
 * @module
 */

import { dirname, join } from "@std/path";
import type { Progress } from "./progress.ts";

const ADDS = "sum() adds two numbers";
const ZERO = "sum() of nothing is zero";

/** A test file without `lib/testing`, which would make it slow. */
const TESTS = `import { sum } from "./sum.ts";

function expect(actual: number, expected: number): void {
  if (actual === expected) return;
  throw new Error(\`expected \${expected}, got \${actual}\`);
}

Deno.test("${ADDS}", () => expect(sum(1, 2), 3));
Deno.test("${ZERO}", () => expect(sum(), 0));
`;

const STUB = `export function sum(..._numbers: number[]): number {
  const error = new Error("To do: replace this todo() with your code");
  error.name = "";
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

const README = `# sum

Before this kata: nothing

## The idea

## Your task

## Watch it happen

## Predict

## When a test fails

## Hints

## Read on
`;

/** The text of a mistake. */
export function mistake(caughtBy: string, says: string, body: string): string {
  return `/** Mistake: it is wrong. */
// Caught by: ${caughtBy}
// Says: ${says}
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

/** Changes after which a kata has two mistakes, which is too few, and quickly proved. */
export const FEW: Record<string, undefined> = Object.fromEntries(
  [11, 12, 13, 14, 15, 16].map((n) => [`solutions/sum/mistakes/gives_${n}.ts`, undefined]),
);

/** A repository in a folder of its own, which is removed at the end of a `using` block. */
export class FakeRepository implements Disposable {
  /** Where it is. */
  readonly root: string = Deno.makeTempDirSync({ prefix: "ipc-katas-fake-" });
  /** What a command wrote. */
  readonly lines: string[] = [];
  /** Where a command may write to. */
  readonly progress: Progress = {
    line: (text) => this.lines.push(text),
    status: () => {},
  };

  /**
   * Writes a kata in which nothing is wrong, but for some files.
   *
   * @param changes Other texts for some files; `undefined` leaves a file out.
   */
  constructor(changes: Record<string, string | undefined> = {}) {
    const files: Record<string, string | undefined> = {
      "deno.json": `{ "imports": { "lib/": "./lib/" } }\n`,
      "katas/sum/README.md": README,
      "katas/sum/sum.ts": STUB,
      "katas/sum/sum_test.ts": TESTS,
      "solutions/sum/sum.ts": SOLUTION,
      "solutions/sum/stub.ts": STUB,
      "solutions/sum/alternatives/loop.ts": ALTERNATIVE,
      ...mistakes(),
      ...changes,
    };
    for (const [name, text] of Object.entries(files)) {
      if (text !== undefined) this.write(name, text);
    }
  }

  /** Writes a file. */
  write(name: string, text: string): void {
    Deno.mkdirSync(dirname(join(this.root, name)), { recursive: true });
    Deno.writeTextFileSync(join(this.root, name), text);
  }

  /** Reads a file. */
  read(name: string): string {
    return Deno.readTextFileSync(join(this.root, name));
  }

  /** All that a command wrote. */
  get output(): string {
    return this.lines.join("\n");
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.root, { recursive: true });
  }
}
