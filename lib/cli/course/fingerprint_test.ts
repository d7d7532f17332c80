import { FakeRepository } from "../damage/fake_repository.ts";
import { keyOf } from "./fingerprint.ts";
import { assertEquals, assertNotEquals } from "@std/assert";

Deno.test("a key depends on everything that the results depend on", async () => {
  using repository = new FakeRepository({ "lib/sys/fd.ts": "", "lib/std/a/mod.js": "" });
  const seen = new Set([await keyOf(repository.kata)]);
  const files = ["katas/sum/sum.ts", "katas/sum/sum_test.ts", "katas/sum/new.ts", "deno.json"];
  files.push("lib/todo.ts", "lib/sys/fd.ts", "lib/std/a/mod.js", "lib/testing/objects/new.ts");
  for (const file of [...files, "deno.lock"]) {
    repository.write(file, "changed");
    seen.add(await keyOf(repository.kata));
  }
  assertEquals(seen.size, 1 + files.length + 1);
});

Deno.test("a key does not depend on anything else", async () => {
  using repository = new FakeRepository();
  const key = await keyOf(repository.kata);
  assertEquals(key.length, 64);
  const others = ["katas/sum/.sum.ts.swp", "katas/sum/sum.kept_1.ts", "katas/other/other.ts"];
  for (const file of [...others, "lib/cli/learner/kata.ts", "README.md"]) {
    repository.write(file, "changed");
    assertEquals(await keyOf(repository.kata), key, file);
  }
});

Deno.test("a key depends on the kata from which a kata imports", async () => {
  using repository = new FakeRepository();
  repository.write("katas/sum/sum.ts", `import { one } from "../ones/ones.ts";`);
  repository.write("katas/ones/ones.ts", `import "../zeros/zeros.ts";`);
  const before = await keyOf(repository.kata);
  repository.write("katas/zeros/zeros.ts", "export const zero = 0;");
  assertNotEquals(await keyOf(repository.kata), before);
});

Deno.test("a key tells texts apart that are cut at another place", async () => {
  using repository = new FakeRepository();
  repository.write("katas/sum/a.ts", "1");
  repository.write("katas/sum/b.ts", "2");
  const before = await keyOf(repository.kata);
  repository.write("katas/sum/a.ts", "1katas/sum/b.ts 1\n2");
  Deno.removeSync(`${repository.root}/katas/sum/b.ts`);
  assertNotEquals(await keyOf(repository.kata), before);
});
