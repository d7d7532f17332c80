// deno-lint-ignore-file kata/no-sleep -- Timers are what is tested here.
import { assert, assertEquals, assertThrows } from "@std/assert";
import { once } from "node:events";
import { performance as nodePerformance } from "node:perf_hooks";
import nodeTimers from "node:timers";
import { setTimeout as sleep } from "node:timers/promises";
import { Clock } from "./clock.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

Deno.test("Clock.pass() sets off each timer that is due, wherever it comes from, in order", async () => {
  using clock = new Clock();
  const log: string[] = [];
  const note = (what: string) => log.push(what);
  const timers = [
    setTimeout(note, 5 * MINUTE, "second"),
    nodeTimers.setTimeout(note, 4 * MINUTE, "first"),
    setTimeout(note, 2 * HOUR, "never"),
  ];
  sleep(6 * MINUTE).then(() => note("third"));
  AbortSignal.timeout(7 * MINUTE).addEventListener("abort", () => note("fourth"));
  assertEquals(await clock.pass(3 * MINUTE), 0);
  assertEquals(log, []);
  assertEquals(await clock.pass(HOUR, 1), 4);
  assertEquals(log, ["first", "second", "third", "fourth"]);
  for (const timer of timers) clearTimeout(timer);
});

Deno.test("Clock.pass() sets off what is short once in each step, and the rest on time", async () => {
  using clock = new Clock();
  let fired = 0;
  const interval = setInterval(() => fired++, 10_000);
  let looks = 0;
  let done = false;
  const polling = (async () => {
    for (; !done; looks++) await sleep(1000);
  })();
  assertEquals([await clock.pass(HOUR, 60), fired, looks], [420, 360, 60]);
  clearInterval(interval);
  done = true;
  assertEquals(await clock.pass(HOUR, 60), 1);
  await polling;
});

Deno.test("Clock.pass() moves every clock on, and they go on by themselves", async () => {
  const before = [Date.now(), performance.now()] as const;
  {
    using clock = new Clock();
    await clock.pass(HOUR);
    assert(Date.now() >= before[0] + HOUR && new Date().getTime() >= before[0] + HOUR);
    assert(performance.now() >= before[1] + HOUR && nodePerformance.now() >= before[1] + HOUR);
    assertEquals(new Date(5).getTime(), 5);
    assert(new Date() instanceof Date);
    const now = performance.now();
    await clock.pause(5);
    assert(performance.now() - now >= 4);
  }
  assert(Date.now() < before[0] + HOUR && performance.now() < before[1] + HOUR);
});

Deno.test("Clock lets a timer go off by itself, and one that is left when it is gone", async () => {
  const left: Promise<void>[] = [];
  let ticks = 0;
  let interval: ReturnType<typeof setInterval>;
  {
    using clock = new Clock();
    await sleep(1);
    left.push(sleep(HOUR + 20));
    left.push(
      new Promise((resolve) => interval = setInterval(() => ++ticks === 3 && resolve(), 5)),
    );
    assert(await clock.pass(HOUR, 1) >= 1);
  }
  await Promise.all(left);
  clearInterval(interval!);
});

Deno.test("Clock.pass() does not let a chain of timers fall behind", async () => {
  using clock = new Clock();
  let rings = 0;
  const chain = () => {
    if (++rings < 10) setTimeout(chain, HOUR);
  };
  setTimeout(chain, HOUR);
  await clock.pass(9.5 * HOUR, 2);
  assertEquals(rings, 9);
  await clock.pass(HOUR, 1);
  assertEquals(rings, 10);
});

Deno.test("Clock leaves timers what they are: cleared, refreshed, without a hold on the process", async () => {
  using clock = new Clock();
  const [cleared, refreshed] = [setTimeout(() => {}, HOUR), nodeTimers.setTimeout(() => {}, HOUR)];
  const unref = nodeTimers.setTimeout(() => {}, HOUR).unref();
  await clock.pass(HOUR / 2);
  assertEquals([unref.hasRef(), clock.pending], [false, 2]);
  clearTimeout(cleared);
  refreshed.refresh();
  unref.close();
  assertEquals(await clock.pass(HOUR * 0.75), 0);
  assertEquals(await clock.pass(HOUR / 2), 1);
  assertEquals(clock.pending, 0);
});

Deno.test("Clock lets fire at once what no timer can hold, as Deno does", async () => {
  using _ = new Clock();
  for (const ms of [2 ** 31, Infinity, NaN, -1]) {
    await new Promise((fired) => setTimeout(fired, ms));
  }
  assertThrows(() => AbortSignal.timeout(Infinity), TypeError);
});

Deno.test("Clock lets AbortSignal.timeout() hold the process only while somebody listens", async () => {
  using clock = new Clock();
  const events = new EventTarget();
  const signal = AbortSignal.timeout(HOUR);
  const waiting = once(events, "never", { signal }).catch((error) => error.name);
  await clock.pass(2 * HOUR, 1);
  assertEquals(await waiting, "AbortError");
  assertEquals(signal.reason.name, "TimeoutError");
});

Deno.test("Clock reports what a timer throws, and goes on", async () => {
  using clock = new Clock();
  const reported: unknown[] = [];
  const take = (event: ErrorEvent) => {
    event.preventDefault();
    reported.push(event.error);
  };
  globalThis.addEventListener("error", take);
  setTimeout(() => {
    throw "late";
  }, HOUR);
  setTimeout(() => reported.push("next"), HOUR);
  await clock.pass(HOUR);
  globalThis.removeEventListener("error", take);
  assertEquals(reported, ["late", "next"]);
});

Deno.test("Clock refuses a second one", () => {
  using _ = new Clock();
  assertThrows(() => new Clock(), Error, "there is one already");
});
