/**
 * What the tests of condition variables run under every interleaving: a few threads, each with a few calls
 * of your functions.
 *
 * @module
 */

import type { Observer, Scenario, Thread } from "lib/testing/interleave/scenario.ts";
import type { Call, Specification } from "lib/testing/interleave/specification.ts";
import { assertError, refusal } from "./mutex_scenarios.ts";

type Kata = typeof import("./sync.ts");

/** A number that only who has the mutex looks at or changes, and a condition variable for its changes. */
interface Box {
  readonly mutex: SharedArrayBuffer;
  readonly condition: SharedArrayBuffer;
  readonly number: SharedArrayBuffer;
}

type Body = (thread: Thread<Kata, Box>) => unknown;

function setup({ Mutex, Condition }: Kata): Box {
  const mutex = Mutex.create();
  const condition = Condition.create(mutex).shared;
  return { mutex: mutex.shared, condition, number: new SharedArrayBuffer(4) };
}

/** Each thread has objects of its own. */
function join(
  { module: { Mutex, Condition }, shared }: Pick<Observer<Kata, Box>, "module" | "shared">,
) {
  const mutex = new Mutex(shared.mutex);
  const condition = new Condition(mutex, shared.condition);
  return { mutex, condition, number: new Int32Array(shared.number) };
}

/** Waits until the number is not 0, and takes 1 away. */
const takes: Body = (thread) => {
  const { mutex, condition, number } = join(thread);
  mutex.lock();
  while (number[0] === 0) condition.wait();
  thread.criticalSection();
  number[0]!--;
  mutex.unlock();
};

/** The waiting thread wants the number, and another one changes it, and signals while it has the mutex. */
export const oneSignal: Scenario<Kata, Box> = {
  setup,
  threads: {
    W: takes,
    S: (thread) => {
      const { mutex, condition, number } = join(thread);
      mutex.lock();
      thread.criticalSection();
      number[0] = 1;
      condition.signal();
      mutex.unlock();
    },
  },
};

/** Signals when the mutex is unlocked already, and once too early for that. */
const signalsOutside: Body = (thread) => {
  const { mutex, condition, number } = join(thread);
  condition.signal();
  mutex.lock();
  number[0] = 1;
  mutex.unlock();
  condition.signal();
};

/** The same, with signals outside of the mutex. */
export const signalOutside: Scenario<Kata, Box> = {
  setup,
  threads: { W: takes, S: signalsOutside },
};

/** T signals and gets stuck, so that it goes on when S has signalled once more, or twice. */
export const slowSignal: Scenario<Kata, Box> = {
  setup,
  limits: { preemptions: 3, random: 0 },
  threads: {
    W: takes,
    S: signalsOutside,
    T: (thread) => join(thread).condition.signal(),
  },
};

const signals = (times: number, how: "signal" | "broadcast"): Body => (thread) => {
  const { mutex, condition, number } = join(thread);
  for (let i = 0; i < times; i++) {
    mutex.lock();
    number[0]! += 2 / times;
    condition[how]();
    mutex.unlock();
  }
};

/** Two wait, and a signal comes for each. */
export const twoSignals: Scenario<Kata, Box> = {
  setup,
  limits: { preemptions: 1 },
  threads: { A: takes, B: takes, S: signals(2, "signal") },
};

/** Two wait, and what both want comes at once. */
export const oneBroadcast: Scenario<Kata, Box> = {
  setup,
  limits: { preemptions: 1 },
  threads: { A: takes, B: takes, S: signals(1, "broadcast") },
};

/** Waits once, whatever the number is. */
const waits: Body = (thread) => {
  const { mutex, condition } = join(thread);
  mutex.lock();
  condition.wait();
  mutex.unlock();
};

/** One waits, and the one who signals begins to wait, too. The signal is not for the latter. */
export const laterWaiter: Scenario<Kata, Box> = {
  setup,
  limits: { preemptions: 1 },
  threads: {
    W: waits,
    S: (thread) => {
      const { mutex, condition } = join(thread);
      for (const how of ["signal", "broadcast"] as const) {
        thread.sleep(100); // Until W waits, or has ended.
        mutex.lock();
        condition[how]();
        const woken = condition.waitWithin(50);
        thread.assert(
          !woken,
          `nobody has called signal() since S began to wait, and waitWithin(50) has returned true: ` +
            `S had called ${how}() itself before`,
        );
        mutex.unlock();
      }
    },
  },
};

/** The mutex goes from hand to hand, and another condition variable gets signals. Then one comes for W. */
export const noSignal: Scenario<Kata, Box & { other: SharedArrayBuffer }> = {
  setup: (kata) => {
    const box = setup(kata);
    const { Mutex, Condition } = kata;
    return { ...box, other: Condition.create(new Mutex(box.mutex)).shared };
  },
  limits: { preemptions: 0 },
  threads: {
    W: (thread) => {
      const { mutex, condition, number } = join(thread);
      mutex.lock();
      condition.wait();
      thread.assert(number[0] === 1, "nobody has called signal(), and wait() has returned");
      number[0] = 2;
      thread.assert(condition.waitWithin(Infinity), "waitWithin(Infinity) has returned false");
      thread.assert(number[0] === 3, "nobody has called signal(), and waitWithin() has returned");
      mutex.unlock();
    },
    S: (thread) => {
      const { mutex, condition, number } = join(thread);
      const other = new thread.module.Condition(mutex, thread.shared.other);
      for (const value of [1, 3]) {
        thread.sleep(1000);
        for (let i = 0; i < 3; i++) {
          mutex.lock();
          other.signal();
          other.broadcast();
          mutex.unlock();
          thread.sleep(1e12);
        }
        mutex.lock();
        number[0] = value;
        condition.signal();
        mutex.unlock();
      }
    },
  },
};

/** One object after the other waits without the mutex. */
export const withoutMutex: Scenario<Kata, Box> = {
  setup,
  threads: {
    A: (thread) => {
      const { mutex, condition } = join(thread);
      const other = join(thread);
      const { assert } = thread;
      const refuses = (when: string) => {
        for (
          const [name, wait] of [
            ["wait()", () => condition.wait()],
            ["waitWithin(5)", () => condition.waitWithin(5)],
            ["waitWithin(0)", () => condition.waitWithin(0)],
          ] as const
        ) {
          assertError(thread, refusal(wait), `${when}, and ${name}`);
          assert(
            refusal(() => mutex.unlock()),
            `${when}, and after ${name} was refused, the object has the mutex`,
          );
        }
      };
      refuses("nobody has the mutex");
      assert(other.mutex.tryLock(), "wait() was refused, and the mutex is locked");
      refuses("another object has the mutex");
      assert(!join(thread).mutex.tryLock(), "wait() was refused, and the mutex is unlocked");
      other.mutex.unlock();
    },
  },
};

/** No time, a moment, hours, and what a timer cannot hold. */
const TIMES = [0, 0.5, 120, 3_600_000, 2 ** 31 - 1, 2 ** 31, 2 ** 32 + 100, 1e12];

/** Waits with the mutex, and sees whether that ends when it should, to the millisecond, with the mutex. */
function within(
  thread: Thread<Kata, Box>,
  { mutex, condition }: ReturnType<typeof join>,
  milliseconds: number,
  expected: { after: number; woken: boolean; because: string },
): void {
  mutex.lock();
  const start = thread.now();
  const woken = condition.waitWithin(milliseconds);
  const time = thread.now() - start;
  thread.assert(
    woken === expected.woken && Math.abs(time - expected.after) <= 1.5,
    `${expected.because}, and after ${Math.round(time)} ms, waitWithin(${milliseconds}) has ` +
      `returned ${woken}`,
  );
  const isFree = join(thread).mutex.tryLock();
  thread.assert(!isFree, `waitWithin(${milliseconds}) has returned ${woken} without the mutex`);
  mutex.unlock();
}

/** Signals come before, and none while a thread waits. */
export const alone: Scenario<Kata, Box> = {
  setup,
  limits: { preemptions: 0, random: 0 },
  threads: {
    W: (thread) => {
      const objects = join(thread);
      for (const time of TIMES) {
        objects.condition.signal();
        objects.condition.broadcast();
        within(thread, objects, time, {
          after: time,
          woken: false,
          because: "no signal came meanwhile",
        });
      }
    },
  },
};

/** A signal comes when half of the time is over. */
export const halfTime: Scenario<Kata, Box> = {
  setup,
  limits: { preemptions: 0, random: 0 },
  threads: {
    W: (thread) => {
      const objects = join(thread);
      for (const time of [3000, 2 ** 33, Infinity]) {
        const half = Math.min(time / 2, 1e11);
        const because = `a signal came after ${half} ms`;
        within(thread, objects, time, { after: half, woken: true, because });
        thread.sleep(half);
      }
    },
    S: (thread) => {
      const { condition } = join(thread);
      for (const time of [3000, 2 ** 33, Infinity]) {
        const half = Math.min(time / 2, 1e11);
        thread.sleep(half);
        condition.signal();
        thread.sleep(half);
      }
    },
  },
};

/** W wakes up while another thread has the mutex, and keeps it for thirty years. */
const heldAfter = (
  wait: (condition: ReturnType<typeof join>["condition"]) => void,
  signals: boolean,
): Scenario<Kata, Box> => ({
  setup,
  limits: { preemptions: 1 },
  threads: {
    W: (thread) => {
      const { mutex, condition } = join(thread);
      mutex.lock();
      wait(condition);
      thread.criticalSection();
      mutex.unlock();
    },
    S: (thread) => {
      const { mutex, condition } = join(thread);
      thread.sleep(50);
      mutex.lock();
      if (signals) condition.signal();
      thread.sleep(1e12);
      thread.criticalSection();
      mutex.unlock();
    },
  },
});

/** Its time is over. */
export const heldAtTheEnd = heldAfter((condition) => void condition.waitWithin(100), false);

/** A signal came while it had time left. */
export const heldWithin = heldAfter((condition) => void condition.waitWithin(100), true);

/** A signal came, for which it waited without a limit. */
export const heldAfterSignal = heldAfter((condition) => condition.wait(), true);

/** The signal comes after some milliseconds, in which W begins to wait for 100 ms. */
const signalAfter = (milliseconds: number): Scenario<Kata, Box> => ({
  setup,
  threads: {
    W: (thread) => {
      const { mutex, condition, number } = join(thread);
      mutex.lock();
      const start = thread.now();
      const woken = condition.waitWithin(100);
      const time = Math.round(thread.now() - start);
      thread.assert(woken || time >= 99, `after ${time} ms, waitWithin(100) has given up`);
      thread.assert(
        !woken || number[0] === 1,
        "nobody has called signal() yet, and waitWithin(100) has returned true",
      );
      thread.criticalSection();
      mutex.unlock();
    },
    S: (thread) => {
      const { mutex, condition, number } = join(thread);
      if (milliseconds > 0) thread.sleep(milliseconds);
      mutex.lock();
      thread.criticalSection();
      number[0] = 1;
      condition.signal();
      mutex.unlock();
    },
  },
});

/** The signal comes when W does not wait yet, when it is about to fall asleep, or when it sleeps. */
export const firstMoment = signalAfter(0);

/** The signal comes when the time is nearly over, or a moment too late. */
export const lastMoment = signalAfter(100);

/** One signal, when the time of A is about over. If it was for A, A passes it on to B. */
export const lastOfTwo: Scenario<Kata, Box> = {
  setup,
  limits: { preemptions: 1 },
  threads: {
    A: (thread) => {
      const { mutex, condition } = join(thread);
      mutex.lock();
      const woken = condition.waitWithin(100);
      if (woken) condition.signal();
      mutex.unlock();
      return woken;
    },
    B: waits,
    S: (thread) => {
      const { condition } = join(thread);
      thread.sleep(100); // Until A and B wait.
      condition.signal();
    },
  },
};

type Joined = ReturnType<typeof join>;

const locked = <T>(act: (objects: Joined) => T) => (objects: Joined): T => {
  objects.mutex.lock();
  const result = act(objects);
  objects.mutex.unlock();
  return result;
};

const adds = (count: number, run: (objects: Joined) => void): Call<Joined, number> => ({
  run,
  may: (number) => [{ return: undefined, next: number + count }],
});

/** What whoever uses a condition variable writes. The state is the number. */
export const conditionCalls: Specification<Kata, Box, Joined, number> = {
  starts: { "the number is 0": 0, "the number is 1": 1 },
  create: (kata, number) => {
    const box = setup(kata);
    new Int32Array(box.number)[0] = number;
    return box;
  },
  join: (module, shared) => join({ module, shared }),
  calls: {
    "take 1, and wait() for it": {
      run: locked(({ condition, number }) => {
        while (number[0] === 0) condition.wait();
        number[0]!--;
      }),
      may: (number) => number > 0 ? [{ return: undefined, next: number - 1 }] : [],
    },
    "add 1, signal()": adds(
      1,
      locked(({ condition, number }) => {
        number[0]!++;
        condition.signal();
      }),
    ),
    "add 2, broadcast()": adds(
      2,
      locked(({ condition, number }) => {
        number[0]! += 2;
        condition.broadcast();
      }),
    ),
    "add 1, unlock(), signal()": adds(1, (objects) => {
      locked(({ number }) => number[0]!++)(objects);
      objects.condition.signal();
    }),
    "take 1, or waitWithin(50) for it": {
      run: locked(({ condition, number }) => {
        while (number[0] === 0 && condition.waitWithin(50));
        if (number[0] === 0) return false;
        number[0]!--;
        return true;
      }),
      may: (number) => number > 0 ? [{ return: true, next: number - 1 }] : [],
      within: 50,
    },
    "the number": {
      run: ({ number }) => number[0],
      may: (number) => [{ return: number, next: number }],
      last: true,
    },
  },
  end: ["the number"],
};
