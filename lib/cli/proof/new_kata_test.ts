import { check } from "./check.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { listKatas } from "../course/course.ts";
import { main } from "./new_kata.ts";
import { run } from "../terminal/usage.ts";
import { assertEquals, assertStringIncludes } from "@std/assert";

Deno.test("deno task new writes a kata whose types, format, rules and ledger are in order", async () => {
  using repository = new FakeRepository();
  const { root, progress } = repository;
  assertEquals(await main(["shared_memory"], root, progress), 0);
  assertEquals(await listKatas(root, ["katas", "solutions"]), ["sum", "shared_memory"]);
  assertStringIncludes(
    repository.read("README.md"),
    "add numbers.\n2. [shared_memory](katas/shared_memory/README.md): …\n",
  );
  assertStringIncludes(repository.read("solutions/import_map.json"), "shared_memory");
  assertStringIncludes(repository.read("deno.json"), "katas/shared_memory/shared_memory.ts");

  repository.lines.length = 0;
  // Its tests need the real library, and run in the tests of `check`.
  repository.write("lib/testing/mod.ts", "export const peerModule: any = 0;\n");
  await check(root, ["shared_memory"], { files: true, sources: false }, progress);
  const said = repository.lines.filter((line) => line.includes("shared_memory"));
  const expected = [
    "needs at least 8 files",
    "It is missing",
    "no promise in one sentence",
    '"…" stands for what is to be written, in the lines 3, 9, ',
    "does not say what shared_memory teaches",
  ];
  assertEquals(said.length, expected.length, repository.output);
  for (const missing of expected) {
    assertStringIncludes(said.join("\n"), missing);
  }
});

Deno.test("deno task new refuses a name that will not do, or is taken", async () => {
  using repository = new FakeRepository();
  const { root, progress } = repository;
  for (const args of [["sum"], ["Sum"], ["a-b"], [], ["a", "b"], ["../x"]]) {
    assertEquals(await run(() => main(args, root, progress)), 2);
  }
  assertEquals(await listKatas(root, ["katas", "solutions"]), ["sum"]);
});
