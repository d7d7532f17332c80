import { FakeRepository } from "../damage/fake_repository.ts";
import type { Mark, Matrix } from "../course/matrix.ts";
import { matrixComplaints } from "./matrix_pages.ts";
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
  const { root } = repository;
  assertEquals(await matrixComplaints(root, ["sum"], [before], true), []);
  const complaints = await matrixComplaints(root, ["sum"], [now], false);
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

Deno.test("matrixComplaints() misses a page, and its line in the index", async () => {
  using repository = new FakeRepository();
  const update = async (seen: Matrix[], update: boolean) =>
    await matrixComplaints(repository.root, ["sum"], seen, update);
  const [page] = await update([matrix("sum", "●", "")], false);
  assertEquals(page?.file, PAGE);
  assertStringIncludes(page!.repair, "deno task check --update");
  await update([matrix("sum", "●", "")], true);
  repository.write(INDEX, "# Nothing\n");
  const [index, ...more] = await update([], false);
  assertEquals([index?.file, more], [INDEX, []]);
});

Deno.test("matrixComplaints() does not mind other ends of lines", async () => {
  using repository = new FakeRepository();
  const seen = [matrix("sum", "●", "")];
  await matrixComplaints(repository.root, ["sum"], seen, true);
  for (const file of [PAGE, INDEX]) {
    repository.write(file, repository.read(file).replaceAll("\n", "\r\n"));
  }
  assertEquals(await matrixComplaints(repository.root, ["sum"], seen, false), []);
});

Deno.test("the index counts what each kata has, in the order of the course", async () => {
  using repository = new FakeRepository({ "solutions/z/z.ts": "" });
  const update = (seen: Matrix, order: string[]) =>
    matrixComplaints(repository.root, order, [seen], true);
  await update(matrix("z", "●", ""), ["sum", "z"]);
  await update(matrix("sum", "", "●"), ["sum", "z"]);
  const index = repository.read(INDEX);
  assertMatch(index, /\| \[sum\]\(sum\/README\.md\) \| +2 \| +1 \| +1 \|\n\| \[z\]\(z/);
  const page = repository.read("solutions/sum/README.md");
  await update(matrix("z", "●", "●"), ["sum", "z"]);
  assertEquals(repository.read("solutions/sum/README.md"), page); // It was not checked.
  await update(matrix("z", "●", ""), ["z"]);
  assertEquals(repository.read(INDEX).includes("[sum]"), false);
});
