import { run } from "../testdata/fixture.ts";
import { assertEquals } from "@std/assert";

Deno.test("several runs of several files with --parallel find nothing left where nothing is", async () => {
  const files = ["tidy_1.ts", "tidy_2.ts", "tidy_3.ts"];
  const options = { flags: ["-A", "--parallel", "--reporter=tap"], env: { DENO_JOBS: "3" } };
  const results = await Promise.all([1, 2].map(() => run(files, options)));
  for (const { code, passed, failed, left } of results) {
    assertEquals({ code, passed: passed.length, failed, left }, {
      code: 0,
      passed: 6,
      failed: {},
      left: [],
    });
  }
});

Deno.test("runs side by side fail only where there is a reason", async () => {
  const flags = ["-A", "--parallel", "--reporter=tap"];
  const files = ["tidy_1.ts", "leaking.ts", "tidy_2.ts"];
  const [first, second] = await Promise.all([run(files, { flags }), run(files, { flags })]);
  assertEquals(Object.keys(first.failed).length, 3);
  assertEquals(first.failed, second.failed);
  assertEquals([...first.left, ...second.left], []);
});
