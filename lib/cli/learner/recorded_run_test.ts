import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { runCommand } from "./testdata/command_process.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { practise } from "./recorded_run.ts";
import { lastRun, recall, type Remembered } from "./memory.ts";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";

const BREAKS_OFF = `
  Deno.test("a", () => {});
  Deno.test("b", () => Deno.kill(Deno.pid, "SIGKILL"));`;

/** Runs the sum kata; what cannot be remembered is thrown. */
async function run({ root }: FakeRepository, args: string[] = []): Promise<Remembered> {
  const watchdog = new Watchdog();
  const warn = (text: string) => {
    throw new Error(text);
  };
  try {
    return (await practise("sum", { root, watchdog, args, warn })).summary;
  } finally {
    watchdog.close();
  }
}

Deno.test("a run is remembered with the state and the time of each test", async () => {
  using repository = new FakeRepository({
    "katas/sum/sum.ts": "",
    "katas/sum/sum_test.ts": `
      import { todo } from "lib/todo.ts";
      Deno.test("passes", () => new Promise((resolve) => setTimeout(resolve, 60)));
      Deno.test("fails", () => { throw new Error("To be or not"); });
      Deno.test("is to do", () => todo());`,
  });
  const summary = await run(repository);
  assertEquals(summary.complete, true);
  assertEquals(summary.tests.map(({ name, state }) => [name, state]), [
    ["passes", "passed"],
    ["fails", "failed"],
    ["is to do", "to do"],
  ]);
  assert(summary.tests[0]!.ms >= 50, `${summary.tests[0]!.ms} ms`);
  assertEquals(await recall(repository.root, "sum"), summary);
});

Deno.test("an edit in the middle of a run makes its results stale", async () => {
  using repository = new FakeRepository({
    "katas/sum/sum_test.ts": `Deno.test("edits", () =>
      Deno.writeTextFileSync(new URL("./sum.ts", import.meta.url), "// edited"));`,
  });
  const summary = await run(repository);
  assertEquals(await lastRun(repository.root, "sum"), summary);
  assertEquals(await recall(repository.root, "sum"), undefined);
  const { stdout } = await runCommand("learner/kata.ts", [], repository.root);
  assertStringIncludes(stdout, "\n  ? sum  changed since 1 of 1 passed\n");
});

Deno.test("a run of some tests is not remembered", async () => {
  using repository = new FakeRepository();
  const { tests } = await run(repository, ["--no-check", "--filter=adds"]);
  assertEquals(tests.length, 1);
  assertEquals(await lastRun(repository.root, "sum"), undefined);
});

Deno.test("code that cannot be loaded, and tests that break off, are never done", async () => {
  using repository = new FakeRepository();
  for (
    const [file, text, board] of [
      ["sum.ts", "export function sum( {", "the tests could not start"],
      ["sum_test.ts", BREAKS_OFF, "1 pass, then they broke off"],
      ["sum_test.ts", "this is { not TypeScript", "the tests could not start"],
      ["sum_test.ts", "", "the tests could not start"],
    ]
  ) {
    repository.write("katas/sum/sum.ts", "export function sum(): number { return 1; }");
    repository.write(`katas/sum/${file}`, text!);
    const { complete } = await run(repository);
    const { code, stdout } = await runCommand("learner/kata.ts", [], repository.root);
    assertStringIncludes(stdout, `\n  ✗ sum  ${board}`);
    assertEquals([complete, code], [false, 1]);
  }
});
