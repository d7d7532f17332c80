import { check, type CheckOptions, main } from "./check.ts";
import { FEW, mistake } from "../damage/fake_kata.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { KATA_RULES, REPOSITORY_RULES } from "./rules/structure.ts";
import { run } from "../terminal/usage.ts";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";

const PROOFS_OF_FILES = KATA_RULES.length + REPOSITORY_RULES.length + 4; // need, table, picture, matrix
const CANDIDATES = 11; // stub, solution, alternative, eight mistakes

function prove(repository: FakeRepository, options: CheckOptions = {}) {
  return check(repository.root, ["sum"], options, repository.progress);
}

Deno.test("check() proves a kata in which nothing is wrong", async () => {
  using repository = new FakeRepository();
  await prove(repository, { update: true });
  assertEquals(await prove(repository), { passed: PROOFS_OF_FILES + CANDIDATES, failed: 0 });
  assertEquals(repository.lines.length, 2, repository.output); // one summary each
  assertMatch(repository.read("solutions/sum/README.md"), /^\| \[starts_at_one\] +\| +\| +● +\|$/m);
});

Deno.test("check() repeats each run, in another order and under load", async () => {
  using repository = new FakeRepository(FEW);
  const counts = await prove(repository, { repeat: 2, shuffle: true, load: true, update: true });
  const passed = PROOFS_OF_FILES - 1 + 2 * 5;
  assertEquals(counts, { passed, failed: 1 }, repository.output); // too few mistakes
  assertMatch(repository.output, /solution 2 of 2, alternative 2 of 2, mistake 4 of 4$/);
});

Deno.test("check() counts and names everything that does not hold", async () => {
  using repository = new FakeRepository({
    ...FEW,
    "solutions/sum/mistakes/gives_10.ts": mistake("sum() flies", "x", "return numbers.length;"),
    "solutions/sum/alternatives/loop.ts": "export const sum = (..._: number[]) => 0;",
    "katas/sum/README.md": undefined,
  });
  const { failed } = await prove(repository);
  for (
    const said of [
      "katas/sum/README.md\n  It is missing.",
      'loop.ts\n  It fails the test "sum() adds two numbers":\n  ',
      'gives_10.ts\n  There is no test "sum() flies".',
    ]
  ) assertStringIncludes(repository.output, said);
  assertEquals(failed, 7, repository.output); // also: a link, number and need of mistakes, page
});

Deno.test("check() says in how many runs something does not hold", async () => {
  using repository = new FakeRepository({
    ...FEW,
    "solutions/sum/alternatives/loop.ts": "export const sum = (..._: number[]) => 0;",
  });
  await prove(repository, { repeat: 2 });
  assertStringIncludes(repository.output, "In 2 of 2 runs: It fails the test");
});

Deno.test("check() runs no test when only files are to be looked at", async () => {
  using repository = new FakeRepository({ "solutions/sum/sum.ts": undefined });
  const passed = KATA_RULES.length + REPOSITORY_RULES.length - 1;
  assertEquals(await prove(repository, { files: true }), { passed, failed: 1 });
  assertEquals(repository.lines.length, 1, repository.output);
});

Deno.test("check() does not look at what a learner has written", async () => {
  using repository = new FakeRepository({ ...FEW, "katas/sum/sum.ts": "this is { not TS" });
  const { failed } = await prove(repository, { update: true });
  assertEquals(failed, 1, repository.output); // too few mistakes
});

Deno.test("check says what is wrong with its arguments, and ends with code 2", async () => {
  using repository = new FakeRepository();
  for (const args of [["sun"], ["--lod"], ["--repeat", "0"], ["--repeat"], ["--repeat=x"]]) {
    assertEquals(await run(() => main(args, repository.root, repository.progress)), 2);
  }
  assertEquals(repository.lines, []);
});
