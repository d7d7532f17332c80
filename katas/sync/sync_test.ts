import { eventually, peerModule, slowTimeout, supervised, timeout } from "lib/testing/mod.ts";
import { assert, assertEquals } from "@std/assert";
import { explore } from "lib/testing/interleave/mod.ts";
import { Sleepers } from "lib/testing/diagnosis/sleepers.ts";
import type { TestScope } from "lib/testing/scope.ts";
import { unread, write } from "lib/sys/fd.ts";

const kata = peerModule<typeof import("./sync.ts")>(import.meta.resolve("./sync.ts"));
const mutexes = new URL("./mutex_scenarios.ts", import.meta.url).href;
const conditions = new URL("./condition_scenarios.ts", import.meta.url).href;
const locks = new URL("./lock_scenarios.ts", import.meta.url).href;
const barriers = new URL("./barrier_scenarios.ts", import.meta.url).href;
const transfers = new URL("./transfer_scenarios.ts", import.meta.url).href;
const threads = peerModule<typeof import("./threads.ts")>(
  new URL("./threads.ts", import.meta.url).href,
);
const tasks = peerModule<typeof import("./tasks.ts")>(
  new URL("./tasks.ts", import.meta.url).href,
);

/** For what runs long on a busy machine, in milliseconds. */
const deadline = 24_000;
/** A slow solution may take as long as it needs on a busy machine: explore() limits its work. */
const slow = { late: 90_000 };
/** Threads and processes take long to begin on a busy machine. */
const patient = { late: 50_000 };
/** All schedules without preemptions, and nothing by chance: what depends on times only. */
const timed = { preemptions: 0, random: 0 };

/** Runs the cases of a function of tasks.ts. */
async function tried(
  start: TestScope["start"],
  name: "locking" | "signalling" | "crowding" | "meeting" | "moving",
  role: string,
): Promise<void> {
  const wrong = await start(tasks, name, [kata.url], { role, deadline }).result;
  assert(wrong === undefined, wrong);
}

/** Lets three Workers sleep in the kernel, wakes them, and gives what they were told. */
async function slept(
  { pipe, start }: Pick<TestScope, "pipe" | "start">,
  name: "mutexAndCondition" | "lockAndBarrier",
  role: string,
): Promise<unknown[]> {
  const [go, acts] = pipe();
  const [calls, ready] = pipe();
  const peer = start(threads, name, [kata.url, ready, go], {
    inherits: [ready, go],
    role,
    deadline,
  });
  const sleepers = new Sleepers(peer.pid);
  const words = () => `the three Workers sleep in futex(), and use no CPU time. Now ${sleepers}`;
  let asleep = false;
  await eventually(
    () => {
      asleep = sleepers.count("futex") === 3 && unread(calls) === 3;
      return asleep || peer.settled || sleepers.restless;
    },
    words,
    deadline / 2,
  );
  if (peer.settled) await peer.result; // It may have failed.
  assert(asleep, `Waited until ${words()}`);
  write(acts, new Uint8Array(1));
  return await peer.result;
}

Deno.test(
  "create() makes a mutex of its own that nobody has locked, and all objects over it are the same",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, mutexes, "creation", timed);
  }, slow),
);

Deno.test(
  "tryLock() locks the mutex when nobody has it, and never waits",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, mutexes, ["bothTry", "tryAgain"]);
  }, slow),
);

Deno.test(
  "lock() lets in one thread at a time, and unlock() the next one",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, mutexes, ["twoThreads", "threeThreads"]);
  }, slow),
);

Deno.test(
  "lock() sleeps until the mutex is unlocked, however late that is, and however often it is woken",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, mutexes, "longHold");
    await tried(start, "locking", "lock()");
  }, slow),
);

Deno.test(
  "unlock() and lock() refuse what would be wrong, and leave the mutex as it is",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, mutexes, "owners", timed);
  }, slow),
);

Deno.test(
  "Mutex keeps its contract, whatever two or three threads call at the same time",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, mutexes, "mutexCalls", { programs: 300, enough: 4000 });
  }, slow),
);

Deno.test(
  "wait() misses no signal, lets others have the mutex meanwhile, and has it in the end",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, conditions, ["oneSignal", "signalOutside"]);
    await tried(start, "signalling", "wait()");
  }, slow),
);

Deno.test(
  "wait() and waitWithin() go on only after a signal, and refuse to begin without the mutex",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, conditions, ["withoutMutex", "noSignal"], timed);
  }, slow),
);

Deno.test(
  "signal() wakes one of those who wait already, and broadcast() all of them",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, conditions, ["twoSignals", "oneBroadcast", "laterWaiter"]);
  }, slow),
);

Deno.test(
  "waitWithin() waits as long as it is told, and no longer than until a signal",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, conditions, ["alone", "halfTime"], timed);
  }, slow),
);

Deno.test(
  "waitWithin() has the mutex when its time is over, and has used up no signal",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, conditions, ["heldAtTheEnd", "lastMoment", "lastOfTwo"]);
  }, slow),
);

Deno.test(
  "Condition keeps its contract, whatever two or three threads do with it at the same time",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, conditions, "conditionCalls", { programs: 80, enough: 1500 });
  }, slow),
);

Deno.test(
  "wait() sleeps in the kernel, as lock() and waitWithin() do, until another thread wakes it",
  { timeout },
  supervised(async (scope) => {
    const told = await slept(scope, "mutexAndCondition", "wait()");
    assertEquals(told, [true, true, true], "lock(), wait() and waitWithin(Infinity) have returned");
  }, patient),
);

Deno.test(
  "lockShared() lets readers in together, and lock() a writer alone",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, locks, [
      "twoLocks",
      "readersTogether",
      "writersAlone",
      "lastReader",
    ]);
  }, slow),
);

Deno.test(
  "ReadersWriterLock prefers a writer that waits, and wakes all who may go on",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, locks, ["lateReader", "lateWriter", "waitingReaders"], timed);
    await tried(start, "crowding", "ReadersWriterLock");
  }, slow),
);

Deno.test(
  "ReadersWriterLock protects a number, whatever two or three threads do with it",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, locks, "lockCalls", { programs: 40, enough: 1500, preemptions: 1 });
  }, slow),
);

Deno.test(
  "Barrier keeps everybody until all have come, and tells one",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, barriers, ["three", "latecomer"]);
    await tried(start, "meeting", "Barrier");
  }, slow),
);

Deno.test(
  "Barrier is used again at once, while some have not woken up yet",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, barriers, ["threeRounds", "threeTwice"]);
  }, slow),
);

Deno.test(
  "Barrier makes threads sleep in the kernel, and so does ReadersWriterLock",
  { timeout },
  supervised(async (scope) => {
    const [reads, writes, ...told] = await slept(scope, "lockAndBarrier", "Barrier");
    assertEquals([reads, writes], [true, true], "a reader and a writer have come in");
    assertEquals(told.toSorted(), [false, true], "wait() of two has returned true once");
  }, patient),
);

Deno.test(
  "transfer() moves the amount if it is there, and else nothing",
  { timeout },
  supervised(async ({ start }) => {
    await tried(start, "moving", "transfer()");
  }, slow),
);

Deno.test(
  "transfer() looks at a balance only while it has the mutex, and changes it then",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, transfers, ["guardedFrom", "guardedTo"]);
  }, slow),
);

Deno.test(
  "transfer() ends and loses nothing, whatever two or three threads move at the same time",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, transfers, ["opposite", "transferCalls"], {
      programs: 90,
      enough: 1500,
    });
  }, slow),
);
