import { FakeRepository } from "../damage/fake_repository.ts";
import { check } from "./check.ts";
import { test } from "./suite.ts";
import { assertEquals, assertStringIncludes } from "@std/assert";

const CONFIG = `{
  "imports": { "lib/": "./lib/" },
  "fmt": { "exclude": ["katas/*/*.ts", "!katas/*/*_test.ts"] },
  "lint": { "exclude": ["katas/*/*.ts", "!katas/*/*_test.ts"] }
}
`;

const MAP = `{
  "imports": { "lib/": "../lib/" },
  "scopes": { "../katas/": { "../katas/": "./" } }
}
`;

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
    "deno.json": CONFIG,
    "solutions/import_map.json": MAP,
    "lib/double.ts": LIB,
    "lib/double_test.ts": `Deno.test("a", () => {});\nDeno.test("b", () => {});\n`,
    "katas/sum/sum.ts": "this is { not   TypeScript",
    "katas/sum/sum.kept_1.ts": "nor { is   this",
  });
  const { root, progress } = repository;
  const proofs = await check(root, ["sum"], { update: true }, progress);
  repository.lines.length = 0;
  const total = { passed: 3 + 3 + proofs.passed, failed: 0 };
  assertEquals(await test(root, progress), total, repository.output);
});

Deno.test("test() shows every step that fails, and goes on", async () => {
  using repository = new FakeRepository({
    "deno.json": CONFIG,
    "solutions/import_map.json": MAP,
    "lib/double.ts": LIB.replace("!== 4", "!== 5"),
    "lib/double_test.ts": `Deno.test("a",    () => { throw new Error("bad"); });\n`,
    "lib/types.ts": "export const text: string = 1;\n",
    "lib/lint.ts": "export let never: any;\n",
    "katas/sum/sum_test.ts": undefined,
  });
  const { failed } = await test(repository.root, repository.progress);
  for (const said of ["double_test.ts", "no-explicit-any", "TS2322", "not 4", "✗ a", "bad"]) {
    assertStringIncludes(repository.output, said);
  }
  assertEquals(failed, 3 + 2 + 2, repository.output); // no test file, and no published page
});
