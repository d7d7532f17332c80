import { FakeRepository } from "../damage/fake_repository.ts";
import { check } from "./check.ts";
import { main, test } from "./suite.ts";
import { run } from "../terminal/usage.ts";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";

const LIB = `/**
 * Doubles.
 *
 * \`\`\`ts
 * if (double(2) !== 4) throw new Error("not 4");
 * \`\`\`
 */
export function double(n: number): number {
  return 2 * n;
}
`;

Deno.test("test() counts steps, tests, examples and proofs, and leaves the learner alone", async () => {
  using repository = new FakeRepository({
    "lib/double.ts": LIB,
    "lib/double_test.ts": `Deno.test("a", () => {});\nDeno.test("b", () => {});\n`,
    "katas/sum/sum.ts": "this is { not   TypeScript",
    "katas/sum/sum.kept_1.ts": "nor { is   this",
  });
  const { root, progress } = repository;
  await check(root, ["sum"], { sources: false, matrix: true, update: true }, progress);
  const proofs = await check(root, ["sum"], { sources: false, fresh: true }, progress);
  repository.lines.length = 0;
  const total = { passed: 3 + 3 + proofs.passed, failed: 0 };
  assertEquals(await test(root, { fresh: true }, progress), total, repository.output);
  assertMatch(repository.output, /^✓ lib: 3 of 3 hold$/m);

  const one = await test(root, { katas: ["sum"], steps: ["format", "lib"] }, progress);
  assertEquals(one, { passed: 1, failed: 0 }); // lib is no part of a kata
});

Deno.test("test() shows every step that fails, and goes on", async () => {
  using repository = new FakeRepository({
    "lib/double.ts": LIB.replace("!== 4", "!== 5"),
    "lib/double_test.ts": `Deno.test("a",    () => { throw new Error("bad"); });\n`,
    "lib/types.ts": "export const text: string = 1;\n",
    "lib/lint.ts": "export let never: any;\n",
    "katas/sum/sum_test.ts": undefined,
  });
  const { failed } = await test(repository.root, {}, repository.progress);
  for (
    const said of [
      "double_test.ts",
      "no-explicit-any",
      "TS2322",
      "not 4",
      "✗ a",
      "bad",
      "Once more, alone: it fails, too",
    ]
  ) assertStringIncludes(repository.output, said);
  // Format, lint, types, a test, an example, no test file, no page, no index
  assertEquals(failed, 3 + 2 + 3, repository.output);
});

Deno.test("deno task test says what is wrong with its arguments, and ends with code 2", async () => {
  using repository = new FakeRepository();
  for (const args of [["sun"], ["--step", "formt"], ["--stp"]]) {
    assertEquals(await run(() => main(args, repository.root, repository.progress)), 2);
  }
});
