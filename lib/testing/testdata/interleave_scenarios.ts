/** Fixture: two threads want the same lock. */

import type { Scenario, Thread } from "../interleave/scenario.ts";

type Locks = typeof import("./interleave_locks.ts");

const wanting = (name: keyof Locks): Scenario<Locks> => {
  const body = ({ module, shared, criticalSection }: Thread<Locks, SharedArrayBuffer>) => {
    module[name](shared);
    criticalSection();
    module.unlock(shared);
  };
  return { setup: () => new SharedArrayBuffer(4), threads: { A: body, B: body } };
};

export const looks = wanting("looks");
export const takesItsOwn = wanting("takesItsOwn");
export const looksOnce = wanting("looksOnce");
export const unwritten = wanting("unwritten");
export const exchanges = wanting("exchanges");
