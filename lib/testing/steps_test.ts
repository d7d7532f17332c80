import { run } from "./testdata/fixture.ts";
import { assertEquals, assertStringIncludes } from "@std/assert";

Deno.test("each step has a scope of its own, and what is missing is shown as ignored", async () => {
  const { passed, output } = await run(["stepping.ts"]);
  assertEquals(passed, ["each step"]);
  assertStringIncludes(output, "ok 2 - missing # SKIP");
});

Deno.test("a test ends with the first step that fails, and its failure names the step", async () => {
  const { code, failed, output, left } = await run(["stepping.ts"]);
  assertEquals([code, Object.keys(failed)], [1, ["the first failure"]]);
  assertStringIncludes(output, "not ok 2 - bad");
  assertStringIncludes(output, "fails() threw Error: no");
  assertEquals(output.includes("never"), false);
  assertEquals(left, []);
});
