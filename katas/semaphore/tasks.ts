/**
 * What the tests do with promises: many cases in one process, whose clock can be moved on. `url` is that of
 * your file. Each function gives what was wrong first, in words.
 *
 * @module
 */

import { Clock } from "lib/testing/clock.ts";

type Kata = typeof import("./semaphore.ts");
type Semaphore = InstanceType<Kata["Semaphore"]>;

const HOUR = 3_600_000;

/** What a case has. */
interface Means extends Kata {
  /** Claims something: what is wrong if it does not hold. */
  claim(ok: boolean, message: string): void;
  /** Claims that a promise settles, and awaits it. */
  comes<T>(promise: Promise<T>, what: string): Promise<T | undefined>;
  /** Claims that a promise does not settle within an hour, in which nothing wakes up. */
  waits(promise: Promise<unknown>, what: string): Promise<void>;
  /** Claims that what keeps the process alive is still there after 400 days. */
  stays(what: string): Promise<void>;
  /** Lets real events happen until so many calls of `Atomics.waitAsync()` were made in all, or for a moment. */
  sleepsAgain(calls: number): Promise<void>;
  /** Does something whenever the thread would sleep in `Atomics.wait()`. Then it wakes up. */
  insteadOfSleep(act: (timeout: number) => void): void;
}

/** Runs cases one after the other, until a claim does not hold. */
async function run(
  url: string,
  cases: Record<string, (means: Means) => Promise<void>>,
): Promise<string | undefined> {
  using clock = new Clock();
  let [sleeps, shortest] = [0, Infinity];
  before((timeout) => {
    sleeps++;
    shortest = Math.min(shortest, timeout);
  });
  let workers = 0;
  globalThis.Worker = class extends Worker {
    constructor(...[program, options]: ConstructorParameters<typeof Worker>) {
      super(program, options);
      workers++;
    }
  };
  let blocked = false;
  const refuse = () => {
    blocked = true;
    throw new Claim("Atomics.wait() would block the only thread");
  };
  let asleep: (timeout: number) => void = refuse;
  instead((timeout) => asleep(timeout));
  const module: Kata = await import(url);
  for (const [name, act] of Object.entries(cases)) {
    const claim = (ok: boolean, message: string) => {
      if (!ok) throw new Claim(`${name[0]!.toUpperCase()}${name.slice(1)}: ${message}`);
    };
    const goesOn = (what: string) =>
      claim(!blocked, `${what} calls Atomics.wait(), which blocks its thread and the event loop`);
    /** How it has settled, if it has. */
    const outcome = async (promise: Promise<unknown>, looks: number) => {
      let how: string | undefined;
      promise.then(() => how = "has settled too early", (error) => how = `was rejected: ${error}`);
      for (let look = 0; look < looks && !how; look++) await clock.pause(look < 50 ? 0 : 20);
      return how;
    };
    const means: Means = {
      ...module,
      claim,
      async comes(promise, what) {
        const how = await outcome(promise, 150);
        goesOn(what);
        claim(how !== undefined, `${what} has not settled`);
        return await promise;
      },
      async waits(promise, what) {
        claim(workers === 0, `${what} has started another thread`);
        const goesOnWaiting = (how?: string) => claim(how === undefined, `${what} ${how}`);
        const early = await outcome(promise, 10);
        goesOn(what);
        goesOnWaiting(early);
        await clock.pass(0.9 * HOUR, 12); // A timer of an hour is none within an hour.
        goesOnWaiting(await outcome(promise, 10));
        claim(
          Math.min(shortest, clock.shortest) >= HOUR,
          `${what} has set a timer that goes off within an hour, although nobody calls release()`,
        );
      },
      async stays(what) {
        const { pending } = clock;
        await clock.pass(400 * 24 * HOUR, 12);
        claim(
          pending === 0 || clock.pending > 0,
          `400 days go by while ${what} waits: the timer that kept the process alive has gone off, ` +
            "and was not set again",
        );
      },
      async sleepsAgain(calls) {
        for (let look = 0; look < 20 && sleeps < calls; look++) await clock.pause(0);
      },
      insteadOfSleep: (act) => asleep = act,
    };
    [asleep, sleeps, shortest, clock.shortest] = [refuse, 0, Infinity, Infinity];
    try {
      await act(means);
      claim(workers === 0, "it has started another thread");
      claim(clock.pending === 0, "a timer is left, and keeps the process alive");
    } catch (error) {
      if (!(error instanceof Claim)) throw error;
      return error.message;
    }
  }
}

class Claim extends Error {}

/** Does something whenever `Atomics.wait()` would sleep, in this thread. Then the sleeper is woken. */
function instead(act: (timeout: number) => void): void {
  const { wait } = Atomics;
  // deno-lint-ignore no-explicit-any
  Atomics.wait = (cells: any, index: number, value: any, timeout = Infinity) => {
    if (!(timeout > 0) || Atomics.load(cells, index) !== value) {
      return wait(cells, index, value, timeout);
    }
    act(timeout);
    return "ok";
  };
}

/** Does something before each `Atomics.waitAsync()`, which does its own work afterwards. */
function before(act: (timeout: number) => void): void {
  const { waitAsync } = Atomics;
  // deno-lint-ignore no-explicit-any
  Atomics.waitAsync = (cells: any, index: number, value: any, timeout = Infinity) => {
    act(timeout);
    return waitAsync(cells, index, value, timeout);
  };
}

/** How often whoever waits is woken, and the permit has gone. */
const TIMES = 300;

/** No permit is free, and a thread is woken many times before one is left for it. */
const sleeping = (
  name: string,
  call: (semaphore: Semaphore) => unknown,
  expected: unknown,
  longest: number,
) =>
({ Semaphore, claim, insteadOfSleep }: Means) => {
  const semaphore = Semaphore.create(0);
  let wakes = 0;
  let gone = true;
  insteadOfSleep((timeout) => {
    claim(
      timeout >= longest,
      `${name} sleeps for ${Math.round(timeout)} ms, and looks again although nobody has woken it`,
    );
    wakes++;
    semaphore.release();
    gone = wakes < TIMES && semaphore.tryAcquire();
  });
  const returned = call(semaphore);
  claim(
    !gone && returned === expected,
    `it was woken ${wakes} times, ${
      gone ? "each time" : "all but the last time"
    } the permit had gone, ` +
      `and ${name} has returned ${returned}`,
  );
  claim(semaphore.value === 0, `the permit was taken, and the value is ${semaphore.value}`);
  return Promise.resolve();
};

/** What sleeps in the kernel, with nobody else than its own thread, which is woken by the test. */
export const blocking = (url: string): Promise<string | undefined> =>
  run(url, {
    "a thread sleeps, and nobody says for how long": sleeping(
      "acquire()",
      (semaphore) => semaphore.acquire(),
      undefined,
      400 * 24 * HOUR,
    ),
    "a thread sleeps for ever": sleeping(
      "acquireWithin(Infinity)",
      (semaphore) => semaphore.acquireWithin(Infinity),
      true,
      400 * 24 * HOUR,
    ),
    "a thread sleeps for an hour": sleeping(
      `acquireWithin(${HOUR})`,
      (semaphore) => semaphore.acquireWithin(HOUR),
      true,
      HOUR / 2,
    ),
  });

/** acquireAsync(), with nobody else than its own thread. */
export const acquiring = (url: string): Promise<string | undefined> =>
  run(url, {
    "two permits are free": async ({ Semaphore, claim, comes }) => {
      const semaphore = Semaphore.create(2);
      for (const left of [1, 0]) {
        const returned = await comes(semaphore.acquireAsync(), "acquireAsync()");
        claim(returned === undefined, `acquireAsync() has returned ${returned}`);
        claim(semaphore.value === left, `the value is ${semaphore.value}, not ${left}`);
      }
    },
    "three wait, and one permit comes after the other": async (means) => {
      const { Semaphore, claim, comes, stays, waits } = means;
      const semaphore = Semaphore.create(0);
      const waiting = new Set<Promise<void>>();
      for (let i = 0; i < 3; i++) {
        const promise = semaphore.acquireAsync();
        waiting.add(promise);
        promise.then(() => waiting.delete(promise), () => {});
      }
      await stays("acquireAsync()");
      for (let left = 2; left >= 0; left--) {
        await waits(Promise.race(waiting), "acquireAsync()");
        new Semaphore(semaphore.shared).release();
        await comes(Promise.race(waiting), "acquireAsync()");
        claim(semaphore.value === 0, `a permit was taken, and the value is ${semaphore.value}`);
        claim(waiting.size === left, `one permit came, and ${waiting.size} wait, not ${left}`);
      }
    },
    "it is woken again and again, and the permit has gone": async (means) => {
      const { Semaphore, claim, comes, sleepsAgain, waits } = means;
      const semaphore = Semaphore.create(0);
      let waiting = semaphore.acquireAsync();
      for (let i = 1; i <= TIMES; i++) {
        semaphore.release();
        // It may be faster, and has to come again then.
        if (!semaphore.tryAcquire()) {
          await comes(waiting, "acquireAsync()");
          waiting = semaphore.acquireAsync();
        }
        if (i <= 3 || i === TIMES) await waits(waiting, "acquireAsync()");
        else await sleepsAgain(i + 1);
        claim(semaphore.value === 0, `no permit is free, and the value is ${semaphore.value}`);
      }
      semaphore.release();
      await comes(waiting, "acquireAsync()");
      claim(semaphore.value === 0, `the permit was taken, and the value is ${semaphore.value}`);
    },
    "a permit comes when it is about to wait": async ({ Semaphore, claim, comes }) => {
      const semaphore = Semaphore.create(0);
      const { waitAsync } = Atomics;
      let calls = 0;
      before(() => {
        if (calls++ === 0) semaphore.release();
      });
      const waiting = semaphore.acquireAsync();
      if (calls === 0) semaphore.release();
      await comes(waiting, "acquireAsync()");
      Atomics.waitAsync = waitAsync;
      claim(semaphore.value === 0, `the permit was taken, and the value is ${semaphore.value}`);
    },
  });

const failure = new TypeError("a failure");
const thing = { a: "thing" };
const later = async <T>(value: T) => (await Promise.resolve(), value);

/** What a task may come to. */
const TASKS: Record<
  string,
  [task: () => unknown, outcome: { value: unknown } | { threw: unknown }]
> = {
  "returns nothing": [() => {}, { value: undefined }],
  "returns 0": [() => 0, { value: 0 }],
  "returns null": [() => null, { value: null }],
  "returns an object": [() => thing, { value: thing }],
  "returns a promise of nothing": [() => Promise.resolve(), { value: undefined }],
  "returns a promise of an object": [() => later(thing), { value: thing }],
  "throws an error": [() => {
    throw failure;
  }, { threw: failure }],
  "throws undefined": [() => {
    throw undefined;
  }, { threw: undefined }],
  "throws null": [() => {
    throw null;
  }, { threw: null }],
  "returns a promise that is rejected": [() => Promise.reject(failure), { threw: failure }],
  "returns a promise that is rejected later": [
    () => later(0).then(() => Promise.reject("later")),
    { threw: "later" },
  ],
};

/** One task for one permit, and then the same again. */
const one = (name: string) => async (means: Means) => {
  const { Semaphore, withPermit, claim, comes } = means;
  const [task, expected] = TASKS[name]!;
  const semaphore = Semaphore.create(1);
  for (let times = 1; times <= 2; times++) {
    let begun = 0;
    let during = -1;
    let after = -1;
    const running = (async () => {
      try {
        const value = await withPermit(semaphore, () => {
          begun++;
          during = semaphore.value;
          return task();
        });
        after = semaphore.value;
        return { value };
      } catch (threw) {
        after = semaphore.value;
        return { threw };
      }
    })();
    const outcome = await comes(running, "withPermit()");
    claim(begun === 1, `it began ${begun} times`);
    claim(during === 0, `the only permit is taken while it runs, and the value is ${during}`);
    claim(after === 1, `the permit is back when it is over, and the value is ${after}`);
    const found = Object.entries(outcome!)[0]!;
    const wanted = Object.entries(expected)[0]!;
    claim(
      found[0] === wanted[0] && Object.is(found[1], wanted[1]),
      told(found) === told(wanted)
        ? `withPermit() has ${told(found)}, which is another object than that of the task`
        : `withPermit() has ${told(found)}, not ${told(wanted)}`,
    );
  }
};

const told = ([how, what]: [string, unknown]) =>
  `${how === "threw" ? "thrown" : "returned"} ${Deno.inspect(what).split("\n")[0]}`;

/** Tasks that end when they are told so; `events` says what happened. */
function tasks({ withPermit }: Kata, semaphore: Semaphore) {
  const events: string[] = [];
  const ends: Record<string, () => void> = {};
  const start = (name: string) =>
    withPermit(semaphore, async () => {
      events.push(`${name} begins, ${semaphore.value} free`);
      await new Promise<void>((resolve) => ends[name] = resolve);
      events.push(`${name} ends, ${semaphore.value} free`);
      return name;
    });
  return { events, ends, start };
}

/** withPermit(), with each kind of task, and with several. */
export const running = (url: string): Promise<string | undefined> =>
  run(url, {
    ...Object.fromEntries(Object.keys(TASKS).map((name) => [`a task that ${name}`, one(name)])),
    "three tasks, and two permits": async (means) => {
      const { Semaphore, claim, comes, waits } = means;
      const semaphore = Semaphore.create(2);
      const { events, ends, start } = tasks(means, semaphore);
      const [A, B, C] = ["A", "B", "C"].map(start) as [
        Promise<string>,
        Promise<string>,
        Promise<string>,
      ];
      await waits(Promise.race([A, B, C]), "withPermit()");
      const begun = events.join("; ");
      claim(events.length < 3, `with two permits, three tasks have begun: ${begun}`);
      claim(
        /^. begins, \d free; . begins, 0 free$/.test(begun),
        `two tasks have to run at the same time, and this has happened: ${begun || "nothing"}`,
      );
      const [first, second] = events.map((event) => event[0]!);
      const all: Record<string, Promise<string>> = { A, B, C };
      ends[first!]!();
      claim(await comes(all[first!]!, "withPermit()") === first, "the results are mixed up");
      const third = ["A", "B", "C"].find((name) => name !== first && name !== second)!;
      await waits(all[third]!, "withPermit()");
      claim(ends[third] !== undefined, `a permit is free, and the third does not begin`);
      ends[second!]!();
      ends[third]!();
      for (const name of [second!, third]) {
        claim(await comes(all[name]!, "withPermit()") === name, "the results are mixed up");
      }
      claim(semaphore.value === 2, `all are over, and the value is ${semaphore.value}`);
    },
    "a task within a task": async ({ Semaphore, withPermit, claim, comes }) => {
      const semaphore = Semaphore.create(2);
      const values: number[] = [];
      const look = () => void values.push(semaphore.value);
      await comes(
        withPermit(semaphore, async () => {
          look();
          await withPermit(semaphore, look);
          look();
        }),
        "withPermit()",
      );
      look();
      claim(values.join() === "1,0,1,2", `the value has to be 1, 0, 1, 2, and is ${values}`);
    },
    "a task waits for one that fails": async ({ Semaphore, withPermit, claim, comes, waits }) => {
      const semaphore = Semaphore.create(1);
      let fail = (_: unknown) => {};
      const failing = withPermit(semaphore, () => new Promise((_, reject) => fail = reject));
      let begun = false;
      const next = withPermit(semaphore, () => begun = true);
      await waits(Promise.race([failing, next]), "withPermit()");
      claim(!begun, "the second task has begun before the first one was over");
      fail(failure);
      const threw = await comes(failing.then(() => "nothing", (error) => error), "withPermit()");
      claim(threw === failure, "what the task threw has not arrived");
      claim(
        await comes(next, "withPermit()") === true,
        "the second task has returned something else",
      );
      claim(semaphore.value === 1, `both are over, and the value is ${semaphore.value}`);
    },
    "a task waits for a permit that nobody has taken": async (means) => {
      const { Semaphore, withPermit, claim, comes, waits } = means;
      const semaphore = Semaphore.create(0);
      let begun = 0;
      const waiting = withPermit(semaphore, () => void begun++);
      await waits(waiting, "withPermit()");
      claim(begun === 0, "no permit is free, and the task has begun");
      semaphore.release();
      await comes(waiting, "withPermit()");
      claim(semaphore.value === 1, `the task is over, and the value is ${semaphore.value}`);
    },
  });

/** Large buffers, filled and emptied several times by two objects in turns: as far as a slow one can, too. */
export const filling = (url: string): Promise<string | undefined> =>
  run(
    url,
    Object.fromEntries(
      [[100, 100, 3], [300, 300, 3], [7, 5, 16_500], [70_000, 300, 3]].map((
        [capacity, most, rounds],
      ) => [
        `a buffer for ${capacity} items, and ${most} put in, ${rounds} times`,
        async ({ BoundedBuffer, Semaphore, claim }) => {
          const { shared } = BoundedBuffer.create(capacity!);
          const buffers = [new BoundedBuffer(shared), new BoundedBuffer(shared)];
          const [free, filled] = [new Semaphore(shared.free), new Semaphore(shared.filled)];
          let [put, taken] = [0, 0];
          for (let round = 0; round < rounds!; round++) {
            for (; put < taken + most!; put++) {
              const [inside, room] = [put - taken, free.value];
              claim(room === capacity! - inside, `${inside} are in it, and ${room} free`);
              buffers[put % 2]!.put(put);
            }
            for (let left = most! - round % 2; left > 0; left--, taken++) {
              const [inside, items] = [put - taken, filled.value];
              claim(items === inside, `${inside} are in it, not ${items}`);
              const item = buffers[taken % 2]!.take();
              claim(
                item === taken,
                `the item that has been in longest is ${taken}, and ${item} came out`,
              );
            }
          }
          await Promise.resolve();
        },
      ]),
    ),
  );
