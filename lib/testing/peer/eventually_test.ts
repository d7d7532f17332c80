import { abandon } from "../diagnosis/pause.ts";
import { eventually, starting } from "./eventually.ts";
import {
  assertEquals,
  assertGreaterOrEqual,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";

Deno.test("eventually() asks until the condition holds, and not again", async () => {
  let asked = 0;
  await eventually(() => ++asked === 5, "it has been asked five times");
  assertEquals(asked, 5);
});

Deno.test("eventually() asks at least twice, and lets other things happen between", async () => {
  let happened = false;
  queueMicrotask(() => happened = true);
  await eventually(() => happened, "it has happened");
});

Deno.test("eventually() fails after the deadline, and says what it waited for and where", async () => {
  const start = performance.now();
  const error = await assertRejects(
    () => eventually(() => false, "pigs fly", 30),
    Error,
    "Gave up after waiting 30 ms until pigs fly",
  );
  assertGreaterOrEqual(performance.now() - start, 30);
  assertStringIncludes(error.stack!, "eventually_test.ts");
});

Deno.test("eventually() has all of its time from when the peers have begun", async () => {
  const [start, peer] = [performance.now(), {}];
  let since = start; // The last look at which it had not begun.
  starting.add(peer);
  const condition = () => {
    const now = performance.now();
    if (now - start > 100) starting.delete(peer);
    else since = now;
    return false;
  };
  await assertRejects(() => eventually(condition, "pigs fly", 30), Error, "Gave up");
  assertGreaterOrEqual(performance.now() - since, 30);
});

Deno.test("eventually() passes on what the condition throws", async () => {
  const condition = () => {
    throw new RangeError("out of range");
  };
  await assertRejects(() => eventually(condition, "never"), RangeError, "out of range");
});

Deno.test("who is abandoned is not asked any more, and leaves no timer", async () => {
  let asked = 0;
  eventually(() => ++asked < 0, "nothing");
  await abandon();
  assertEquals(asked, 1);
});
