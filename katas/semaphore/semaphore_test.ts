import { eventually, peerModule, slowTimeout, supervised, timeout } from "lib/testing/mod.ts";
import { assert, assertEquals } from "@std/assert";
import { explore } from "lib/testing/interleave/mod.ts";
import { Sleepers } from "lib/testing/diagnosis/sleepers.ts";
import { waitsFor } from "lib/testing/diagnosis/activity.ts";
import { target } from "lib/testing/diagnosis/proc.ts";
import { unread, write } from "lib/sys/fd.ts";

const kata = peerModule<typeof import("./semaphore.ts")>(import.meta.resolve("./semaphore.ts"));
const scenarios = new URL("./scenarios.ts", import.meta.url).href;
const buffers = new URL("./buffer_scenarios.ts", import.meta.url).href;
const threads = peerModule<typeof import("./threads.ts")>(
  new URL("./threads.ts", import.meta.url).href,
);
const tasks = peerModule<typeof import("./tasks.ts")>(
  new URL("./tasks.ts", import.meta.url).href,
);

const ONE = new Uint8Array(1);
/** For what runs long on a busy machine, in milliseconds. */
const deadline = 24_000;
/** Waits until threads sleep, or certainly will not. */
async function asleep(
  condition: () => boolean,
  sleepers: Sleepers,
  peer: { readonly settled: boolean },
  what: string,
): Promise<void> {
  const words = () => `${what}. Now ${sleepers}`;
  let over = false;
  const ended = () => (over = condition() || peer.settled) || sleepers.restless;
  await eventually(ended, words, deadline / 2);
  assert(over, `Waited until ${words()}`);
}

/** A slow solution may take as long as it needs on a busy machine: explore() limits its work. */
const slow = { late: 90_000 };
/** Threads and processes take long to begin on a busy machine. */
const patient = { late: 50_000 };

Deno.test(
  "create() makes a semaphore of its own, with as many permits as it is told",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, scenarios, "creation");
  }, slow),
);

Deno.test(
  "tryAcquire() takes a permit where one is free, and never waits",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, scenarios, [
      "tryForNone",
      "tryForOne",
      "tryForTwo",
      "tryForSecond",
      "racingTry",
    ]);
  }, slow),
);

Deno.test(
  "release() adds one permit, also to those of the beginning, and wakes a thread for each",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, scenarios, [
      "twoReleases",
      "racingRelease",
      "twoWaiters",
      "twoKindsOfWaiters",
    ]);
  }, slow),
);

Deno.test(
  "acquire() takes the permit of any thread, and lets in one for each permit",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, scenarios, ["oneAtATime", "twoAtATime", "handOver", "longWait"]);
  }, slow),
);

Deno.test(
  "value tells at any time how many permits are free",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, scenarios, "looking", { preemptions: 1 });
  }, slow),
);

Deno.test(
  "acquire() sleeps in the kernel while no permit is free, and release() wakes it",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const [go, releases] = pipe();
    const [calls, ready] = pipe();
    const options = { inherits: [ready, go], role: "acquire()", deadline };
    const peer = start(threads, "twoWaiters", [kata.url, ready, go], options);
    const sleepers = new Sleepers(peer.pid);

    for (
      const [count, who] of [
        [2, "both Workers sleep in futex(), and use no CPU time"],
        [1, "one Worker still sleeps in futex(), and uses no CPU time"],
      ] as const
    ) {
      const sleep = () => sleepers.count("futex") === count && unread(calls) === 2;
      await asleep(sleep, sleepers, peer, who);
      write(releases, ONE);
    }
    assertEquals(await peer.result, 0, "Both permits have been taken.");
  }, patient),
);

Deno.test(
  "acquire() and acquireWithin() sleep until they are woken, however often and late that is",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    const peer = start(tasks, "blocking", [kata.url], { role: "acquire()", deadline });
    const wrong = await peer.result;
    assert(wrong === undefined, wrong);
  }, slow),
);

Deno.test(
  "Semaphore keeps its contract, whatever two or three threads call at the same time",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, scenarios, "semaphoreCalls", {
      programs: 350,
      enough: 4000,
    });
  }, slow),
);

Deno.test(
  "acquireWithin() takes a free permit at once, and gives up when its time is over",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, scenarios, ["alone", "halfTime", "racingWithin"], {
      preemptions: 0,
      random: 0,
    });
  }, slow),
);

Deno.test(
  "acquireWithin() keeps its time, even if it is woken and finds no permit",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, scenarios, "wokenInVain");
  }, slow),
);

Deno.test(
  "acquireWithin() has a permit if it says so, and leaves it to another thread if not",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, scenarios, ["lastMoment", "lastOfTwo"]);
  }, slow),
);

Deno.test(
  "acquireAsync() takes a permit for each call, and looks again only when it is woken",
  { timeout },
  supervised(async ({ start }) => {
    const peer = start(tasks, "acquiring", [kata.url], { role: "acquireAsync()", deadline });
    const wrong = await peer.result;
    assert(wrong === undefined, wrong);
  }, patient),
);

Deno.test(
  "acquireAsync() and withPermit() lose no wake-up, with several tasks in one thread",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, scenarios, ["fourWaiters", "tasks", "promptTasks"], {
      preemptions: 1,
      random: 0,
    });
  }, slow),
);

Deno.test(
  "acquireAsync() waits in the event loop, and keeps the process alive",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const [go, releases] = pipe();
    const options = { inherits: [go], role: "acquireAsync()", deadline };
    const peer = start(threads, "asyncWaiters", [kata.url, go], options);
    const byte = target(Deno.pid, go)!;
    const sleepers = new Sleepers(peer.pid);

    for (let released = 0; released < 3; released++) {
      await asleep(
        () =>
          sleepers.count("epoll_wait") === 1 && sleepers.count("futex") === 0 &&
          waitsFor(peer.pid, byte) && unread(go) === 0,
        sleepers,
        peer,
        "only the main thread sleeps, in its event loop, and uses no CPU time",
      );
      write(releases, ONE);
    }
    const { afterItself, afterAWorker } = await peer.result;
    assertEquals(afterItself, 0, "Three have to take the three permits that are released for them");
    assertEquals(afterAWorker, 0, "It has to take the permit that a Worker releases");
  }, patient),
);

Deno.test(
  "withPermit() holds the permit until its task is over, however it ends",
  { timeout },
  supervised(async ({ start }) => {
    const peer = start(tasks, "running", [kata.url], { role: "withPermit()", deadline });
    const wrong = await peer.result;
    assert(wrong === undefined, wrong);
  }, patient),
);

Deno.test(
  "BoundedBuffer is a queue with as much room as it is told, counted by its semaphores",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, buffers, "capacities");
    const peer = start(tasks, "filling", [kata.url], { role: "BoundedBuffer", deadline });
    const wrong = await peer.result;
    assert(wrong === undefined, wrong);
  }, slow),
);

Deno.test(
  "BoundedBuffer makes put() wait while it is full and take() while it is empty",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, buffers, ["overflow", "longBufferWait"], { preemptions: 1 });
  }, slow),
);

Deno.test(
  "BoundedBuffer hands each item over once, and uses its slots only while it holds the mutex",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, buffers, [
      "guardedPut",
      "guardedTake",
      "guardedOnlyPut",
      "guardedOnlyTake",
      "twoProducers",
      "twoConsumers",
    ], { preemptions: 1 });
  }, slow),
);

Deno.test(
  "BoundedBuffer keeps its contract, whatever two or three threads call at the same time",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, buffers, "bufferCalls", {
      programs: 200,
      enough: 3000,
      preemptions: 1,
    });
  }, slow),
);

Deno.test(
  "take() sleeps in the kernel while the buffer is empty, and gets the item of another thread",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const [go, puts] = pipe();
    const options = { inherits: [go], role: "take()", deadline };
    const peer = start(threads, "emptyBuffer", [kata.url, go], options);
    const sleepers = new Sleepers(peer.pid);

    const what = "the Worker sleeps in futex(), and uses no CPU time";
    await asleep(() => sleepers.count("futex") === 1, sleepers, peer, what);
    write(puts, ONE);
    assertEquals(await peer.result, 42);
  }, patient),
);
