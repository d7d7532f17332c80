/**
 * Faults that only show when tests run. A tiny kata takes the place of pipe, to make it quick.
 *
 * @module
 */

import { type Damage, type Fault, swap } from "./damage.ts";
import { FAKE_KATA, mistake } from "./fake_kata.ts";

const PAGE = "katas/sum/README.md";
const TESTS = "katas/sum/sum_test.ts";
const SOLUTION = "solutions/sum/sum.ts";
const LOOP = "solutions/sum/alternatives/loop.ts";
const MISTAKE = "solutions/sum/mistakes/gives_10.ts";
const ADDS = "sum() adds two numbers";

/** The tests, with the repository's own means. */
const REAL_TESTS = `import { peerModule, supervised, timeout } from "lib/testing/mod.ts";

const kata = peerModule<typeof import("./sum.ts")>(import.meta.resolve("./sum.ts"));

function expect(actual: number, expected: number): void {
  if (actual === expected) return;
  throw new Error(\`expected \${expected}, got \${actual}\`);
}

const adds = (numbers: number[], total: number) =>
  supervised(async ({ start }) => expect(await start(kata, "sum", numbers).result, total));

Deno.test("${ADDS}", { timeout }, adds([1, 2], 3));
Deno.test("sum() of nothing is zero", { timeout }, adds([], 0));
`;

/** Changes after which a copy of the repository has the tiny kata instead of pipe. */
export const tinyKata: Damage = {
  ...FAKE_KATA,
  [TESTS]: REAL_TESTS,
  "katas/pipe": undefined,
  "solutions/pipe": undefined,
  "README.md": (text) =>
    text.replace(/\[([^\]]*)\]\(katas\/pipe\//g, "[sum](katas/sum/")
      .replace(/^\$ deno task kata$/m, "$ …"), // The board has other katas now.
};

/** What is wrong in each copy with the tiny kata. */
export const RUN_FAULTS: Fault[] = [
  {
    name: "the stub is solved, in the way of the stub",
    damage: {
      "solutions/sum/stub.ts": swap("return todo(numbers);", "return numbers.length && 3;"),
    },
    file: "solutions/sum/stub.ts",
    rule: `The stub passes the test "${ADDS}".`,
    repair: "Let that test ask for something that the stub does not do.",
  },
  {
    name: "a mistake survives",
    damage: { [MISTAKE]: swap("return numbers.length && 10;", "return numbers.length && 3;") },
    file: MISTAKE,
    rule: `The test "${ADDS}" passes in spite of the mistake.`,
    repair: "Make the test stricter",
  },
  {
    name: "a test is needless",
    damage: {
      [TESTS]: (text) => text + `Deno.test("sum() adds more", { timeout }, adds([5], 5));\n`,
    },
    file: TESTS,
    rule: 'No mistake needs the test "sum() adds more".',
    repair: "Add a mistake that names it",
  },
  {
    name: `"Says" is wrong`,
    damage: { [MISTAKE]: swap("got 10", "got ten") },
    file: MISTAKE,
    rule: `The test "${ADDS}" does not say "expected 3, got ten", but:`,
    repair: 'write a literal part of it after "Says:".',
  },
  {
    name: `"Caught by" names no test`,
    damage: { [MISTAKE]: swap(ADDS, "sum() adds") },
    file: MISTAKE,
    rule: 'There is no test "sum() adds".',
    repair: 'Write the name of a test after "Caught by:".',
  },
  {
    name: `"Caught by" names another test`,
    damage: {
      [MISTAKE]: mistake("sum() of nothing is zero", "expected 0", "return 0 * numbers.length;"),
    },
    file: MISTAKE,
    rule: 'The test "sum() of nothing is zero" passes in spite of the mistake.',
    repair: 'or name another after "Caught by:".',
  },
  {
    name: "a mistake has no head",
    damage: { [MISTAKE]: swap(/^.*\n/, "") },
    file: MISTAKE,
    rule: "Its head does not say what is wrong, and which test says so.",
    repair: "/** Mistake: … */",
  },
  {
    name: "there are too few mistakes",
    damage: { [MISTAKE]: undefined },
    file: "solutions/sum/mistakes",
    rule: "It needs at least 8 files, and has 7.",
    repair: "Add 1 more.",
  },
  {
    name: "the page quotes what no test says",
    damage: { [PAGE]: swap("`expected 0`", "`expected 7`") },
    file: PAGE,
    rule: `"When a test fails" quotes "expected 7", which no failure says.`,
    repair: "Quote a literal part",
  },
  {
    name: "the solution is broken",
    damage: { [SOLUTION]: swap("total + number, 0", "total + number, 1") },
    file: SOLUTION,
    rule: `It fails the test "${ADDS}":`,
    repair: "Repair the solution",
  },
  {
    name: "the tests refuse an alternative",
    damage: { [LOOP]: swap("let total = 0;", "let total = numbers.length ? 0 : -0.0001;") },
    file: LOOP,
    rule: 'It fails the test "sum() of nothing is zero":',
    repair: "or the test if it refuses what is correct.",
  },
  {
    name: "the solution leaves something behind",
    damage: { [SOLUTION]: swap("  return", '  Deno.openSync("/dev/null");\n  return') },
    file: SOLUTION,
    rule: "left",
    repair: "Repair the solution",
  },
  {
    name: "the page of the mistakes is older than a mistake",
    damage: { [MISTAKE]: (text) => `${text}// Changed.\n` },
    file: "solutions/sum/README.md",
    rule: "The tests, the solution or the mistakes have changed since it was made.",
    repair: "Run `deno task check sum --matrix --update`",
  },
];
