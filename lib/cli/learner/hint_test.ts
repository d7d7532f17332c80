import { runCommand } from "./testdata/command_process.ts";
import { FAKE_PAGE } from "../damage/fake_page.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { keyOf } from "../course/fingerprint.ts";
import { hintLevels, remember, type RememberedTest } from "./memory.ts";
import { assertEquals, assertStringIncludes } from "@std/assert";

/** A page with hints for two functions, one of them a method. */
const PAGE = FAKE_PAGE.replace(
  "## Read on",
  ["first", "second", "third"].map((title) =>
    `<details><summary>add(): ${title}</summary>\n\nIt is \`+\`.\n\n</details>\n`
  ).join("\n") + "\n## Read on",
);

async function hint(
  { root }: FakeRepository,
  args: string[],
  env: Record<string, string> = {},
): Promise<[code: number, output: string]> {
  const { code, stdout, stderr } = await runCommand("learner/hint.ts", args, root, { env });
  return [code, stdout + stderr];
}

async function ran(repository: FakeRepository, ...tests: [string, RememberedTest["state"]][]) {
  const results = tests.map(([name, state]) => ({ name, state, ms: 1 }));
  const run = { key: await keyOf(repository.kata), complete: true, tests: results };
  await remember(repository.kata, run, console.error);
}

Deno.test("each hint leads to the next one, and the last one stays", async () => {
  using repository = new FakeRepository();
  assertEquals(await hint(repository, ["sum"], { COLUMNS: "40" }), [
    0,
    `
sum(), hint 1 of 3: what is the sum of
nothing?

Think of \`total\`.

The next one, when you need it:
\`deno task hint sum sum\`
`,
  ]);
  assertStringIncludes((await hint(repository, ["sum"]))[1], "sum(), hint 2 of 3: one number");
  const last = await hint(repository, ["sum", "sum()"]);
  assertEquals(last, [
    0,
    `
sum(), hint 3 of 3: a total that grows

Think of \`total\`.

That was the last hint for sum(). All of them: \`deno task hint sum sum --all\`
`,
  ]);
  assertEquals(await hint(repository, ["sum"]), last);
  assertEquals(await hintLevels(repository.kata), { sum: 3 });
});

Deno.test("all hints of a function can be seen, and count as read", async () => {
  using repository = new FakeRepository({ "katas/sum/README.md": PAGE });
  const [, output] = await hint(repository, ["sum", "add", "--all"]);
  assertEquals(output.match(/hint \d of 3: \w+/g), [
    "hint 1 of 3: first",
    "hint 2 of 3: second",
    "hint 3 of 3: third",
  ]);
  assertEquals(await hintLevels(repository.kata), { add: 3 });
});

Deno.test("the hint is for the first function that failed in the last run", async () => {
  using repository = new FakeRepository({ "katas/sum/README.md": PAGE });
  await ran(repository, ["sum() adds", "passed"], ["Numbers.add() adds", "to do"]);
  assertStringIncludes((await hint(repository, ["sum"]))[1], "add(), hint 1 of 3");
  repository.write("katas/sum/sum.ts", "// edited since");
  assertStringIncludes((await hint(repository, ["sum"]))[1], "add(), hint 2 of 3");
  await ran(repository, ["other() is for no function with hints", "failed"]);
  assertStringIncludes((await hint(repository, ["sum"]))[1], "sum(), hint 1 of 3");
});

Deno.test("the hint begins with the test that failed", async () => {
  using repository = new FakeRepository({ "katas/sum/README.md": PAGE });
  await ran(repository, ["sum() adds", "passed"], ["add() is", "failed"], [
    "add() is so",
    "failed",
  ]);
  const [, output] = await hint(repository, ["sum"]);
  assertStringIncludes(
    output,
    "\nThis test failed: add() is\n\nadd(), hint 1 of 3",
  );
  const [, other] = await hint(repository, ["sum", "sum"]); // None of its tests failed.
  assertStringIncludes(other, "\nsum(), hint 1 of 3");
  assertEquals(other.includes("that failed"), false);
});

Deno.test("when every test passes, there is a hint only for a function that is named", async () => {
  using repository = new FakeRepository();
  await ran(repository, ["sum() adds", "passed"]);
  assertEquals(await hint(repository, ["sum"]), [
    0,
    "Every test of sum passes. Name a function to see its hints all the same.\n",
  ]);
  assertStringIncludes((await hint(repository, ["sum", "sum"]))[1], "hint 1 of 3");
});

Deno.test("where nothing can be remembered, the hint is shown all the same", async () => {
  using repository = new FakeRepository({ ".ipc-katas": "a file" });
  const [code, output] = await hint(repository, ["sum"]);
  assertEquals(code, 0);
  assertStringIncludes(output, "hint 1 of 3");
  assertStringIncludes(output, "Cannot remember your hints: ");
});

Deno.test("a wrong command ends with code 2", async () => {
  using repository = new FakeRepository();
  assertEquals(await hint(repository, ["sum", "sun"]), [
    2,
    `Cannot find the function "sun": there is none of that name. Did you mean "sum"?
The functions are: sum
`,
  ]);
  assertStringIncludes((await hint(repository, ["sun"]))[1], `Did you mean "sum"?`);
  for (const args of [[], ["sum", "sum", "sum"], ["--zork"]]) {
    assertEquals((await hint(repository, args))[0], 2);
  }
  const [code, help] = await hint(repository, ["--help"]);
  assertEquals([code, help.split("\n")[0]], [0, "deno task hint <kata> [function] [--all]"]);
});
