import { idleShare, inParallel } from "./parallel.ts";
import { assert, assertEquals, assertRejects } from "@std/assert";

Deno.test("inParallel() does everything once, and waits for all of it", async () => {
  const items = Array.from({ length: 100 }, (_, i) => i);
  const [begun, ended]: [number[], number[]] = [[], []];
  await inParallel(items, async (item) => {
    begun.push(item);
    await Promise.resolve();
    ended.push(item);
  });
  assertEquals(begun, items);
  assertEquals(ended.toSorted((a, b) => a - b), items);
});

Deno.test("inParallel() passes on what goes wrong", async () => {
  const work = (item: number) =>
    item === 3 ? Promise.reject(new RangeError("3")) : Promise.resolve();
  await assertRejects(() => inParallel([1, 2, 3], work), RangeError, "3");
});

Deno.test("idleShare() is the share of the time in which no core ran anything", () => {
  const before = "cpu  100 0 100 1000 10 0 0 0 0 0";
  assertEquals(idleShare(before, "cpu  150 0 125 1100 35 0 0 0 0 0"), 125 / 200);
  assertEquals(idleShare(before, "cpu  150 0 150 1000 10 0 0 0 0 0"), 0);
  assert(idleShare(before, before) >= 0);
});
