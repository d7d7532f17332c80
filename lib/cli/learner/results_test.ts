import { OBEYING_MODES, runCommand } from "./testdata/command_process.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { keyOf } from "../course/fingerprint.ts";
import { remember, rememberHint } from "./memory.ts";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";

/** A repository whose learner has half of a kata, with hints, and has not begun another. */
async function half(): Promise<FakeRepository> {
  const repository = new FakeRepository({
    "README.md": `## The katas\n\n### The sums\n\n1. [sum](katas/sum/README.md)\n`,
    "katas/sum/sum.ts": "// mine\n",
  });
  repository.write("katas/zero/zero.ts", "// stub\n");
  repository.write("solutions/zero/stub.ts", "// stub\n");
  const tests = [
    { name: "sum() adds two numbers", state: "passed" as const, ms: 1200 },
    { name: "sum() of nothing is zero", state: "failed" as const, ms: 34 },
    { name: "Total has a beginning", state: "to do" as const, ms: 0 },
  ];
  const key = await keyOf(repository.kata);
  await remember(repository.kata, { key, complete: true, tests }, console.error);
  await rememberHint(repository.kata, "sum", 2, console.error);
  await rememberHint(repository.kata, "never", 1, console.error);
  return repository;
}

Deno.test("--json tells state, time and hints of each kata and test", async () => {
  using repository = await half();
  const { code, stdout, stderr } = await runCommand(
    "learner/results.ts",
    ["--json"],
    repository.root,
  );
  assertEquals(stderr, "");
  assertEquals(JSON.parse(stdout), {
    schema: 1,
    done: false,
    katas: [
      {
        name: "sum",
        chapter: "The sums",
        state: "failing",
        complete: true,
        passed: 1,
        total: 3,
        ms: 1234,
        hints: { sum: 2, never: 1 },
        tests: [
          { name: "sum() adds two numbers", state: "passed", ms: 1200, hints: 2 },
          { name: "sum() of nothing is zero", state: "failed", ms: 34, hints: 2 },
          { name: "Total has a beginning", state: "to do", ms: 0, hints: 0 },
        ],
      },
      {
        name: "zero",
        chapter: "",
        state: "not started",
        complete: false,
        passed: 0,
        total: 0,
        ms: 0,
        hints: {},
        tests: [],
      },
    ],
  });
  assertEquals(code, 1);
});

Deno.test("without --json there is a table, as wide as the terminal", async () => {
  using repository = await half();
  const { code, stdout } = await runCommand("learner/results.ts", [], repository.root);
  assertEquals(
    stdout,
    `The sums

sum: 1 of 3 tests pass, 1.2 s, 3 hints

  passed  1200 ms  sum() adds two numbers
  failed    34 ms  sum() of nothing is zero
  to do      0 ms  Total has a beginning

zero: not started

0 of 2 katas done.
`,
  );
  assertEquals(code, 1);

  const env = { COLUMNS: "36" };
  const narrow = await runCommand("learner/results.ts", ["sum"], repository.root, { env });
  assertEquals(
    narrow.stdout,
    `The sums

sum: 1 of 3 tests pass, 1.2 s, 3
  hints

  passed  1200 ms  sum() adds two
                   numbers
  failed    34 ms  sum() of nothing
                   is zero
  to do      0 ms  Total has a
                   beginning

0 of 1 kata done.
`,
  );
});

Deno.test("--run runs first; when all is done, the code is 0, and JSON has standard output for itself", async () => {
  using repository = new FakeRepository({ ".ipc-katas": "in the way" });
  repository.write("katas/sum/sum.ts", repository.read("solutions/sum/sum.ts"));
  const { code, stdout, stderr } = await runCommand(
    "learner/results.ts",
    ["--run", "--json"],
    repository.root,
  );
  assertStringIncludes(stderr, "Cannot remember the results");
  const { done, katas } = JSON.parse(stdout);
  assertEquals([code, done, katas[0].state, katas[0].passed], [0, true, "done", 2]);
});

Deno.test("in a read-only checkout the tests run, and their results are shown", async () => {
  using repository = new FakeRepository();
  const { root } = repository;
  repository.write("katas/sum/sum.ts", repository.read("solutions/sum/sum.ts"));
  Deno.chmodSync(root, 0o555);
  try {
    const options = { through: OBEYING_MODES };
    const { code, stdout, stderr } = await runCommand(
      "learner/results.ts",
      ["--run"],
      root,
      options,
    );
    assertMatch(stderr, /^Cannot remember the results: Permission denied$/m);
    assertMatch(stdout, /^sum: done, .*\n\n {2}passed .* sum\(\) adds two numbers$/m);
    assertEquals(code, 0);
  } finally {
    Deno.chmodSync(root, 0o755);
  }
});

Deno.test("an unknown kata ends with code 2 and a suggestion", async () => {
  using repository = new FakeRepository();
  const { code, stdout, stderr } = await runCommand("learner/results.ts", ["sun"], repository.root);
  assertEquals([code, stdout], [2, ""]);
  assertStringIncludes(stderr, 'Did you mean "sum"?');
});
