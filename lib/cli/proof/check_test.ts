import { check, type CheckOptions, main } from "./check.ts";
import { FEW, mistake } from "../damage/fake_kata.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { KATA_RULES, REPOSITORY_RULES } from "./structure.ts";
import { run } from "../terminal/usage.ts";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";

// and what is derived, map, board, numbers, pictures of traces, stale page, index
const RULES = KATA_RULES.length + REPOSITORY_RULES.length + 7;
const PROOFS = RULES + 3; // need, table, picture
const CANDIDATES = 12; // stub, solution, two alternatives, eight mistakes

const WRONG = "export const sum = (..._: number[]) => 0;\n";

/** Format, lint and types are looked at only where that is what a test is about: they take a while. */
function prove(repository: FakeRepository, options: CheckOptions = {}) {
  return check(repository.root, ["sum"], { sources: false, ...options }, repository.progress);
}

Deno.test("check() proves a kata in which nothing is wrong, with and without the matrix", async () => {
  using repository = new FakeRepository();
  const withMatrix = { matrix: true, update: true, sources: true };
  const expected = { passed: PROOFS + CANDIDATES, failed: 0 };
  assertEquals(await prove(repository, withMatrix), { ...expected, passed: expected.passed + 1 });
  assertMatch(repository.read("solutions/sum/README.md"), /^\| \[starts_at_one\] +\| +\| +● +\|$/m);
  repository.lines.length = 0;
  assertEquals(await prove(repository, { fresh: true }), expected, repository.output);
  assertMatch(repository.output, /^sum: 2 tests; runs as expected: .* mistake 8 of 8$/);

  // What was proved is not proved again, and not counted.
  repository.lines.length = 0;
  assertEquals(await prove(repository), { passed: RULES, failed: 0 });
  assertMatch(repository.output, /^sum: proved before, and nothing has changed since/);
});

Deno.test("check() repeats each run, in another order and under load", async () => {
  using repository = new FakeRepository(FEW);
  const counts = await prove(repository, { repeat: 2, shuffle: true, load: true });
  const passed = PROOFS - 3 + 2 * 6;
  assertEquals(counts, { passed, failed: 3 }, repository.output); // few mistakes, no page, no index
  assertMatch(repository.output, /solution 2 of 2, alternative 4 of 4, mistake 4 of 4$/m);
});

Deno.test("check() counts and names everything that does not hold", async () => {
  using repository = new FakeRepository({
    ...FEW,
    "solutions/sum/mistakes/gives_10.ts": mistake("sum() flies", "x", "return numbers.length;"),
    "solutions/sum/alternatives/loop.ts": WRONG,
    "katas/sum/README.md": undefined,
  });
  const { failed } = await prove(repository, { repeat: 2 });
  for (
    const said of [
      "katas/sum/README.md\n  It is missing.",
      'loop.ts\n  In 2 of 2 runs: It fails the test "sum() adds two numbers":\n  ',
      'gives_10.ts\n  In 2 of 2 runs: There is no test "sum() flies".',
      "solutions/sum/README.md\n  It is missing.",
    ]
  ) assertStringIncludes(repository.output, said);
  // Twice two runs; the page, a link to it, the number of mistakes, a head, a test without a mistake,
  // the page of the mistakes, and the index.
  assertEquals(failed, 11, repository.output);
});

Deno.test("check() names the one cause, and runs no test, when types are wrong", async () => {
  using repository = new FakeRepository({ "solutions/sum/alternatives/loop.ts": "sum(" });
  const { failed } = await prove(repository, { sources: true });
  assertStringIncludes(repository.output, "loop.ts:1:");
  assertStringIncludes(repository.output, "Mend the types first");
  assertEquals(failed, 2, repository.output); // also: no index
});

Deno.test("check() names files that are not formatted, or that lint does not like", async () => {
  using repository = new FakeRepository({
    "solutions/sum/alternatives/loop.ts": "let a = 1;\n" + WRONG + "export   type A = typeof a;\n",
  });
  await prove(repository, { files: true, sources: true });
  assertStringIncludes(repository.output, "Not formatted:\n  solutions/sum/alternatives/loop.ts");
  assertStringIncludes(repository.output, "prefer-const");
});

Deno.test("check() runs no test when only files are to be looked at", async () => {
  using repository = new FakeRepository({ "solutions/sum/sum.ts": undefined });
  const counts = { passed: RULES - 3, failed: 3 }; // no solution, no page, no index
  assertEquals(await prove(repository, { files: true }), counts, repository.output);
});

Deno.test("check() does not look at what a learner has written", async () => {
  using repository = new FakeRepository({ ...FEW, "katas/sum/sum.ts": "this is { not TS" });
  const { failed } = await prove(repository, { sources: true, matrix: true, update: true });
  assertEquals(failed, 1, repository.output); // too few mistakes
});

Deno.test("check says what is wrong with its arguments, and ends with code 2", async () => {
  using repository = new FakeRepository();
  for (const args of [["sun"], ["--lod"], ["--repeat", "0"], ["--repeat"], ["--repeat=x"]]) {
    assertEquals(await run(() => main(args, repository.root, repository.progress)), 2);
  }
  assertEquals(repository.lines, []);
});
