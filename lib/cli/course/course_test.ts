import { katasOf, listKatas, readList } from "./course.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { known, run, UsageError } from "../terminal/usage.ts";
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";

Deno.test("listKatas() follows the links of the README, then the alphabet", async () => {
  using repository = new FakeRepository({
    "katas/a/a.ts": "",
    "katas/z/z.ts": "",
    "README.md":
      "## The katas\n\n1. [z](katas/z/README.md)\n2. [later](katas/later)\n3. [sum](./katas/sum/)\n",
  });
  assertEquals(await listKatas(repository.root), ["z", "sum", "a"]);
});

Deno.test("listKatas() finds a kata that has a folder in one place only", async () => {
  using repository = new FakeRepository({ "README.md": "", "solutions/half/half.ts": "" });
  assertEquals(await listKatas(repository.root), ["sum"]);
  assertEquals(await listKatas(repository.root, ["katas", "solutions"]), ["half", "sum"]);
});

Deno.test("readList() knows the chapter of each row, and reads the list alone", () => {
  const readme = "[pipe](katas/pipe/)\n\n### Before\n\n1. [a](katas/a/)\n\n## The katas\n\n" +
    "1. [one](katas/one/README.md): words.\n\n### The first\n\n1. [`two`](./katas/two/)\r\n" +
    "See [three](katas/three/).\n\n## After\n\n1. [four](katas/four/)\n";
  assertEquals(readList(readme), [
    { name: "one", chapter: "" },
    { name: "two", chapter: "The first" },
  ]);
  assertEquals(readList(""), []);
});

Deno.test("katasOf() tells each kata its chapter", async () => {
  using repository = new FakeRepository({
    "katas/a/a.ts": "",
    "README.md": "## The katas\n\n### Sums\n\nWords.\n\n1. [sum](katas/sum/README.md): words.\n",
  });
  const katas = await katasOf(repository.root);
  assertEquals(katas.map(({ name, chapter }) => [name, chapter]), [["sum", "Sums"], ["a", ""]]);
});

Deno.test("known() suggests a similar name", () => {
  const error = assertThrows(() => known("pip", ["fifo", "pipe"]), UsageError);
  assertStringIncludes(error.message, 'Did you mean "pipe"?');
  assertStringIncludes(error.message, "fifo, pipe");
  assertEquals(known("pipe", ["fifo", "pipe"]), "pipe");
});

Deno.test("run() lets an error that is no wrong use through", async () => {
  let thrown: unknown;
  const bug = new Error("a bug");
  await run(() => Promise.reject(bug)).catch((error) => thrown = error);
  assertEquals(thrown, bug);
});
