/** An alternative: it never waits in the kernel, but looks again and again, with pauses. */
export * from "../semaphore_set.ts";
import { SysError } from "lib/sys/errno.ts";
import {
  GETVAL,
  IPC_CREAT,
  IPC_EXCL,
  IPC_NOWAIT,
  IPC_RMID,
  IPC_STAT,
  SEM_UNDO,
  semctl,
  semget,
  semop,
  SETVAL,
} from "lib/sys/sem.ts";
import type { Needs } from "../semaphore_set.ts";

/** How often it looks, in milliseconds. */
const PAUSE = 15;
const cell = new Int32Array(new SharedArrayBuffer(4));

/** No semaphore more: a pool is ready when semop() has been called there, which the kernel notes. */
export function openPool(key: number, count: number, initial: () => number[]): number {
  for (;;) {
    const there = attempt(["ENOENT"], () => semget(key, count, 0o600));
    if (there === undefined) {
      const made = attempt(["EEXIST"], () => semget(key, count, IPC_CREAT | IPC_EXCL | 0o600));
      if (made !== undefined) return fill(made, initial);
    } else if (attempt(["EINVAL", "EIDRM"], () => semctl(there, 0, IPC_STAT).operated)) {
      return there;
    } else Atomics.wait(cell, 0, 0, PAUSE);
  }
}

function fill(pool: number, initial: () => number[]): number {
  let isReady = false;
  try {
    const values = initial();
    for (const number of values.keys()) semctl(pool, number, SETVAL, values[number]);
    const by = values[0] === 0 ? 1 : -1;
    semop(pool, [{ number: 0, by }, { number: 0, by: -by }]);
    isReady = true;
  } finally {
    if (!isReady) semctl(pool, 0, IPC_RMID);
  }
  return pool;
}

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  const operations = operationsOf(needs, -1);
  const end = performance.now() + ms;
  for (;;) {
    if (attempt(["EAGAIN"], () => (semop(pool, operations), true))) return true;
    const left = end - performance.now();
    if (left <= 0) return false;
    Atomics.wait(cell, 0, 0, Math.min(PAUSE, left));
  }
}

export function release(pool: number, needs: Needs): void {
  semop(pool, operationsOf(needs, 1));
}

/** Adding nothing is done by adding one and taking it away again, or the other way round. */
function operationsOf(needs: Needs, sign: number) {
  const flags = SEM_UNDO | IPC_NOWAIT;
  const all = [];
  for (const [key, n] of Object.entries(needs)) {
    if (n > 0) all.push({ number: Number(key), by: sign * n, flags });
  }
  return all.length > 0 ? all : [{ number: 0, by: 1, flags }, { number: 0, by: -1, flags }];
}

export class WorkCounter {
  #pool: number;
  #index: number;

  constructor(pool: number, index: number) {
    this.#pool = pool;
    this.#index = index;
  }

  add(n: number): void {
    if (n > 0) semop(this.#pool, [{ number: this.#index, by: n }]);
  }

  done(): void {
    semop(this.#pool, [{ number: this.#index, by: -1, flags: IPC_NOWAIT }]);
  }

  allDone(): void {
    while (semctl(this.#pool, this.#index, GETVAL) > 0) Atomics.wait(cell, 0, 0, PAUSE);
  }
}

function attempt<T>(codes: string[], call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (error instanceof SysError && codes.includes(error.code)) return undefined;
    throw error;
  }
}
