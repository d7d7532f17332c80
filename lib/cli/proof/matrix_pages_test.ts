import { Kata } from "../course/kata.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import type { Mark, Matrix } from "../course/mistakes/matrix.ts";
import { indexComplaints, matrixComplaints, staleComplaints } from "./matrix_pages.ts";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";

const INDEX = "solutions/README.md";
const PAGE = "solutions/sum/README.md";
const LONG =
  "b() has a name that is so long that a list cannot have it in one line of the page, which has 100";

function matrix(kata: string, ...marks: Mark[]): Matrix {
  const row = { name: "is_wrong", sentence: "it is.", caughtBy: "a() is", marks };
  return { kata, tests: ["a() is", LONG], mistakes: [row] };
}

/** Publishes, then compares. */
async function compare(before: Matrix, now: Matrix): Promise<[said: string, page: string]> {
  using repository = new FakeRepository();
  const kata = new Kata(repository.root, "sum");
  assertEquals(await matrixComplaints(kata, before, true, 1), []);
  const complaints = await matrixComplaints(kata, now, false, 1);
  return [complaints.map(({ rule }) => rule).join("\n"), repository.read(PAGE)];
}

Deno.test("matrixComplaints() finds nothing wrong with what it has published", async () => {
  const [said, page] = await compare(matrix("sum", "●", "~"), matrix("sum", "●", "●"));
  assertEquals(said, "");
  assertMatch(page, /^\| \[is_wrong\] \| +● +\| ~2 +\|$/m);
});

Deno.test("matrixComplaints() names a mark that has changed", async () => {
  const [said] = await compare(matrix("sum", "●", ""), matrix("sum", "●", "●"));
  assertStringIncludes(
    said,
    `"${LONG}" does not notice is_wrong on the page, and here it catches it`,
  );
});

Deno.test("matrixComplaints() does not advise to publish what differs from run to run", async () => {
  using repository = new FakeRepository();
  const kata = new Kata(repository.root, "sum");
  await matrixComplaints(kata, matrix("sum", "●", ""), true, 1);
  const advice = async (runs: number) =>
    (await matrixComplaints(kata, matrix("sum", "●", "~"), false, runs))[0]!.repair;
  assertStringIncludes(await advice(1), "--matrix --update");
  assertStringIncludes(await advice(2), "Find out why");
});

Deno.test("staleComplaints() misses a page, and knows whether it is older than the tests", async () => {
  using repository = new FakeRepository();
  const kata = new Kata(repository.root, "sum");
  const stale = async () => (await staleComplaints(kata)).map(({ rule }) => rule).join();
  assertEquals(await stale(), "It is missing.");
  await matrixComplaints(kata, matrix("sum", "●", ""), true, 1);
  assertEquals(await stale(), "");
  repository.write("katas/sum/sum.ts", "// written by a learner");
  assertEquals(await stale(), "");
  repository.write("katas/sum/sum_test.ts", "// another test");
  assertStringIncludes(await stale(), "have changed since it was made");
});

Deno.test("no page has to be written again because of other ends of lines", async () => {
  using repository = new FakeRepository();
  const kata = new Kata(repository.root, "sum");
  const seen = matrix("sum", "●", "");
  await matrixComplaints(kata, seen, true, 1);
  await indexComplaints(kata.root, ["sum"], true);
  for (const file of [PAGE, INDEX]) {
    repository.write(file, repository.read(file).replaceAll("\n", "\r\n"));
  }
  assertEquals(await matrixComplaints(kata, seen, false, 1), []);
  assertEquals(await indexComplaints(kata.root, ["sum"], false), []);
});

Deno.test("the index counts what each kata has, in the order of the course", async () => {
  using repository = new FakeRepository({ "solutions/z/z.ts": "" });
  const { root } = repository;
  for (const name of ["z", "sum"]) {
    await matrixComplaints(new Kata(root, name), matrix(name, "●", ""), true, 1);
  }
  assertEquals((await indexComplaints(root, ["sum", "z"], false)).map(({ file }) => file), [INDEX]);
  await indexComplaints(root, ["sum", "z"], true);
  const index = repository.read(INDEX);
  assertMatch(index, /\| \[sum\]\(sum\/README\.md\) \| +2 \| +1 \| +2 \|\n\| \[z\]\(z/);
  await indexComplaints(root, ["z"], true);
  assertEquals(repository.read(INDEX).includes("[sum]"), false);
});
