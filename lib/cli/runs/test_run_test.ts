import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { denoTest } from "./test_run.ts";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";

async function run(repository: FakeRepository, args = ["--no-check"], limit?: number) {
  const watchdog = new Watchdog();
  try {
    return await denoTest({ root: repository.root, args, watchdog, limit });
  } finally {
    watchdog.close();
  }
}

Deno.test("denoTest() ends a test run that hangs", async () => {
  using repository = new FakeRepository({
    "katas/sum/sum_test.ts": `Deno.test("a", () => {});
      Deno.test("b", () => new Promise(() => setTimeout(() => {}, 1e9)));`,
  });
  const { late, complete, success, results } = await run(repository, ["--no-check"], 5000);
  assertEquals({ late, complete, success }, { late: true, complete: false, success: false });
  assertEquals(results, [{ name: "a" }]);
});

Deno.test("denoTest() tells why a test file cannot be loaded", async () => {
  using repository = new FakeRepository({ "katas/sum/sum_test.ts": `throw new Error("at load");` });
  const { results, stderr } = await run(repository);
  assertEquals(results, []);
  assertStringIncludes(stderr, "at load");
});

Deno.test("denoTest() tells a type error", async () => {
  using repository = new FakeRepository({ "katas/sum/sum.ts": "export const sum: number = '';" });
  const { complete, stderr } = await run(repository, []);
  assert(!complete);
  assertStringIncludes(stderr, "TS2322");
});

Deno.test("denoTest() ends at once by its signal", async () => {
  using repository = new FakeRepository({
    "katas/sum/sum_test.ts": `Deno.test("a", () => {}); Deno.test("b", () => { for (;;); });`,
  });
  const watchdog = new Watchdog();
  const controller = new AbortController();
  const { late, complete, results } = await denoTest({
    root: repository.root,
    args: ["--no-check"],
    watchdog,
    signal: controller.signal,
    onResult: () => controller.abort(),
  });
  watchdog.close();
  assertEquals({ late, complete, results }, {
    late: false,
    complete: false,
    results: [{ name: "a" }],
  });
});
