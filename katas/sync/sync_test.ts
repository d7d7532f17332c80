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
const deadline = 40_000;
/** A slow solution may take as long as it needs on a busy machine: explore() limits its work. */
const slow = { late: 90_000 };
/** Threads and processes take long to begin on a busy machine. */
const patient = { late: 50_000 };
/** All schedules without preemptions, and nothing by chance: what depends on times only. */
const timed = { preemptions: 0, random: 0, deadline };

/** Runs the cases of a function of tasks.ts. */
async function tried(
  start: TestScope["start"],
  name: "locking" | "signalling" | "crowding" | "meeting" | "moving",
  role: string,
): Promise<void> {
  const wrong = await start(tasks, name, [kata.url], { role, deadline }).result;
  assert(wrong === undefined, wrong);
}

/** Lets Workers sleep in the kernel until the main thread acts; gives what they were told. */
async function slept({ pipe, start }: Pick<TestScope, "pipe" | "start">): Promise<unknown> {
  const [go, acts] = pipe();
  const [calls, ready] = pipe();
  const options = { inherits: [ready, go], role: "the Workers", deadline };
  const peer = start(threads, "sleeping", [kata.url, ready, go], options);
  const sleepers = new Sleepers(peer.pid);
  const words = () => `all 18 Workers sleep in futex(), and use no CPU time. Now ${sleepers}`;
  let asleep = false;
  const ended = () => {
    asleep = sleepers.count("futex") === 18 && unread(calls) === 18;
    return asleep || peer.settled || sleepers.restless;
  };
  await eventually(ended, words, deadline / 4);
  if (peer.settled) await peer.result; // It may have failed.
  assert(asleep, `Waited until ${words()}`);
  write(acts, new Uint8Array(1));
  await eventually(() => peer.settled, "all Workers go on", deadline / 4);
  return await peer.result;
}

Deno.test(
  "tryLock() locks a mutex of its own when nobody has it, and never waits",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, mutexes, ["creation", "tryAgain", "bothTry"], { deadline });
  }, slow),
);

Deno.test(
  "lock() lets in one thread at a time, and unlock() the next one",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, mutexes, ["twoThreads", "threeThreads"], { deadline });
  }, slow),
);

Deno.test(
  "lock() sleeps until the mutex is unlocked, however late that is, and however often it is woken",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, mutexes, "longHold", timed);
    await tried(start, "locking", "lock()");
  }, slow),
);

Deno.test(
  "unlock() is for the owner, lock() for others, and what they refuse changes nothing",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, mutexes, "owners", timed);
  }, slow),
);

Deno.test(
  "Mutex keeps its contract, whatever two or three threads call at the same time",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, mutexes, "mutexCalls", { programs: 300, enough: 4000, deadline });
  }, slow),
);

Deno.test(
  "wait() misses no signal, lets others have the mutex meanwhile, and has it in the end",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    const names = ["oneSignal", "signalOutside", "heldAfterSignal"];
    await explore(start, kata, conditions, names, { deadline });
    await tried(start, "signalling", "wait()");
    await explore(start, kata, conditions, "slowSignal", { deadline });
  }, slow),
);

Deno.test(
  "signal() wakes one of those who wait already, and broadcast() all of them",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, conditions, ["twoSignals", "oneBroadcast", "laterWaiter"], {
      deadline,
    });
  }, slow),
);

Deno.test(
  "waitWithin() ends by a signal or in time, with the mutex, and then has used up no signal",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    const names = ["withoutMutex", "noSignal", "alone", "halfTime"];
    names.push("heldAtTheEnd", "heldWithin", "firstMoment", "lastMoment", "lastOfTwo");
    await explore(start, kata, conditions, names, { deadline });
  }, slow),
);

Deno.test(
  "Condition keeps its contract, whatever two or three threads do with it at the same time",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(start, kata, conditions, "conditionCalls", {
      programs: 80,
      enough: 1000,
      deadline,
    });
  }, slow),
);

Deno.test(
  "lockShared() lets readers in together, and lock() a writer alone",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    const names = ["twoLocks", "readersTogether", "writersAlone", "lastReader", "lockCalls"];
    await explore(start, kata, locks, names, {
      preemptions: 1,
      random: 0,
      programs: 30,
      enough: 400,
      deadline,
    });
  }, slow),
);

Deno.test(
  "ReadersWriterLock prefers a writer that waits, and wakes all who may go on",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await explore(
      start,
      kata,
      locks,
      ["lateReader", "lateWriter", "moreWriters", "waitingReaders"],
      timed,
    );
    await tried(start, "crowding", "ReadersWriterLock");
  }, slow),
);

Deno.test(
  "Barrier keeps everybody until all have come, again and again, and tells one",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    const names = ["latecomer", "three", "threeRounds", "soonAgain", "threeTwice"];
    await explore(start, kata, barriers, names, { deadline });
  }, slow),
);

Deno.test(
  "Barrier is for as many threads and for as many rounds as it is told",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    await tried(start, "meeting", "Barrier");
  }, slow),
);

Deno.test(
  "Barrier lets its threads sleep in the kernel, and so do the other classes",
  { timeout },
  supervised(async (scope) => {
    assertEquals(await slept(scope), "all have gone on");
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
  "transfer() ends and loses nothing, whatever other threads do with the accounts",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    const names = ["guardedFrom", "guardedTo", "guardedBoth", "oneAtATime"];
    names.push("inBetween", "opposite", "transferCalls");
    await explore(start, kata, transfers, names, { programs: 90, enough: 1000, deadline });
  }, slow),
);
