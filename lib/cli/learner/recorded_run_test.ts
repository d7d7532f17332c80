import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { runCommand } from "./testdata/command_process.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { recordedRun } from "./recorded_run.ts";
import { lastRun, recall, type Remembered } from "./memory.ts";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";

const BREAKS_OFF = `
  Deno.test("a", () => {});
  Deno.test("b", () => Deno.kill(Deno.pid, "SIGKILL"));`;

/** Runs the sum kata; what cannot be remembered is thrown. */
async function run({ kata }: FakeRepository, args: string[] = []): Promise<Remembered> {
  const watchdog = new Watchdog();
  const warn = (text: string) => {
    throw new Error(text);
  };
  try {
    return (await recordedRun(kata, { watchdog, args, warn })).summary;
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
  assertEquals(await recall(repository.kata), summary);
});

Deno.test("a run is not remembered when something was saved meanwhile, also when that is undone", async () => {
  const edit = `Deno.writeTextFileSync(file, "// edited");`;
  for (const steps of [edit, `${edit} Deno.renameSync(copy, file);`]) {
    using repository = new FakeRepository({
      "katas/sum/sum.ts": "// mine",
      "katas/sum/sum_test.ts": `Deno.test("saves", () => {
        const file = new URL("./sum.ts", import.meta.url);
        const copy = new URL("./.copy", import.meta.url);
        Deno.copyFileSync(file, copy);
        ${steps}
        if (Deno.readTextFileSync(file) === "// edited") Deno.removeSync(copy);
      });`,
    });
    const { complete, tests, key } = await run(repository);
    assertEquals([complete, tests.length, key], [true, 1, ""]);
    assertEquals(await lastRun(repository.kata), undefined);
    const { code, stdout } = await runCommand("learner/kata.ts", ["sum"], repository.root);
    assertStringIncludes(
      stdout,
      "\nYou saved while the tests ran. Run `deno task kata sum` again.\n",
    );
    assertEquals(code, 1);
  }
});

Deno.test("a run of some tests is not remembered", async () => {
  using repository = new FakeRepository();
  const { tests } = await run(repository, ["--filter=adds"]);
  assertEquals(tests.length, 1);
  assertEquals(await lastRun(repository.kata), undefined);
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
