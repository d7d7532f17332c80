/**
 * What the tests of transfers run under every interleaving: a few threads, each with a few calls of your
 * function.
 *
 * @module
 */

import type { Scenario } from "lib/testing/interleave/scenario.ts";
import type { Call, Specification } from "lib/testing/interleave/specification.ts";
import type { Account } from "./sync.ts";

type Kata = typeof import("./sync.ts");

/** Accounts, and their memory by names for the printed schedule. */
interface Bank extends Record<string, unknown> {
  readonly accounts: Account[];
}

/** Opens accounts. Their numbers are in no order, and look alike without their sign, or in 32 bits. */
function bank({ Mutex }: Kata, balances: number[]): Bank {
  const accounts = balances.map((amount, at): Account => {
    const balance = new SharedArrayBuffer(4);
    new Int32Array(balance)[0] = amount;
    return { number: NUMBERS[at]!, mutex: Mutex.create().shared, balance };
  });
  const named = accounts.flatMap(({ mutex, balance }, at) => [
    [`mutex ${NAMES[at]}`, mutex],
    [`balance ${NAMES[at]}`, balance],
  ]);
  return { ...Object.fromEntries(named), accounts };
}

const NAMES = ["X", "Y", "Z"];
const NUMBERS = [2 ** 32, -(2 ** 32), 7];

/** Each thread has objects of its own for the accounts, as those that came with postMessage(). */
const own = ({ accounts }: Bank): Account[] => accounts.map((account) => ({ ...account }));

/** Two threads move money between the same two accounts, in opposite directions. */
export const opposite: Scenario<Kata, Bank> = {
  setup: (kata) => bank(kata, [10, 10]),
  threads: {
    A: ({ module, shared }) => {
      const [X, Y] = own(shared);
      return module.transfer(X!, Y!, 3);
    },
    B: ({ module, shared }) => {
      const [X, Y] = own(shared);
      return module.transfer(Y!, X!, 4);
    },
  },
  check: ({ assert, shared, results: { A, B } }) => {
    const [X, Y] = shared.accounts.map(({ balance }) => new Int32Array(balance)[0]);
    assert(
      A === true && B === true && X === 11 && Y === 9,
      `X and Y had 10, A moved 3 from X to Y and was told ${A}, B moved 4 from Y to X and was told ` +
        `${B}, and now X has ${X}, Y has ${Y}`,
    );
  },
};

/** B looks at both balances while A moves money, if it gets both mutexes. */
export const inBetween: Scenario<Kata, Bank> = {
  setup: (kata) => bank(kata, [10, 10]),
  threads: {
    A: ({ module, shared }) => {
      const [X, Y] = own(shared);
      return module.transfer(X!, Y!, 3);
    },
    B: ({ module: { Mutex }, shared: { accounts }, assert }) => {
      const [X, Y] = accounts.map(({ mutex }) => new Mutex(mutex));
      X!.lock();
      if (Y!.tryLock()) {
        const sum = accounts.reduce((sum, { balance }) => sum + new Int32Array(balance)[0]!, 0);
        assert(
          sum === 20,
          `a thread has both mutexes, and of 20 in the beginning, ${sum} are there, while another ` +
            `one calls transfer() of 3`,
        );
        Y!.unlock();
      }
      X!.unlock();
    },
  },
};

/** T has the mutex of one account after the other, and adds 1, while U moves money back and forth. */
export const oneAtATime: Scenario<Kata, Bank> = {
  setup: (kata) => bank(kata, [10, 10]),
  threads: {
    T: ({ module: { Mutex }, shared: { accounts } }) => {
      for (const { mutex, balance } of accounts) {
        const [own, cells] = [new Mutex(mutex), new Int32Array(balance)];
        own.lock();
        cells[0]!++;
        own.unlock();
      }
    },
    U: ({ module, shared }) => {
      const [X, Y] = own(shared);
      return [module.transfer(Y!, X!, 3), module.transfer(X!, Y!, 1)];
    },
  },
  check: ({ assert, shared, results: { U } }) => {
    const [X, Y] = shared.accounts.map(({ balance }) => new Int32Array(balance)[0]);
    assert(
      U.every((told: unknown) => told === true) && X === 13 && Y === 9,
      `X and Y had 10, and a thread with the mutex of X, and then with that of Y, has added 1 to ` +
        `each. Another one has moved 3 from Y to X and 1 from X to Y. It was told ` +
        `${U.join(" and ")}, and now they have ${X} and ${Y}, not 13 and 9`,
    );
  },
};

/**
 * T has one of the two mutexes for long, and changes the balance, while U wants to move money, perhaps
 * from the account to itself.
 */
const guarded = (which: 0 | 1, to: 0 | 1 = 1): Scenario<Kata, Bank> => ({
  setup: (kata) => bank(kata, [10, 10]),
  limits: { preemptions: 0, random: 0 },
  threads: {
    T: ({ module, shared, assert, sleep }) => {
      const { mutex, balance } = shared.accounts[which]!;
      const [own, cell] = [new module.Mutex(mutex), new Int32Array(balance)];
      own.lock();
      cell[0] = which === 0 ? 1 : 5;
      sleep(1e12);
      const now = cell[0];
      assert(
        now === (which === 0 ? 1 : 5),
        `another thread has the mutex of the account ${
          which === 0 ? "from" : "to"
        } which money is ` +
          `moved, and transfer() has changed its balance`,
      );
      cell[0] = 10;
      own.unlock();
    },
    U: ({ module, shared, sleep }) => {
      const [from, into] = [own(shared)[0]!, own(shared)[to]!];
      sleep(1000);
      return module.transfer(from, into, 3);
    },
  },
  check: ({ assert, shared, results: { U } }) => {
    const found = shared.accounts.map(({ balance }) => new Int32Array(balance)[0]).join(" and ");
    const wanted = to === 0 ? "10 and 10" : "7 and 13";
    assert(
      U === true && found === wanted,
      `another thread had the mutex of the account ${which === 0 ? "from" : "to"} which money is ` +
        `moved, and made both balances 10 in the end; transfer() has looked at a balance ` +
        `meanwhile: it has returned ${U} with the balances ${found}, not true with ${wanted}`,
    );
  },
});

/** T has the mutex of the account from which money is moved. */
export const guardedFrom = guarded(0);

/** T has the mutex of the account to which money is moved. */
export const guardedTo = guarded(1);

/** T has the mutex of the account from which money is moved, and to which. */
export const guardedBoth = guarded(0, 0);

interface Joined {
  readonly module: Kata;
  readonly accounts: Account[];
}

const moves = (from: number, to: number, amount: number): Record<string, Call<Joined, string>> => ({
  [`transfer(${NAMES[from]}, ${NAMES[to]}, ${amount})`]: {
    run: ({ module, accounts }) => module.transfer(accounts[from]!, accounts[to]!, amount),
    may: (state) => {
      const balances = state.split(" ").map(Number);
      if (balances[from]! < amount) return [{ return: false, next: state }];
      balances[from]! -= amount;
      balances[to]! += amount;
      return [{ return: true, next: balances.join(" ") }];
    },
  },
});

/** What each call may do, when nobody else does anything. The state is the balances. */
export const transferCalls: Specification<Kata, Bank, Joined, string> = {
  starts: { "X has 10, Y has 10, Z has 0": "10 10 0" },
  create: (kata, state) => bank(kata, state.split(" ").map(Number)),
  join: (module, shared) => ({ module, accounts: own(shared) }),
  calls: {
    ...moves(0, 1, 7),
    ...moves(1, 0, 12),
    ...moves(0, 2, 8),
    ...moves(2, 1, 3),
    ...moves(1, 1, 5),
    "balances": {
      run: ({ accounts }) =>
        accounts.map(({ balance }) => Atomics.load(new Int32Array(balance), 0)).join(" "),
      may: (state) => [{ return: state, next: state }],
      last: true,
    },
  },
  end: ["balances"],
};
