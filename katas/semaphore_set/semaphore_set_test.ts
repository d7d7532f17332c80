import {
  assertError,
  assertResult,
  eventually,
  interrupt,
  peerModule,
  slowTimeout,
  supervised,
  supervisedSteps,
  timeout,
  WaitingCalls,
} from "lib/testing/mod.ts";
import { assert, assertEquals } from "@std/assert";
import { SysError } from "lib/sys/errno.ts";
import { type Fd, unread, write } from "lib/sys/fd.ts";
import { kill } from "lib/sys/process.ts";
import {
  GETNCNT,
  GETPID,
  GETVAL,
  GETZCNT,
  IPC_CREAT,
  IPC_EXCL,
  IPC_NOWAIT,
  IPC_RMID,
  IPC_STAT,
  semctl,
  semget,
  semop,
} from "lib/sys/sem.ts";
import { notInstalled } from "lib/testing/foreign.ts";
import type { TestScope } from "lib/testing/scope.ts";
import type { Between, Done, Opened, Opening, Step } from "./scenarios.ts";

const kata = import.meta.resolve("./semaphore_set.ts");
/** Calls of your functions, several in one process. */
const scenarios = peerModule<typeof import("./scenarios.ts")>(
  new URL("./scenarios.ts", import.meta.url).href,
);

/** For a call that waits for what the test does meanwhile, in milliseconds. */
const deadline = 9000;
/** For those who wait in slices, which takes time to see. */
const patient = { deadline: 40_000 };
/** The most that a semaphore can have. */
const MOST = 32767;
/** The codes of a pool that is gone. */
const GONE = ["EINVAL", "EIDRM"];

/** Makes a set of the test, in which nobody's operations were ever undone. */
function setOf({ key }: TestScope, values: number[]): number {
  const set = semget(key(), values.length, IPC_CREAT | IPC_EXCL | 0o600);
  values.forEach((value, number) => value > 0 && change(set, number, value));
  return set;
}

/** Changes a semaphore by a call of the test, which does not wait. */
function change(set: number, number: number, by: number): void {
  semop(set, [{ number, by, flags: IPC_NOWAIT }]);
}

function valueOf(set: number, number: number): number {
  return semctl(set, number, GETVAL);
}

function valuesOf(set: number, count: number): number[] {
  return Array.from({ length: count }, (_, number) => valueOf(set, number));
}

/** The id of the set that has a key, if there is one. */
function find(key: number): number | undefined {
  return unless("ENOENT", () => semget(key, 0, 0));
}

/** Calls, unless that fails with this code. */
function unless<T>(code: string, call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (error instanceof SysError && error.code === code) return undefined;
    throw error;
  }
}

const nameOf = (set: number) => `semaphore set ${set}`;

/** Starts a peer that takes steps, and tells of each. */
function begin(scope: TestScope, role: string, steps: Step[], options: object = {}) {
  const calls = new WaitingCalls(scope);
  const [gate, opener] = scope.pipe();
  const inherits = [calls.told, gate];
  const args: [string, Step[], Fd, Fd] = [kata, steps, calls.told, gate];
  const peer = scope.start(scenarios, "takeSteps", args, { inherits, role, deadline, ...options });
  return {
    peer,
    calls,
    /** Lets the peer go on that waits for the test. */
    goOn: () => write(opener, new Uint8Array(1)),
    /** Waits until the peer has taken so many steps. */
    taken: (number: number) =>
      eventually(() => calls.over(peer, number), `${role} has returned ${number} times`, deadline),
    /** Waits until one step waits for a set. */
    waits: (number: number, set: number) => calls.waits(peer, number, nameOf(set), role),
    /** The same, and signals come. */
    interrupted: (number: number, set: number) =>
      calls.interrupted(peer, number, nameOf(set), role),
  };
}

/** A step in words. */
function wordsOf([call, , ...args]: Step): string {
  return `${call}(pool${args.map((it) => `, ${Deno.inspect(it, { compact: true })}`).join("")})`;
}

/** Fails unless steps had these results, and left these values behind. */
function assertSteps(
  done: Done[],
  steps: [step: Step, result: unknown, values?: number[]][],
): void {
  for (const [at, [step, expected, values]] of steps.entries()) {
    const what = wordsOf(step);
    assertEquals(assertResult(done[at]?.outcome, what), expected, `${what}: its result`);
    if (values === undefined) continue;
    assertEquals(done[at]!.values.slice(0, values.length), values, `The values after ${what}`);
    assert(!done[at]!.changed, `${what} changed its argument.`);
  }
}

/** Starts a peer that opens pools, and tells of each. */
function opening(
  { pipe, start }: TestScope,
  openings: Opening[],
  between: Between = {},
  deadline = 20_000,
) {
  const calls = new WaitingCalls({ pipe });
  const [gate, opener] = pipe();
  const [inside, tell] = pipe();
  const peer = start(scenarios, "openEach", [kata, openings, between, calls.told, gate, tell], {
    inherits: [calls.told, gate, tell],
    role: "openPool()",
    deadline,
  });
  return {
    peer,
    calls,
    /** Lets the peer go on that waits for the test. */
    goOn: () => write(opener, new Uint8Array(1)),
    /** Waits until the peer waits for the test within a call, for so many times; or until a call is over. */
    isInside: (times: number, call: number) =>
      eventually(
        () => unread(inside) >= times || calls.over(peer, call),
        "openPool() calls something",
        deadline,
      ),
  };
}

Deno.test(
  "openPool() makes a pool with the values of initial(), which only its user may use",
  { timeout },
  supervised(async (scope) => {
    const lists = [[1], [0], [5, 0], [MOST, 1, 0], [1, 2, 3, 4, 5, 6, 7, 8], [256, 300, MOST - 1]];
    const openings = lists.map((values): Opening => ({ key: scope.key(), values }));
    const [before, again] = [{ key: scope.key(), values: [7] }, { values: [3, 9], later: true }];
    const { peer, calls, goOn } = opening(scope, [
      before,
      ...openings,
      { ...again, key: before.key },
    ]);
    await eventually(
      () => calls.over(peer, 1 + lists.length),
      "openPool() has made pools",
      deadline,
    );
    const removed = find(before.key);
    if (removed !== undefined) semctl(removed, 0, IPC_RMID);
    goOn();
    const [, ...all] = await peer.result;
    await peer.ended;

    openings.push({ ...again, key: before.key });
    for (const [at, { key, values }] of openings.entries()) {
      const what = `A pool with the values ${values.join(", ")}`;
      const opened = assertResult(all[at]?.outcome, what);
      const set = find(key);
      assert(set !== undefined, `${what}: afterwards nothing has the key.`);
      assertEquals(opened, set, `${what}: the id of the set that has the key`);
      assertEquals(semctl(set, 0, IPC_STAT).mode.toString(8), "600", `${what}: its mode`);
      assertEquals(valuesOf(set, values.length), values, `${what}: what its semaphores have`);
      assertEquals(all[at]!.asked, 1, `${what}: how often initial() was called`);
      assert(!all[at]!.changed, `${what}: openPool() changed the array of initial().`);
    }
    const often = { key: scope.key(), values: [2], often: true };
    const options = { role: "openPool()" };
    const [last] = await scope.start(scenarios, "openEach", [kata, [often]], options).result;
    const what = "A pool was opened again and again";
    assertEquals(assertResult(last?.outcome, what), find(often.key), `${what}: its id`);
    assertEquals(last!.asked, 1, `${what}: how often initial() was called`);
  }),
);

Deno.test(
  "openPool() keeps the values of a pool that is there, also of one that is made meanwhile",
  { timeout },
  supervised(async (scope) => {
    const [key, wanted, fleeting] = [scope.key(), scope.key(), scope.key()];
    const [free, taken, empty] = [scope.key(), scope.key(), scope.key()];
    semget(taken, 1, IPC_CREAT | 0o600);
    const { peer, calls, goOn, isInside } = opening(scope, [
      { key, values: [2, 0] },
      { key, values: [5, 5], later: true },
      { key, values: [6, 6] },
      { key: wanted, values: [7, 7] },
      { key: fleeting, values: [8, 9] },
      { key: empty, values: [0, 0] },
      { key: empty, values: [4, 5] },
    ], { wanted, fleeting, free, taken });
    const other = opening(scope, [
      { key: wanted, values: [11, 12], later: true },
      { key, values: [13, 13], later: true },
    ]);
    await eventually(() => calls.over(peer, 1), "openPool() has made a pool", deadline);
    const set = find(key);
    if (set !== undefined && !peer.settled) {
      change(set, 0, -1);
      change(set, 1, 3);
    }
    goOn();
    await isInside(1, 5);
    other.goOn();
    await other.calls.waits(other.peer, 2, nameOf(find(wanted) ?? -1), "openPool()");
    goOn();

    const [, second, third, late, alone, none, still] = await peer.result;
    await peer.ended;
    other.goOn();
    const [early, fourth] = await other.peer.result;
    const whats = [
      "A pool was there",
      "A pool was there for the second time",
      "A pool was there, and who made it has ended",
    ];
    for (const [at, it] of [second, third, fourth].entries()) {
      const what = whats[at]!;
      assertEquals(assertResult(it?.outcome, what), set, `${what}: its id`);
      assertEquals(it!.asked, 0, `${what}: how often initial() was called`);
      assertEquals(it!.values, [1, 3], `${what}: what its semaphores have`);
    }
    const meanwhile = "Another process opened the pool after a look of yours";
    assertEquals(assertResult(late?.outcome, meanwhile), find(wanted), `${meanwhile}: its id`);
    assertEquals(
      assertResult(early?.outcome, meanwhile),
      find(wanted),
      `${meanwhile}: its id there`,
    );
    const asked = early!.asked + late!.asked;
    assertEquals(asked, 1, `${meanwhile}: how often both called initial()`);
    const values = early!.asked === 1 ? [11, 12] : [7, 7];
    for (const it of [late, early]) {
      assertEquals(it!.values, values, `${meanwhile}: what its semaphores have`);
    }
    const gone = "The pool of another process was gone after a look of yours";
    assertEquals(assertResult(alone?.outcome, gone), find(fleeting), `${gone}: the id`);
    assertEquals(alone!.values, [8, 9], `${gone}: what its semaphores have`);
    const nothing = "A pool was there, of which nothing was left";
    assertEquals(assertResult(still?.outcome, nothing), find(empty), `${nothing}: its id`);
    assertEquals([none!.asked, still!.asked], [1, 0], `${nothing}: how often initial() was called`);
    assertEquals(still!.values, [0, 0], `${nothing}: what its semaphores have`);
  }),
);

Deno.test(
  "openPool() waits while another process makes the pool, and makes it itself when that fails",
  { timeout },
  supervised(async (scope) => {
    const keys = [scope.key(), scope.key()] as const;
    const maker = opening(scope, [
      { key: keys[0], values: [3, 1], atGate: true },
      { key: keys[1], values: [4, 4], atGate: true, throws: "MADE UP" },
    ]);
    await maker.isInside(1, 1);
    const waiter = opening(scope, [
      { key: keys[0], values: [5, 5] },
      { key: keys[1], values: [6, 7], later: true },
    ]);
    const wait = (number: number, key: number) =>
      waiter.calls.interrupted(waiter.peer, number, nameOf(find(key) ?? -1), "openPool()");
    await wait(1, keys[0]);
    maker.goOn();
    await maker.isInside(2, 2);
    waiter.goOn();
    await wait(3, keys[1]);
    maker.goOn();

    const [made, failed] = await maker.peer.result as [Opened, Opened];
    const [found, own] = await waiter.peer.result as [Opened, Opened];
    const what = "Another process was making the pool";
    assertEquals(found.asked, 0, `${what}: how often initial() of the one who waits was called`);
    assertEquals(assertResult(found.outcome, what), find(keys[0]), `${what}: its id`);
    assertEquals(found.values, [3, 1], `${what}: the values when openPool() returned`);
    assertEquals(assertResult(made.outcome, what), find(keys[0]), `${what}: its id there`);
    assertEquals(valuesOf(find(keys[0])!, 2), [3, 1], `${what}: the values at the end`);
    assertError(failed.outcome, ["MADE UP"], "What initial() throws");
    const after = "The process that was making the pool has failed";
    assertEquals(assertResult(own.outcome, after), find(keys[1]), `${after}: the id`);
    assertEquals(own.asked, 1, `${after}: how often initial() of the other one was called`);
    assertEquals(own.values, [6, 7], `${after}: the values`);
  }, { late: 30_000 }),
);

Deno.test(
  "openPool() leaves no pool behind when initial() throws, or gives what is no value",
  { timeout },
  supervised(async (scope) => {
    const failures: Omit<Opening, "key">[] = [
      { values: [1], throws: "MADE UP" },
      { values: [1, 2], throws: "undefined" },
      ...["ENOENT", "EEXIST", "EINVAL", "EIDRM", "EINTR"].map((throws) => ({
        values: [1],
        throws,
      })),
      { values: [1, MOST + 1] },
      { values: [-1, 1] },
      { values: [65_537] },
      { values: [1, 2, 3, 4, 5, 6, 7, -1] },
    ];
    const openings = failures.map((it): Opening => ({ ...it, key: scope.key() }));
    const options = { role: "openPool()" };
    const all = await scope.start(scenarios, "openEach", [kata, openings], options).result;

    for (const [at, { key, values, throws }] of openings.entries()) {
      const what = throws ? `initial() throws ${throws}` : `Values of ${values.join(", ")}`;
      const code = throws === "undefined" ? "the value undefined" : throws ?? "ERANGE";
      assertError(all[at]!.outcome, [code], what);
      assert(find(key) === undefined, `${what}: the set is still there.`);
    }
  }),
);

Deno.test(
  "acquire() takes what it needs of each semaphore",
  { timeout },
  supervised(async (scope) => {
    const set = setOf(scope, [5, MOST, 1, 0, 2, 2, 2, 9]);
    const steps: [Step, boolean, number[]][] = [
      [["acquire", set, { 0: 1 }], true, [4, MOST, 1, 0]],
      [["acquire", set, { 2: 1, 0: 2 }], true, [2, MOST, 0, 0]],
      [["acquire", set, { 1: MOST }], true, [2, 0, 0, 0]],
      [["acquire", set, { 0: 0 }], true, [2, 0, 0, 0]],
      [["acquire", set, { 0: 1, 3: 0, 7: 0 }], true, [1, 0, 0, 0]],
      [["acquire", set, { 7: 9, 0: 1 }, 0], true, [0, 0, 0, 0]],
      [["acquire", set, { 0: 0, 4: 1, 5: 2, 6: 1 }, Infinity], true, [0, 0, 0, 0]],
    ];
    const args: [string, Step[]] = [kata, steps.map(([step]) => step)];
    const peer = scope.start(scenarios, "takeSteps", args, { role: "acquire()" });
    assertSteps(await peer.result, steps);
  }),
);

Deno.test(
  "acquire() takes nothing while anything is missing, and waits for ever, also when signals come",
  { timeout: slowTimeout },
  supervised(async (scope) => {
    const set = setOf(scope, [1, 1, 1]);
    const needs = { 0: 1, 1: 2, 2: 1 };
    const times = [undefined, Infinity, 2 ** 31, 1e12, 1e300];
    const steps = times.map((ms): Step =>
      ms === undefined ? ["acquire", set, needs] : ["acquire", set, needs, ms]
    );
    const { peer, calls, interrupted, taken } = begin(scope, "acquire()", steps, {
      deadline: 40_000,
    });
    /** Somebody else takes what is there, and later it comes back. */
    const missing = async (number: number, at: number) => {
      const what = `While ${wordsOf(steps[at]!)} waits, and semaphore ${number} lacks one`;
      await interrupted(at + 1, set);
      const rest = [0, 1, 2].filter((it) => it !== number);
      if (calls.over(peer, at + 1)) return;
      for (const it of rest) {
        const pid = semctl(set, it, GETPID);
        assertEquals(valueOf(set, it), needs[it as 0], `${what}: what semaphore ${it} has`);
        assertEquals(pid, Deno.pid, `${what}: who was the last to take of semaphore ${it}`);
      }
    };
    for (const at of times.keys()) {
      await missing(1, at);
      if (calls.over(peer, at + 1)) { // It has given up: what comes now gets all that it needs.
        [0, 1, 2].forEach((it) => change(set, it, 100));
        break;
      }
      if (at === 0) {
        change(set, 2, -1);
        change(set, 1, 1);
        await missing(2, at);
        change(set, 0, -1);
        change(set, 2, 1);
        await missing(0, at);
        change(set, 0, 1);
      } else change(set, 1, 1);
      await taken(at + 1);
      if (at < times.length - 1) [0, 1, 2].forEach((it) => change(set, it, 1));
    }
    assertSteps(await peer.result, steps.map((step) => [step, true, [0, 0, 0]]));
  }, { late: 50_000 }),
);

Deno.test(
  "acquire() waits as long as it is told, and takes nothing then",
  { timeout },
  supervised(async (scope) => {
    const set = setOf(scope, [3, 0, 1]);
    const steps = [0, 1, 60, 150.5, 0].map((ms): [Step, boolean, number[]] => [
      ["acquire", set, { 0: 2, 1: 1, 2: 0 }, ms],
      false,
      [3, 0, 1],
    ]);
    steps.push([["acquire", set, { 0: 4 }, 20], false, [3, 0, 1]]);
    steps.push([["acquire", set, { 0: 4, 2: 1 }, 0], false, [3, 0, 1]]);
    const args: [string, Step[]] = [kata, steps.map(([step]) => step)];
    const peer = scope.start(scenarios, "takeSteps", args, { role: "acquire()", deadline });

    const done = await peer.result;
    assertSteps(done, steps);
    for (const [at, [step]] of steps.entries()) {
      const { longest, ms } = done[at]!;
      const told = `${wordsOf(step)} lets the kernel wait for ${Math.round(longest)} ms.`;
      assert(longest < (step[3] as number) + 20, told);
      // The clock that tells when to wake up may be a little ahead.
      const early = ms < (step[3] as number) - 5;
      assert(!early, `${wordsOf(step)} came back after ${Math.round(ms)} ms.`);
    }
  }),
);

Deno.test(
  "acquire() does not wait longer when signals come",
  { timeout },
  supervised(async (scope) => {
    const TIME = 800;
    const MUCH = 6000;
    const set = setOf(scope, [1, 0]);
    const step: Step = ["acquire", set, { 0: 1, 1: 1 }, TIME];
    const { peer, calls } = begin(scope, "acquire()", [step], { deadline: 20_000 });
    await eventually(() => peer.settled || calls.count > 0, "acquire() is called", deadline);
    const since = performance.now();
    const passed = () => performance.now() - since;
    let wasStopped = false;
    while (!calls.over(peer, 1) && passed() < MUCH + 500) {
      await interrupt(peer);
      if (!wasStopped && !calls.over(peer, 1) && passed() > TIME / 2) {
        // One signal comes when the time is over: that which ends the sleep of the whole process.
        wasStopped = true;
        unless("ESRCH", () => kill(-peer.pid, "SIGSTOP"));
        await eventually(() => peer.settled || passed() > TIME + 150, "the time is over");
        unless("ESRCH", () => kill(-peer.pid, "SIGCONT"));
      }
      const next = performance.now() + 50;
      await eventually(() => calls.over(peer, 1) || performance.now() > next, "time goes by");
    }

    const [done] = await peer.result;
    assertSteps([done!], [[step, false, [1, 0]]]);
    const ms = Math.round(done!.ms);
    assert(ms >= TIME - 5, `Signals came: acquire() came back after ${ms} ms of ${TIME}.`);
    assert(ms < MUCH, `Signals came: acquire() waited for ${ms} ms instead of ${TIME}.`);
  }, { late: 30_000 }),
);

Deno.test(
  "acquire() is undone when its process ends, also by SIGKILL",
  { timeout },
  supervised(async (scope) => {
    const set = setOf(scope, [3, 1, 2]);
    const holder = begin(scope, "acquire()", [
      ["acquire", set, { 0: 1 }],
      ["acquire", set, { 0: 1, 1: 1 }, 1000],
      ["waits for the test", set],
    ], { exits: true });
    await eventually(() => holder.calls.over(holder.peer, 2), "acquire() has taken", deadline);
    const held = valuesOf(set, 3);
    const waiter = begin(scope, "acquire()", [["acquire", set, { 0: 3, 1: 1 }]]);
    await waiter.waits(1, set);
    kill(holder.peer.pid, "SIGKILL");
    await holder.peer.status;
    await eventually(
      () => waiter.calls.over(waiter.peer, 1) || valueOf(set, 0) === 3,
      "what a killed process had taken is given back",
    );

    assertEquals(held, [1, 0, 2], "The values while a process has taken 2 and 1");
    const [taken] = await waiter.peer.result;
    assertEquals(assertResult(taken?.outcome, "Another process has waited"), true);
    assertEquals(
      taken!.values.slice(0, 3),
      [0, 0, 2],
      "The values when the next one has taken all",
    );
    await waiter.peer.ended;
    assertEquals(valuesOf(set, 3), [3, 1, 2], "The values when all processes have ended");
  }),
);

Deno.test(
  "acquire() throws when the pool is gone, also while it waits",
  { timeout },
  supervised(async (scope) => {
    const [gone, set, timed] = [[1], [0], [0]].map((values) => setOf(scope, values));
    semctl(gone!, 0, IPC_RMID);
    const steps: Step[] = [
      ["acquire", gone!, { 0: 1 }],
      ["acquire", gone!, { 0: 1 }, 50],
      ["acquire", set!, { 0: 1 }],
      ["acquire", set!, { 0: 1 }],
      ["acquire", timed!, { 0: 1 }, 4e6],
    ];
    const { peer, waits } = begin(scope, "acquire()", steps);
    for (const [number, it] of [[3, set!], [5, timed!]] as const) {
      await waits(number, it);
      semctl(it, 0, IPC_RMID);
    }
    const done = await peer.result;
    const whats = [
      "The pool was gone",
      "The pool was gone, and there is a time",
      "The pool was removed meanwhile",
      "The pool was gone afterwards",
      "The pool was removed meanwhile, and there is a time",
    ];
    whats.forEach((what, at) => assertError(done[at]?.outcome, GONE, what));
  }),
);

/** A step with perl, where it is installed. */
const WITH_PERL: Record<string, true | undefined> = Object.keys(notInstalled("perl")).length === 0
  ? { "with perl": true }
  : notInstalled("perl");

Deno.test(
  "acquire() holds what a program in perl waits for, until it is killed",
  { timeout },
  supervisedSteps(WITH_PERL, async (scope) => {
    const set = setOf(scope, [1, 4]);
    const holder = begin(scope, "acquire()", [
      ["acquire", set, { 0: 1, 1: 2 }],
      ["waits for the test", set],
    ], { exits: true });
    await holder.taken(1);
    const script = "semop($ARGV[0], pack('s6', 0, -1, 010000, 1, -3, 010000)) or die $!";
    const perl = scope.run("perl", ["-e", script, `${set}`], {});
    await eventually(() => semctl(set, 0, GETNCNT) === 1, "perl waits", deadline);
    kill(holder.peer.pid, "SIGKILL");
    await holder.peer.status;
    await eventually(
      () => valueOf(set, 0) === 1 && valueOf(set, 1) === 4,
      "what a killed process had taken is given back",
    );
    assertEquals((await perl.status).code, 0, "How perl ended");
    assertEquals(valuesOf(set, 2), [1, 4], "The values when both have ended");
  }),
);

Deno.test(
  "release() gives back what was taken, and what is left is given back at the end",
  { timeout },
  supervised(async (scope) => {
    const set = setOf(scope, [5, MOST, 1, 4]);
    const steps: [Step, unknown, number[]][] = [
      [["acquire", set, { 0: 4, 1: 1000, 2: 1, 3: 2 }, 0], true, [1, MOST - 1000, 0, 2]],
      [["release", set, { 0: 1 }], undefined, [2, MOST - 1000, 0, 2]],
      [["release", set, { 2: 1, 0: 0 }], undefined, [2, MOST - 1000, 1, 2]],
      [["release", set, { 3: 0 }], undefined, [2, MOST - 1000, 1, 2]],
      [["release", set, { 0: 3, 1: 1000, 3: 2 }], undefined, [5, MOST, 1, 4]],
      [["acquire", set, { 0: 5, 1: 30_000, 3: 3 }, 0], true, [0, MOST - 30_000, 1, 1]],
      [["release", set, { 1: 30_000, 0: 2 }], undefined, [2, MOST, 1, 1]],
    ];
    const args: [string, Step[]] = [kata, steps.map(([step]) => step)];
    const peer = scope.start(scenarios, "takeSteps", args, { role: "release()" });
    const done = await peer.result;
    assertSteps(done, steps);
    for (const [at, [step]] of steps.entries()) {
      assertEquals(done[at]!.between, [], `The values while ${wordsOf(step)} had done a part`);
    }
    await peer.ended;
    assertEquals(valuesOf(set, 4), [5, MOST, 1, 4], "The values when the process has ended");
  }),
);

Deno.test(
  "release() gives nothing back when it would be too much, or the pool is gone",
  { timeout },
  supervised(async (scope) => {
    const [set, gone] = [setOf(scope, [3, MOST, 3]), setOf(scope, [1])];
    semctl(gone, 0, IPC_RMID);
    const { peer, goOn, taken } = begin(scope, "release()", [
      ["acquire", set, { 0: 2, 1: 5, 2: 2 }],
      ["waits for the test", set],
      ["release", set, { 0: 2, 1: 5, 2: 2 }],
      ["release", set, { 1: 2, 2: 1 }],
      ["release", set, { 0: 1, 1: 1 }],
      ["release", gone, { 0: 1 }],
    ]);
    await taken(1);
    change(set, 1, 4);
    goOn();

    const done = await peer.result;
    const values = (at: number) => done[at]!.values.slice(0, 3);
    for (const at of [2, 3]) {
      const what = "A semaphore would have more than 32767";
      assertError(done[at]?.outcome, ["ERANGE"], what);
      assertEquals(values(at), [1, MOST - 1, 1], `${what}: the values afterwards`);
    }
    assertResult(done[4]?.outcome, "A semaphore will have 32767");
    assertEquals(values(4), [2, MOST, 1], "A semaphore has 32767: the values");
    assertError(done[5]?.outcome, GONE, "The pool was gone");
  }),
);

Deno.test(
  "add() counts more, which stays so when its process ends",
  { timeout },
  supervised(async (scope) => {
    const [set, gone] = [setOf(scope, [2, 0, 7]), setOf(scope, [1])];
    semctl(gone, 0, IPC_RMID);
    const steps: [Step, unknown, number[]][] = [
      [["add", set, 1, 3], undefined, [2, 3, 7]],
      [["add", set, 1, 0], undefined, [2, 3, 7]],
      [["add", set, 0, 1], undefined, [3, 3, 7]],
      [["add", set, 2, MOST - 7], undefined, [3, 3, MOST]],
      [["add", set, 2, 0], undefined, [3, 3, MOST]],
      [["add", set, 0, 300], undefined, [303, 3, MOST]],
    ];
    const wrong: [Step, string[]][] = [
      [["add", set, 2, 1], ["ERANGE"]],
      [["add", set, 1, MOST], ["ERANGE"]],
      [["add", gone, 0, 1], GONE],
    ];
    const args: [string, Step[]] = [kata, [...steps, ...wrong].map(([step]) => step)];
    const peer = scope.start(scenarios, "takeSteps", args, { role: "add()" });

    const done = await peer.result;
    assertSteps(done, steps);
    for (const [at, [step, codes]] of wrong.entries()) {
      const { outcome, values } = done[steps.length + at]!;
      assertError(outcome, codes, wordsOf(step));
      if (step[1] !== set) continue;
      assertEquals(values.slice(0, 3), [303, 3, MOST], `The values after ${wordsOf(step)} failed`);
    }
    await peer.ended;
    assertEquals(valuesOf(set, 3), [303, 3, MOST], "The values when the process has ended");
  }),
);

Deno.test(
  "done() counts one less, also when its process ends, and never waits",
  { timeout },
  supervised(async (scope) => {
    const [set, gone] = [setOf(scope, [300, 2, 1]), setOf(scope, [1])];
    semctl(gone, 0, IPC_RMID);
    const steps: [Step, unknown, number[]][] = [
      [["done", set, 1], undefined, [300, 1, 1]],
      [["done", set, 0], undefined, [299, 1, 1]],
      [["done", set, 1], undefined, [299, 0, 1]],
    ];
    const all: Step[] = [
      ...steps.map(([step]) => step),
      ["done", set, 1],
      ["done", gone, 0],
      ["done", set, 0],
    ];
    const peer = scope.start(scenarios, "takeSteps", [kata, all], { role: "done()" });

    const done = await peer.result;
    assertSteps(done, steps);
    const [none, missing, after] = done.slice(steps.length);
    assertError(none?.outcome, ["EAGAIN"], "No work was open");
    assertError(missing?.outcome, GONE, "The pool was gone");
    assertResult(after?.outcome, "Work was open");
    await peer.ended;
    assertEquals(valuesOf(set, 3), [298, 0, 1], "The values when the process has ended");
  }),
);

Deno.test(
  "allDone() waits until nothing is open, and all who wait go on",
  { timeout: slowTimeout },
  supervised(async (scope) => {
    const [set, other] = [setOf(scope, [1, 3, 0]), setOf(scope, [2])];
    const one = begin(scope, "allDone()", [
      ["allDone", set, 2],
      ["allDone", set, 1],
      ["waits for the test", set],
      ["add", set, 1, 1],
      ["allDone", set, 1],
      ["allDone", other, 0],
      ["allDone", other, 0],
    ], patient);
    await one.interrupted(2, set);
    const two = begin(scope, "allDone()", [["allDone", set, 1]], patient);
    await two.waits(1, set);
    for (const _ of [1, 2]) {
      change(set, 1, -1);
      await one.waits(2, set);
      await two.waits(1, set);
    }
    const early = [one.calls.over(one.peer, 2), two.calls.over(two.peer, 1)];
    change(set, 1, -1);
    const allGoOn = () => one.calls.over(one.peer, 2) && two.calls.over(two.peer, 1);
    await eventually(allGoOn, "all go on who wait in allDone(): nothing is open", deadline);
    const [second] = await two.peer.result;
    one.goOn();
    await one.waits(5, set);
    const again = one.calls.over(one.peer, 5);
    if (valueOf(set, 1) > 0) change(set, 1, -1);
    await one.waits(6, other);
    semctl(other, 0, IPC_RMID);

    const [none, first, , , third, ...gone] = await one.peer.result;
    assertResult(none?.outcome, "No work was open");
    [first, second, third].forEach((it) => assertResult(it?.outcome, "All work is done"));
    assertEquals(early, [false, false], "Whether allDone() came back while work was open");
    assert(!again, "allDone() came back while work was open that was added after its first call.");
    assertEquals(valuesOf(set, 3), [1, 0, 0], "The values at the end");
    assertError(gone[0]?.outcome, GONE, "The pool was removed meanwhile");
    assertError(gone[1]?.outcome, GONE, "The pool was gone");
  }, { late: 50_000 }),
);

Deno.test(
  "statusOf() tells the value, who waits, and who was there last",
  { timeout },
  supervised(async (scope) => {
    const [set, gone] = [setOf(scope, [7, 0, 3, 0]), setOf(scope, [1])];
    semctl(gone, 0, IPC_RMID);
    const waiter = scope.start(scenarios, "waitTwice", [set, 1, 2], { deadline });
    const status = (index: number): Step => ["statusOf", set, index];
    const { peer, goOn, taken } = begin(scope, "statusOf()", [
      status(0),
      status(3),
      ["acquire", set, { 0: 2 }],
      status(0),
      ["waits for the test", set],
      status(1),
      status(2),
      ["waits for the test", set],
      status(1),
      status(2),
      ["statusOf", gone, 0],
      ...[4, 8, 65_536, -1].map(status),
    ]);
    const isAt = (number: number, operation: number) =>
      eventually(() => semctl(set, number, operation) === 2, "two wait", deadline);
    await isAt(1, GETNCNT);
    await taken(4);
    goOn();
    await taken(7);
    if (!peer.settled) change(set, 1, 2);
    if (!peer.settled) await isAt(2, GETZCNT);
    goOn();
    await eventually(() => peer.settled, "statusOf() has told all", deadline);
    change(set, 2, -3);

    const done = await peer.result;
    await waiter.result;
    const is = (value: number, waiting: number, waitingForZero: number, lastPid: number) => ({
      value,
      waiting,
      waitingForZero,
      lastPid,
    });
    const test = Deno.pid;
    const expected: [number, string, ReturnType<typeof is>][] = [
      [0, "A semaphore with 7", is(7, 0, 0, test)],
      [1, "A semaphore that nobody has touched", is(0, 0, 0, 0)],
      [3, "A semaphore of which somebody has taken 2", is(5, 0, 0, peer.pid)],
      [5, "Two wait for more", is(0, 2, 0, 0)],
      [6, "A semaphore with 3", is(3, 0, 0, test)],
      [8, "Two have waited for more, and have it", is(0, 0, 0, waiter.pid)],
      [9, "Two wait until it is 0", is(3, 0, 2, test)],
    ];
    for (const [at, what, status] of expected) {
      assertEquals(assertResult(done[at]?.outcome, what), status, what);
    }
    assertError(done[10]?.outcome, ["EINVAL"], "The pool was gone");
    const none = "There is no such semaphore";
    done.slice(11).forEach(({ outcome }) => assertError(outcome, ["EINVAL"], none));
  }),
);
