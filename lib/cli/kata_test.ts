import { stripVTControlCharacters } from "node:util";
import { FakeRepository } from "./fake_repository.ts";
import { main } from "./kata.ts";
import { run } from "./usage.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";

const DONE = "export const sum = (...numbers: number[]) => numbers.reduce((a, b) => a + b, 0);";
const HALF = "export const sum = (...numbers: number[]) => numbers.length && 7;";
const ADDS_BUT_NEVER_ZERO = "export const sum = (...numbers: number[]) => numbers.length + 1;";

/** Runs the command in a repository whose learner has written this. */
async function practise(
  learner: string | undefined,
  args = ["sum", "--no-check"], // Checking types takes a second.
  others: Record<string, string | undefined> = {},
): Promise<[code: number, output: string]> {
  const changes = learner === undefined ? others : { "katas/sum/sum.ts": learner, ...others };
  using repository = new FakeRepository(changes);
  const code = await run(() => main(args, repository.root, repository.progress));
  return [code, stripVTControlCharacters(repository.output)];
}

Deno.test("an untouched kata ends in one to-do message that points at the line", async () => {
  const [code, output] = await practise(undefined);
  assertEquals(code, 1);
  assertEquals(output.match(/^To do: /gm)?.length, 1, output);
  assertMatch(output, /^ +at sum \(katas\/sum\/sum\.ts:3:10\)$/m);
  assertMatch(output, /Your task is in katas\/sum\/README\.md\n\nsum: 0 of 2 tests pass$/);
});

Deno.test("only the first failure is shown, and all tests run", async () => {
  const [code, output] = await practise("export const sum = (..._: number[]) => 7;");
  assertEquals(code, 1);
  assertMatch(output, /✗ sum\(\) adds two numbers\n\n.*expected 3, got 7/);
  assert(!output.includes("expected 0"), output);
  assertMatch(output, /sum: 0 of 2 tests pass$/);
});

Deno.test("a kata that is half done says how many tests pass", async () => {
  const [code, output] = await practise(HALF);
  assertEquals(code, 1);
  assertMatch(output, /sum: 1 of 2 tests pass$/);
  assert(!output.includes("Your task"), output);
});

Deno.test("a kata that is done says so in one line", async () => {
  assertEquals(await practise(DONE), [0, "sum: 2 of 2 tests pass"]);
});

Deno.test("a type error is shown as it is", async () => {
  const [code, output] = await practise("export const sum = (): string => 1;", ["sum"]);
  assertEquals(code, 1);
  assertStringIncludes(output, "TS2322");
  assertMatch(output, /sum: no test ran$/);
});

Deno.test("a syntax error is shown as it is", async () => {
  const [code, output] = await practise("export function sum( {");
  assertEquals(code, 1);
  assertMatch(output, /katas\/sum\/sum\.ts:1:/);
});

Deno.test("arguments after the name go to deno test", async () => {
  const args = ["sum", "--no-check", "--filter", "nothing is zero"];
  assertEquals(await practise(HALF, args), [0, "sum: 1 of 1 tests pass"]);
});

Deno.test("without a name the katas run up to the first that is not done", async () => {
  const more = {
    "README.md": "",
    "katas/a/a_test.ts": `Deno.test("a", () => {});`,
    "katas/z/z_test.ts": `Deno.test("z", () => {});`,
  };
  const [code, output] = await practise(ADDS_BUT_NEVER_ZERO, ["--no-check"], more);
  assertEquals(code, 1);
  assertMatch(output, /^a: 1 of 1 tests pass\n[^]*\nsum: 1 of 2 tests pass$/);
  assertEquals(await practise(DONE, ["--no-check"], more), [
    0,
    "a: 1 of 1 tests pass\nsum: 2 of 2 tests pass\nz: 1 of 1 tests pass",
  ]);
});

Deno.test("an unknown kata ends with code 2", async () => {
  assertEquals(await practise(DONE, ["sun"]), [2, ""]);
});
