import { FakeRepository } from "../../damage/fake_repository.ts";
import { Kata } from "../kata.ts";
import { matrixFile, matrixFingerprint, publishedMatrix } from "./matrix_file.ts";
import { renderMatrix } from "./matrix_page.ts";
import { assertEquals, assertNotEquals } from "@std/assert";

const MISTAKE = "solutions/sum/mistakes/gives_10.ts";

/** The fingerprint before and after a change. */
async function around(file: string, text: string | undefined): Promise<[string, string]> {
  using repository = new FakeRepository();
  const kata = new Kata(repository.root, "sum");
  const before = await matrixFingerprint(kata);
  if (text === undefined) Deno.removeSync(`${repository.root}/${file}`);
  else repository.write(file, text);
  return [before, await matrixFingerprint(kata)];
}

Deno.test("matrixFingerprint() changes with the tests, the solution and the mistakes", async () => {
  const files = [
    "katas/sum/sum_test.ts",
    "katas/sum/scenarios.ts",
    "solutions/sum/sum.ts",
    "solutions/sum/helper.ts",
    MISTAKE,
    "solutions/sum/mistakes/is_new.ts",
  ];
  for (const file of files) assertNotEquals(...await around(file, "// other\n"), file);
  assertNotEquals(...await around(MISTAKE, undefined));
});

Deno.test("matrixFingerprint() does not change with anything else", async () => {
  const files = [
    "katas/sum/sum.ts",
    "katas/sum/sum.kept_1.ts",
    "katas/sum/README.md",
    "katas/sum/.sum.ts.swp",
    "solutions/sum/stub.ts",
    "solutions/sum/alternatives/loop.ts",
    "solutions/sum/README.md",
    "solutions/sum/survivors.md",
  ];
  for (const file of files) assertEquals(...await around(file, "// other\n"), file);
});

Deno.test("matrixFingerprint() does not change with what a mistake says and violates", async () => {
  using repository = new FakeRepository();
  const text = repository.read(MISTAKE).replace(/^(\/\/ Says: ).*$/m, "$1more");
  assertEquals(...await around(MISTAKE, text));
  const sentence = repository.read(MISTAKE).replace("it is wrong", "it is odd");
  assertNotEquals(...await around(MISTAKE, sentence));
});

Deno.test("matrixFingerprint() is the same whatever the ends of lines", async () => {
  using repository = new FakeRepository();
  const text = repository.read(MISTAKE).replaceAll("\n", "\r\n");
  assertEquals(...await around(MISTAKE, text));
});

Deno.test("matrixFingerprint() knows a text from the name of the next file", async () => {
  using repository = new FakeRepository();
  const kata = new Kata(repository.root, "sum");
  const [first, second] = ["solutions/sum/mistakes/x_1.ts", "solutions/sum/mistakes/x_2.ts"];
  repository.write(first, "a");
  repository.write(second, "b");
  const before = await matrixFingerprint(kata);
  Deno.removeSync(`${repository.root}/${second}`);
  repository.write(first, `a${second} 1\nb`);
  assertNotEquals(await matrixFingerprint(kata), before);
});

Deno.test("publishedMatrix() reads the kata's page, if there is one", async () => {
  using repository = new FakeRepository();
  const kata = new Kata(repository.root, "sum");
  assertEquals(await publishedMatrix(kata), undefined);
  const matrix = { kata: "sum", tests: ["sum() adds"], mistakes: [] };
  repository.write(matrixFile("sum"), renderMatrix(matrix, "abc"));
  assertEquals(await publishedMatrix(kata), matrix);
});
