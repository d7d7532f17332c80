import { listKatas } from "./course.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { known, run, UsageError } from "../terminal/usage.ts";
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";

Deno.test("listKatas() follows the links of the README, then the alphabet", async () => {
  using repository = new FakeRepository({
    "katas/a/a.ts": "",
    "katas/z/z.ts": "",
    "README.md": "1. [z](katas/z/README.md)\n2. [later](katas/later)\n3. [sum](./katas/sum/)\n",
  });
  assertEquals(await listKatas(repository.root), ["z", "sum", "a"]);
});

Deno.test("listKatas() finds a kata that has a folder in one place only", async () => {
  using repository = new FakeRepository({ "README.md": "", "solutions/half/half.ts": "" });
  assertEquals(await listKatas(repository.root), ["sum"]);
  assertEquals(await listKatas(repository.root, ["katas", "solutions"]), ["half", "sum"]);
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
