import { FakeRepository } from "../damage/fake_repository.ts";
import { type Mark, mark, type Matrix } from "./matrix.ts";
import { matrixComplaints } from "./matrix_file.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";

const FILE = "solutions/README.md";
const LONG =
  "b, whose name is so long that a list cannot have it in one line of the page, which has ".repeat(
    2,
  ) + "100";

function matrix(kata: string, ...marks: Mark[]): Matrix {
  return { kata, tests: ["a", LONG], mistakes: [{ name: "is_wrong", sentence: "it is.", marks }] };
}

/** Publishes, then compares. */
async function compare(before: Matrix, now: Matrix): Promise<[said: string, page: string]> {
  using repository = new FakeRepository();
  const { root } = repository;
  assertEquals(await matrixComplaints(root, ["sum"], [before], true), []);
  const complaints = await matrixComplaints(root, ["sum"], [now], false);
  return [complaints.map(({ rule }) => rule).join("\n"), repository.read(FILE)];
}

Deno.test("mark() tells always, never and sometimes apart", () => {
  assertEquals([mark(3, 3), mark(0, 3), mark(2, 3)], ["●", "", "~"]);
});

Deno.test("the page numbers the tests and has a row for each mistake", async () => {
  const [said, page] = await compare(matrix("sum", "●", ""), matrix("sum", "●", ""));
  assertEquals(said, "");
  assertMatch(page, /^## sum\n\n1\. a\n2\. b, whose/m);
  assertMatch(page, /^\| \[`is_wrong`\]\(sum\/mistakes\/is_wrong\.ts\): It is\. +\| +● +\| +\|$/m);
});

Deno.test("the page is a complaint when a mark has changed", async () => {
  const [said] = await compare(matrix("sum", "●", ""), matrix("sum", "●", "●"));
  assertStringIncludes(
    said,
    `"${LONG}" does not notice is_wrong on the page, and here it catches it`,
  );
});

Deno.test("the page is a complaint when it is missing", async () => {
  using repository = new FakeRepository();
  const seen = [matrix("sum", "●", "")];
  const [complaint] = await matrixComplaints(repository.root, ["sum"], seen, false);
  assertEquals(complaint?.file, FILE);
  assertStringIncludes(complaint!.repair, "deno task check --update");
});

Deno.test("what happens only sometimes is not compared, and stays on the page", async () => {
  for (const seen of ["●", "", "~"] as const) {
    assertEquals((await compare(matrix("sum", "●", "~"), matrix("sum", "●", seen)))[0], "");
  }
  using repository = new FakeRepository();
  for (const seen of ["~", "●"] as const) {
    await matrixComplaints(repository.root, ["sum"], [matrix("sum", "●", seen)], true);
  }
  assertMatch(repository.read(FILE), /\| +● +\| +~ +\|$/m);
});

Deno.test("the parts of katas that were not checked stay, in the order of the course", async () => {
  using repository = new FakeRepository();
  const update = (seen: Matrix) => matrixComplaints(repository.root, ["sum", "z"], [seen], true);
  await update(matrix("z", "●", ""));
  await update(matrix("sum", "", "●"));
  const page = repository.read(FILE);
  assertMatch(page, /## sum[^]*## z\n/);
  await update(matrix("z", "●", ""));
  assertEquals(repository.read(FILE), page);
});

Deno.test("the part of a kata that is gone goes too", async () => {
  using repository = new FakeRepository();
  await matrixComplaints(repository.root, ["sum", "z"], [matrix("z", "●", "")], true);
  await matrixComplaints(repository.root, ["sum"], [matrix("sum", "●", "")], true);
  assert(!repository.read(FILE).includes("## z"));
});
