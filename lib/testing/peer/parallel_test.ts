import { run } from "../testdata/fixture.ts";
import { assertEquals } from "@std/assert";

Deno.test("runs side by side, and files with --parallel, fail only where there is a reason", async () => {
  const flags = ["-A", "--parallel", "--reporter=tap"];
  const files = ["tidy_1.ts", "leaking.ts", "tidy_2.ts"];
  const options = { flags, env: { DENO_JOBS: "3" } };
  const [first, second] = await Promise.all([run(files, options), run(files, options)]);
  for (const { code, passed, failed, left } of [first, second]) {
    const tidy = passed.filter((name) => name.includes("nothing is left")).length;
    assertEquals({ code, tidy, failed: Object.keys(failed).length, left }, {
      code: 1,
      tidy: 4,
      failed: 3,
      left: [],
    });
  }
  assertEquals(first.failed, second.failed);
});
