import { fromFileUrl } from "@std/path";
import { fc, forAll } from "./properties.ts";
import { todo, TodoError } from "lib/todo.ts";
import { assert, assertEquals, assertRejects } from "@std/assert";

Deno.test("forAll() tries the examples first, then the same inputs in every run", async () => {
  const tried = async () => {
    const inputs: number[] = [];
    await forAll(fc.nat(), String, (n) => void inputs.push(n), { examples: [7, 8], runs: 20 });
    return inputs;
  };
  const first = await tried();
  assertEquals(first.length, 20);
  assertEquals(first.slice(0, 2), [7, 8]);
  assertEquals(await tried(), first);
});

Deno.test("forAll() shows the smallest input that fails, in the words given", async () => {
  const error = await assertRejects(() =>
    forAll(
      fc.array(fc.nat({ max: 9 })),
      (list) => `a list of ${list.length}`,
      (list) => assertEquals(list.length < 3, true),
    ), Error);
  assertEquals(error.message.split(":")[0], "a list of 3");
});

Deno.test("forAll() understands what is no Error, and what comes later", async () => {
  const reject = () => Promise.reject("late");
  const error = await assertRejects(() => forAll(fc.constant(1), String, reject), Error);
  assertEquals(error.message, "1: late");
});

Deno.test("Deno fetches what scenarios import from npm before the first test of a kata", async () => {
  const mod = fromFileUrl(import.meta.resolve("./mod.ts"));
  const args = ["info", "--json", mod];
  const { stdout } = await new Deno.Command(Deno.execPath(), { args, stderr: "null" }).output();
  const { modules } = JSON.parse(new TextDecoder().decode(stdout));
  const names = (modules as { specifier: string }[]).map(({ specifier }) => specifier);
  assert(names.some((it) => it.startsWith("npm:") && it.includes("fast-check")), names.join("\n"));
});

Deno.test("forAll() throws what is still to be written as it is", async () => {
  const error = await assertRejects(() => forAll(fc.nat(), String, () => todo()), TodoError);
  assertEquals(error.message, "To do: replace this todo() with your code");
});
