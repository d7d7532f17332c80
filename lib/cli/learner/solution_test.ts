import { runCommand } from "./testdata/command_process.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { keyOf } from "../course/fingerprint.ts";
import { remember } from "./memory.ts";
import { assertEquals, assertStringIncludes } from "@std/assert";

const COMMENT = `/**
 * Adds numbers.
 */
`;
const MINE = `${COMMENT}export function sum(...numbers: number[]): number {
  return 0;
}
`;

const FILES = { "katas/sum/sum.ts": MINE, "solutions/sum/stub.ts": COMMENT };

async function solution(repository: FakeRepository, ...args: string[]) {
  const { code, stdout, stderr } = await runCommand("learner/solution.ts", args, repository.root);
  return [code, stdout + stderr];
}

async function pass(repository: FakeRepository): Promise<void> {
  const tests = [{ name: "sum() adds", state: "passed" as const, ms: 1 }];
  const key = await keyOf(repository.kata);
  await remember(repository.kata, { key, complete: true, tests }, console.error);
}

const DIFFERENCE = `--- katas/sum/sum.ts, yours, without the comments of the stub
+++ solutions/sum/sum.ts, the reference
⋯
 export function sum(...numbers: number[]): number {
-  return 0;
+  return numbers.reduce((total, number) => total + number, 0);
 }

Other ways to do it:
solutions/sum/alternatives/loop.ts
solutions/sum/alternatives/recursion.ts
`;

Deno.test("before the kata is done, the solution is not shown unless one insists", async () => {
  using repository = new FakeRepository(FILES);
  const refusal = [
    1,
    `The solution is for afterwards: \`deno task kata sum\` does not pass yet, or has
not run since your last change. You learn more from \`deno task hint sum\`.

To see the solution all the same: \`deno task solution sum --anyway\`
`,
  ];
  assertEquals(await solution(repository, "sum"), refusal);
  assertEquals(await solution(repository, "sum", "--anyway"), [0, DIFFERENCE]);
  await pass(repository);
  repository.write("katas/sum/sum.ts", MINE + "// edited since\n");
  assertEquals(await solution(repository, "sum"), refusal);
});

Deno.test("when the kata is done, the difference is shown", async () => {
  using repository = new FakeRepository(FILES);
  await pass(repository);
  assertEquals(await solution(repository, "sum"), [0, DIFFERENCE]);
});

Deno.test("code that is the reference has no difference", async () => {
  using repository = new FakeRepository();
  repository.write("katas/sum/sum.ts", repository.read("solutions/sum/sum.ts"));
  await pass(repository);
  const [code, output] = await solution(repository, "sum");
  assertEquals(code, 0);
  assertStringIncludes(String(output), "the same as the reference, letter by letter.\n");
});

Deno.test("a wrong command ends with code 2", async () => {
  using repository = new FakeRepository();
  for (const args of [[], ["sun"], ["sum", "sum"], ["--zork"]]) {
    assertEquals((await solution(repository, ...args))[0], 2);
  }
  const [code, help] = await solution(repository, "-h");
  assertEquals([code, String(help).split("\n")[0]], [0, "deno task solution <kata> [--anyway]"]);
});
