/** A solution of the semaphore_set kata. @module */

import { SysError } from "lib/sys/errno.ts";
import {
  GETNCNT,
  GETPID,
  GETVAL,
  GETZCNT,
  IPC_CREAT,
  IPC_EXCL,
  IPC_NOWAIT,
  IPC_RMID,
  type Operation,
  SEM_UNDO,
  semctl,
  semget,
  semop,
  semtimedop,
  SETVAL,
} from "lib/sys/sem.ts";

export type Needs = Record<number, number>;

export function openPool(key: number, count: number, initial: () => number[]): number {
  for (;;) {
    const made = unless(["EEXIST"], () => semget(key, count + 1, IPC_CREAT | IPC_EXCL | 0o600));
    if (made !== undefined) return filled(made, count, initial);
    const pool = unless(["ENOENT"], () => semget(key, count + 1, 0o600));
    if (pool !== undefined && passes(pool, count)) return pool;
    // Who made it has failed: now it is this one's turn.
  }
}

/** Gives a new pool its values, and opens its gate: a semaphore more, which nobody passes while it is 0. */
function filled(pool: number, gate: number, initial: () => number[]): number {
  try {
    initial().forEach((value, number) => semctl(pool, number, SETVAL, value));
    semctl(pool, gate, SETVAL, 1);
    return pool;
  } catch (error) {
    semctl(pool, 0, IPC_RMID);
    throw error;
  }
}

/** Waits at the gate of a pool. Tells whether it was opened, and the pool is not gone. */
function passes(pool: number, gate: number): boolean {
  const operations = [{ number: gate, by: -1 }, { number: gate, by: 1 }];
  return unless(["EIDRM", "EINVAL"], () => operate(pool, operations)) ?? false;
}

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  return operate(pool, all(needs, -1), ms);
}

export function release(pool: number, needs: Needs): void {
  operate(pool, all(needs, 1));
}

/** Both sides have SEM_UNDO, so that what the kernel would give back is what the process holds. */
function all(needs: Needs, sign: number): Operation[] {
  return Object.entries(needs)
    .filter(([, amount]) => amount !== 0) // 0 would wait until the semaphore is 0.
    .map(([number, amount]) => ({
      number: Number(number),
      by: sign * amount,
      flags: SEM_UNDO,
    }));
}

export class WorkCounter {
  constructor(readonly pool: number, readonly index: number) {}

  add(n: number): void {
    if (n !== 0) operate(this.pool, [{ number: this.index, by: n }]);
  }

  done(): void {
    operate(this.pool, [{ number: this.index, by: -1, flags: IPC_NOWAIT }]);
  }

  allDone(): void {
    operate(this.pool, [{ number: this.index, by: 0 }]);
  }
}

export function statusOf(pool: number, index: number) {
  const [value, waiting, waitingForZero, lastPid] = [GETVAL, GETNCNT, GETZCNT, GETPID]
    .map((operation) => semctl(pool, index, operation)) as [number, number, number, number];
  return { value, waiting, waitingForZero, lastPid };
}

/** Does all operations, in so many milliseconds at most. Tells whether it has. A signal is no reason to end. */
function operate(pool: number, operations: Operation[], ms = Infinity): boolean {
  if (operations.length === 0) return semctl(pool, 0, GETVAL) >= 0;
  for (const end = performance.now() + ms;;) {
    try {
      if (ms === Infinity) semop(pool, operations);
      else semtimedop(pool, operations, Math.max(0, end - performance.now()));
      return true;
    } catch (error) {
      const code = error instanceof SysError ? error.code : undefined;
      if (code === "EAGAIN" && ms !== Infinity) return false;
      if (code !== "EINTR") throw error;
    }
  }
}

/** Calls, unless that fails with one of these codes. */
function unless<T>(codes: string[], call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (error instanceof SysError && codes.includes(error.code)) return undefined;
    throw error;
  }
}
