/**
 * What the tests do in one thread, with many calls: whenever it would sleep in `Atomics.wait()`, something
 * else happens, as if another thread had done it. So thousands of calls cost nearly nothing. `url` is that
 * of your file. Each function gives what was wrong first, in words.
 *
 * @module
 */

import type { Account } from "./sync.ts";

type Kata = typeof import("./sync.ts");

/** For how long whoever waits for ever has to sleep at least, in milliseconds. */
const LONG = 1e11;

/** What a case has. */
interface Means extends Kata {
  /** Claims something: what is wrong if it does not hold. */
  claim(ok: boolean, message: string): void;
  /** Leaves a case: nothing is wrong, and no more can be seen in one thread. */
  leave(): never;
  /**
   * Calls something that has to sleep. Whenever it would, others act, again and again, until it is woken.
   *
   * @param call What to call.
   * @param act What the others do next. It gives `false` when they have done all.
   * @param before What the others do, once, when it is about to fall asleep.
   */
  meanwhile(call: () => void, act: () => boolean, before?: () => void): void;
}

/** Leaves a case, through the functions that were called. */
class Left extends Error {}

/** Something that sleeps. */
interface Sleeper {
  readonly buffer: ArrayBufferLike;
  readonly byte: number;
  woken: boolean;
}

/** Runs cases one after the other, until a claim does not hold; gives what is wrong. */
async function run(
  url: string,
  cases: Record<string, (means: Means) => void>,
): Promise<string | undefined> {
  let name = "";
  let [wrong, isLeft]: [string | undefined, boolean] = [undefined, false];
  const claim: Means["claim"] = (ok, message) => {
    if (ok) return;
    wrong ??= `${name[0]!.toUpperCase()}${name.slice(1)}: ${message}`;
    throw new Left();
  };
  const leave = () => {
    isLeft = true;
    throw new Left();
  };
  const sleeping = replaceAtomics({ claim, leave });
  const module: Kata = await import(url);
  const meanwhile: Means["meanwhile"] = (call, act, before = () => {}) => {
    [sleeping.others, sleeping.before] = [act, before];
    call();
    sleeping.others = () => false;
  };
  for (const [its, act] of Object.entries(cases)) {
    [name, isLeft] = [its, false];
    sleeping.begin();
    try {
      act({ ...module, claim, leave, meanwhile });
    } catch (error) {
      // What is thrown by code that cleans up while it is left is of no interest.
      if (wrong === undefined && !isLeft) throw error;
    }
    if (wrong !== undefined) return wrong;
  }
}

/** From now on, nobody really sleeps. */
function replaceAtomics({ claim, leave }: Pick<Means, "claim" | "leave">) {
  const { wait, notify, load } = Atomics;
  let sleepers: Sleeper[] = [];
  /** How many were woken, and have not gone on. */
  let woken = 0;
  const its = {
    others: () => false,
    before: () => {},
    begin: () => void ([its.others, its.before, sleepers, woken] = [() => false, () => {}, [], 0]),
  };
  // deno-lint-ignore no-explicit-any
  const byteOf = (cells: any, index: number) => cells.byteOffset + index * cells.BYTES_PER_ELEMENT;

  // deno-lint-ignore no-explicit-any
  Atomics.wait = (cells: any, index: number, value: any, timeout = Infinity) => {
    const { before } = its;
    its.before = () => {};
    before();
    if (!(timeout > 0) || load(cells, index) !== value) return wait(cells, index, value, timeout);
    claim(timeout >= LONG, `it sleeps for ${timeout} ms, and looks again although nobody woke it`);
    const sleeper = { buffer: cells.buffer, byte: byteOf(cells, index), woken: false };
    sleepers.push(sleeper);
    while (!sleeper.woken) {
      if (its.others()) continue;
      // Somebody else was woken, and cannot go on before this one does: there is only one thread.
      if (woken > 0) leave();
      claim(false, "it sleeps on, and nobody is left to wake it");
    }
    woken--;
    return "ok";
  };
  // deno-lint-ignore no-explicit-any
  Atomics.notify = (cells: any, index: number, count = Infinity) => {
    notify(cells, index, count); // It checks the arguments.
    const byte = byteOf(cells, index);
    const here = sleepers.filter((it) => it.buffer === cells.buffer && it.byte === byte)
      .slice(0, Math.max(0, count));
    for (const sleeper of here) sleeper.woken = true;
    sleepers = sleepers.filter((it) => !it.woken);
    woken += here.length;
    return here.length;
  };
  return its;
}

/** How often whoever waits is woken, and something else was faster. */
const TIMES = 300;

/** A mutex, whose lock() is woken many times, and another object has the mutex again. */
export const locking = (url: string): Promise<string | undefined> =>
  run(url, {
    "another object has the mutex": ({ Mutex, claim, meanwhile }) => {
      const mutex = Mutex.create();
      const other = new Mutex(mutex.shared);
      other.lock();
      let unlocked = 0;
      let isFree = false;
      meanwhile(() => mutex.lock(), () => {
        if (isFree) return false;
        unlocked++;
        other.unlock();
        isFree = unlocked === TIMES || !other.tryLock();
        return true;
      });
      claim(
        isFree,
        `it has unlocked and locked the mutex again ${unlocked} times, and lock() has returned`,
      );
      claim(!other.tryLock(), "lock() has returned, and tryLock() of another object returns true");
    },
  });

/** How many signals come while somebody is about to sleep. */
const SIGNALS = [1, 255, 256, 257, 65_535, 65_536];

/** Condition variables, with many signals at the same time, and with another one who waits. */
export const signalling = (url: string): Promise<string | undefined> =>
  run(url, {
    ...Object.fromEntries(
      SIGNALS.flatMap((count) =>
        (["signal", "broadcast"] as const).map((how) => [
          `a thread is about to sleep in wait(), and ${how}() is called ${count} times`,
          signalled((condition) => {
            for (let sent = 0; sent < count; sent++) condition[how]();
          }),
        ])
      ),
    ),
    "a thread is about to sleep in wait(), signal() is called, and another one waits": signalled(
      (condition) => {
        condition.signal();
        condition.mutex.lock();
        condition.waitWithin(0);
        condition.mutex.unlock();
      },
    ),
  });

/** A thread is about to sleep when another one does something, and has to go on. */
const signalled =
  (act: (condition: InstanceType<Kata["Condition"]>) => void) =>
  ({ Mutex, Condition, claim, meanwhile }: Means): void => {
    const mutex = Mutex.create();
    const condition = Condition.create(mutex);
    condition.broadcast(); // Nobody waits yet.
    const other = new Mutex(mutex.shared);
    mutex.lock();
    const before = () => act(new Condition(other, condition.shared));
    meanwhile(() => condition.wait(), () => false, before);
    claim(!other.tryLock(), "wait() has returned, and the mutex is unlocked");
    mutex.unlock();
  };

/** Readers-writer locks with many readers and many writers. */
export const crowding = (url: string): Promise<string | undefined> =>
  run(url, {
    ...Object.fromEntries([1, 2, 3, 255, 256, 300, 65_537].map((count) => [
      `${count} readers are inside, and leave while a writer waits`,
      ({ ReadersWriterLock, claim, meanwhile }: Means) => {
        const lock = ReadersWriterLock.create();
        const comes = new ReadersWriterLock(lock.shared);
        for (let inside = 0; inside < count; inside++) comes.lockShared();
        const leaves = new ReadersWriterLock(lock.shared);
        let left = 0;
        meanwhile(() => lock.lock(), () => {
          if (left === count) return false;
          left++;
          leaves.unlockShared();
          return true;
        });
        claim(left === count, `lock() has returned when ${left} had left`);
        lock.unlock();
      },
    ])),
    ...Object.fromEntries([1, 2, 255, 256, 300].map((count) => [
      `a writer is inside, ${count} more wait, and a reader comes`,
      ({ ReadersWriterLock, claim, leave, meanwhile }: Means) => {
        const lock = ReadersWriterLock.create();
        const join = () => new ReadersWriterLock(lock.shared);
        let [waiting, readers] = [1, 0];
        lock.lock();
        meanwhile(() => join().lock(), () => {
          if (waiting++ < count) join().lock();
          else if (readers++ === 0) join().lockShared();
          else leave(); // The reader sleeps as well.
          claim(readers === 0, "lockShared() has returned");
          claim(false, "lock() of another writer has returned");
          return true;
        });
        claim(false, "lock() of another writer has returned");
      },
    ])),
  });

/** Barriers for many, and for many rounds. */
export const meeting = (url: string): Promise<string | undefined> =>
  run(
    url,
    {
      "two barriers for two, and one thread comes to each": (
        { Barrier, claim, leave, meanwhile },
      ) => {
        const [one, other] = [Barrier.create(2), Barrier.create(2)];
        let come = 0;
        meanwhile(() => one.wait(), () => {
          if (come++ > 0) leave(); // Both sleep.
          other.wait();
          claim(false, "wait() of the second one has returned");
          return true;
        });
        claim(false, "wait() of the first one has returned");
      },
      ...Object.fromEntries(
        [[1, 3], [2, 3], [3, 3], [7, 3], [128, 2], [255, 2], [256, 2], [3, 70_000]].map((
          [parties, rounds],
        ) => [
          `a barrier for ${parties}, ${rounds} times`,
          ({ Barrier, claim, meanwhile }: Means) => {
            const barrier = Barrier.create(parties!);
            const objects = [barrier];
            while (objects.length < Math.min(parties!, 7)) {
              objects.push(new Barrier(barrier.shared));
            }
            for (let round = 1; round <= rounds!; round++) {
              let [come, first] = [0, 0];
              const told: boolean[] = [];
              const comes = () => {
                const object = objects[come++ % objects.length]!;
                told.push(object.wait());
                first ||= come;
              };
              meanwhile(comes, () => {
                if (come === parties) return false;
                comes();
                return true;
              });
              claim(
                first === parties,
                `in round ${round}, wait() has returned when ${first} had come`,
              );
              const yes = told.filter((it) => it === true).length;
              claim(
                yes === 1 && told.every((it) => typeof it === "boolean"),
                `in round ${round}, wait() has returned true ${yes} times`,
              );
            }
          },
        ]),
      ),
    },
  );

const ALL = 2 ** 31 - 1;

/** What is moved: the balances before, the amount, and the balances afterwards, which stay without a third. */
const MOVES: [before: [number, number], amount: number, after?: [number, number]][] = [
  [[0, 0], 0, [0, 0]],
  [[0, 0], 1],
  [[1, 5], 1, [0, 6]],
  [[10, 0], 9, [1, 9]],
  [[10, 0], 10, [0, 10]],
  [[10, 7], 11],
  [[300, 255], 256, [44, 511]],
  [[70_000, 3], 65_536, [4464, 65_539]],
  [[ALL, 0], ALL, [0, ALL]],
  [[0, ALL], 0, [0, ALL]],
  [[1, ALL], ALL],
  [[ALL - 1, 0], ALL],
];

/** Pairs of account numbers, in every order. */
const PAIRS = [[1, 2], [2, 1], [2, 10], [10, 2], [0, -5], [-5, 0], [2 ** 40, 3], [3, 2 ** 40], [
  2 ** 40,
  0,
]];

/** One transfer after the other. */
export const moving = (url: string): Promise<string | undefined> =>
  run(url, {
    "two accounts": (means) => {
      for (const [one, other] of PAIRS) {
        const [from, to] = [account(means, one!), account(means, other!)];
        for (const [before, amount, after] of MOVES) move(means, [from, to], before, amount, after);
      }
    },
    "from an account to itself": (means) => {
      const { claim, transfer } = means;
      for (const [[balance], amount, after] of MOVES) {
        const { own, cell } = account(means, 4);
        cell[0] = balance!;
        // What comes by postMessage() is the same memory, in another object.
        const moved = transfer(own(), structuredClone(own()), amount);
        claim(
          cell[0] === balance && moved === (after !== undefined),
          `with ${balance} in it, transfer() of ${amount} has returned ${moved}, and it has ${
            cell[0]
          }`,
        );
        claim(new means.Mutex(own().mutex).tryLock(), "its mutex is locked after transfer()");
      }
    },
  });

/** An account, and what nobody may do to it. */
function account({ Mutex }: Means, number: number) {
  const [{ shared }, balance] = [Mutex.create(), new SharedArrayBuffer(4)];
  /** Each thread has an object of its own, which belongs to its caller. */
  const own = (): Account => Object.freeze({ number, mutex: shared, balance });
  return { own, cell: new Int32Array(balance) };
}

function move(
  { claim, transfer, Mutex }: Means,
  [from, to]: [ReturnType<typeof account>, ReturnType<typeof account>],
  before: [number, number],
  amount: number,
  after?: [number, number],
): void {
  const numbers = `the accounts ${from.own().number} and ${to.own().number}`;
  [from.cell[0], to.cell[0]] = before;
  const moved = transfer(from.own(), to.own(), amount);
  const [have, wanted] = [
    [from.cell[0], to.cell[0]].join(" and "),
    (after ?? before).join(" and "),
  ];
  const told = `${numbers} had ${
    before.join(" and ")
  }, transfer() of ${amount} has returned ${moved}`;
  claim(have === wanted, `${told}, and now they have ${have}, not ${wanted}`);
  claim(moved === (after !== undefined), `${told}, not ${after !== undefined}`);
  for (const { own } of [from, to]) {
    const mutex = new Mutex(own().mutex);
    claim(mutex.tryLock(), `after transfer() has returned ${moved}, a mutex is locked`);
    mutex.unlock();
  }
}
