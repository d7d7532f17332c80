/**
 * What the tests of mutexes run under every interleaving: a few threads, each with a few calls of your
 * functions.
 *
 * @module
 */

import type { Observer, Scenario, Thread } from "lib/testing/interleave/scenario.ts";
import type { Call, Outcome, Specification } from "lib/testing/interleave/specification.ts";

type Kata = typeof import("./sync.ts");
type Mutex = InstanceType<Kata["Mutex"]>;
type Body = (thread: Thread<Kata, SharedArrayBuffer>) => unknown;

/** Each thread has an object of its own. */
const join = ({ module, shared }: Observer<Kata, SharedArrayBuffer>) => new module.Mutex(shared);

/** A new mutex for each schedule. */
const setup = ({ Mutex }: Kata) => Mutex.create().shared;

/** At the end, nobody has the mutex. */
const isFree: Scenario<Kata>["check"] = (end) =>
  end.assert(
    join(end).tryLock(),
    "all threads have unlocked the mutex, and tryLock() of one more has returned false",
  );

/** Three mutexes, and one object after the other. */
export const creation: Scenario<Kata, SharedArrayBuffer[]> = {
  setup: ({ Mutex }) => [1, 2, 3].map(() => Mutex.create().shared),
  threads: {
    A: ({ module: { Mutex }, shared, assert }) => {
      const [one, two] = shared.map((memory) => new Mutex(memory));
      assert(one!.tryLock(), "the mutex is new, and tryLock() has returned false");
      assert(
        two!.tryLock(),
        "another mutex is locked, and tryLock() of this one has returned false",
      );
      const other = new Mutex(shared[0]!);
      assert(other.shared === shared[0], "the mutex has another memory in `shared`");
      assert(!other.tryLock(), "an object has the mutex, and another object could lock it, too");
      one!.unlock();
      assert(!new Mutex(shared[1]!).tryLock(), "one mutex was unlocked, and another one with it");
      assert(
        other.tryLock(),
        "the mutex was unlocked, and tryLock() of another object returns false",
      );
      other.unlock();
      one!.lock();
      assert(!other.tryLock(), "lock() has returned, and another object could lock the mutex, too");
    },
  },
  check: ({ module: { Mutex }, shared, assert }) => {
    assert(
      new Mutex(shared[2]!).tryLock(),
      "two of three mutexes are locked, and tryLock() of the third has returned false",
    );
  },
};

const tries: Body = (thread) => join(thread).tryLock();

/** Two threads try to lock the mutex. */
export const bothTry: Scenario<Kata> = {
  setup,
  threads: { A: tries, B: tries },
  check: ({ assert, results: { A, B } }) =>
    assert(A !== B, `two threads have called tryLock(), A is told ${A}, B is told ${B}`),
};

/** Three threads try, and one of them unlocks the mutex again. */
export const tryAgain: Scenario<Kata> = {
  setup,
  limits: { preemptions: 0 },
  threads: {
    A: (thread) => {
      const mutex = join(thread);
      mutex.lock();
      const start = thread.now();
      const again = mutex.tryLock();
      thread.assert(!again, "the object has the mutex, and its tryLock() has returned true");
      thread.sleep(1000);
      const time = thread.now() - start;
      thread.assert(time < 1100, `tryLock() of the owner has waited for ${Math.round(time)} ms`);
      mutex.unlock();
    },
    B: (thread) => {
      const mutex = join(thread);
      thread.sleep(500);
      const start = thread.now();
      const early = mutex.tryLock();
      const time = Math.round(thread.now() - start);
      thread.assert(!early, "another thread has the mutex, and tryLock() has returned true");
      thread.assert(time < 1, `another thread has the mutex, and tryLock() took ${time} ms`);
      thread.sleep(1500);
      thread.assert(mutex.tryLock(), "nobody has the mutex any more, and tryLock() returns false");
      mutex.unlock();
    },
  },
  check: isFree,
};

const enters = (times: number): Body => (thread) => {
  const mutex = join(thread);
  for (let i = 0; i < times; i++) {
    mutex.lock();
    thread.criticalSection();
    mutex.unlock();
  }
};

/** A comes back at once, perhaps before B has woken up. */
export const twoThreads: Scenario<Kata> = {
  setup,
  threads: { A: enters(2), B: enters(1) },
  check: isFree,
};

/** Two may wait at the same time: whoever is woken knows that one of them is left. */
export const threeThreads: Scenario<Kata> = {
  setup,
  limits: { preemptions: 1 },
  threads: { A: enters(1), B: enters(1), C: enters(1) },
  check: isFree,
};

const HOUR = 3_600_000;
/** Longer than any timer can be set for: whoever looks again and again is found. */
const LONG = 1e12;

/** The one who has the mutex keeps it for thirty years, and then is busy with something else. */
export const longHold: Scenario<Kata> = {
  setup,
  limits: { preemptions: 0, random: 0 },
  threads: {
    A: (thread) => {
      const mutex = join(thread);
      for (let i = 0; i < 2; i++) {
        mutex.lock();
        thread.sleep(LONG);
        mutex.unlock();
        thread.sleep(HOUR);
      }
    },
    B: (thread) => {
      const mutex = join(thread);
      for (let i = 1; i < 3; i++) {
        const start = thread.now();
        thread.sleep(1);
        mutex.lock();
        const late = thread.now() - start - LONG;
        thread.assert(late < 1000, "the mutex was unlocked an hour ago, and B still slept");
        mutex.unlock();
        thread.sleep(HOUR - 1);
      }
    },
  },
  check: isFree,
};

/** One object after the other does what only the owner may do, or what only others may. */
export const owners: Scenario<Kata> = {
  setup,
  threads: {
    A: (thread) => {
      const { assert } = thread;
      const [owner, other] = [join(thread), join(thread)];
      const has = (after: string) =>
        assert(!join(thread).tryLock(), `${after}, and the mutex is unlocked`);
      const refuses = (act: () => void, what: string) =>
        assertError(thread, refusal(act), `${what}, and it`);

      refuses(() => owner.unlock(), "nobody has the mutex, and an object calls unlock()");
      for (const way of ["lock", "tryLock"] as const) {
        owner[way]();
        refuses(() => other.unlock(), `an object has the mutex, and another one calls unlock()`);
        has("an object has the mutex, and another one has called unlock()");
        assert(!other.tryLock(), "an object has the mutex, and tryLock() of another returns true");
        refuses(
          () => other.unlock(),
          "tryLock() has returned false, and the object calls unlock()",
        );
        has("tryLock() of another object has returned false, and it has called unlock()");
        refuses(() => owner.lock(), `the object has the mutex by ${way}(), and calls lock()`);
        has("the owner has called lock() again");
        assert(!owner.tryLock(), "the object has the mutex, and its tryLock() has returned true");
        const thrown = refusal(() => owner.unlock());
        assert(!thrown, "the owner was refused another lock(), and cannot unlock() the mutex now");
        refuses(
          () => owner.unlock(),
          "the object has unlocked the mutex, and calls unlock() again",
        );
      }
      other.lock();
      refuses(() => owner.unlock(), "the mutex has another owner now, and the last one unlocks it");
      has("the mutex has another owner now, and the last one has called unlock()");
      other.unlock();
    },
  },
  check: isFree,
};

/** Calls something that has to throw; gives what it threw, or nothing. What is still to do is not caught. */
export function refusal(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    if (error instanceof Error && error.name === "TodoError") throw error;
    return error ?? "nothing at all";
  }
}

/** Claims that an error was thrown, if anything. */
export function assertError(
  { assert }: Pick<Observer<unknown, unknown>, "assert">,
  thrown: unknown,
  what: string,
): void {
  assert(thrown !== undefined, `${what} has thrown no error`);
  assert(thrown instanceof Error, `${what} has thrown ${Deno.inspect(thrown)}, which is no Error`);
}

/** The number of nobody. */
const NOBODY = -1;

const outcome = (value: unknown, next: number): Outcome<number>[] => [{ return: value, next }];
const told = (act: () => void) => refusal(act) ? "an error" : undefined;

const calls: Record<string, Call<Mutex, number>> = {
  "lock()": {
    run: (mutex) => told(() => mutex.lock()),
    may: (owner, me) => {
      if (owner === NOBODY) return outcome(undefined, me);
      return owner === me ? outcome("an error", me) : [];
    },
  },
  "unlock()": {
    run: (mutex) => told(() => mutex.unlock()),
    may: (owner, me) => owner === me ? outcome(undefined, NOBODY) : outcome("an error", owner),
  },
  "tryLock()": {
    run: (mutex) => mutex.tryLock(),
    may: (owner, me) => owner === NOBODY ? outcome(true, me) : outcome(false, owner),
  },
};

/** Looks when all is over, whatever thread it was. */
const inTheEnd: Call<Mutex, number> = { ...calls["tryLock()"]!, last: true };

/** What each call may do, when nobody else does anything. The state is the number of the owner. */
export const mutexCalls: Specification<Kata, SharedArrayBuffer, Mutex, number> = {
  starts: { "nobody has the mutex": NOBODY, "somebody else has the mutex": 9 },
  create: ({ Mutex }, owner) => {
    const mutex = Mutex.create();
    if (owner !== NOBODY) mutex.lock();
    return mutex.shared;
  },
  join: ({ Mutex }, shared) => new Mutex(shared),
  calls: { ...calls, "tryLock() of another object": inTheEnd },
  end: ["tryLock() of another object"],
};
