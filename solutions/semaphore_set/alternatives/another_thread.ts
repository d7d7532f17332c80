/** An alternative: another thread waits in the kernel, and a lock on a file makes one process open the pool. */
export * from "../semaphore_set.ts";
import {
  IPC_CREAT,
  IPC_EXCL,
  IPC_NOWAIT,
  IPC_RMID,
  SEM_UNDO,
  semctl,
  semget,
  semop,
  SETVAL,
} from "lib/sys/sem.ts";
import { SysError } from "lib/sys/errno.ts";
import type { Needs } from "../semaphore_set.ts";

/** Waits, whatever comes: its first answer is 1 when it has all, 2 when the time is over, or its error. */
const THREAD = `
  import { semop, semtimedop } from "${import.meta.resolve("lib/sys/sem.ts")}";
  self.onmessage = ({ data: { cells, text, pool, operations, ms } }) => {
    for (const end = Date.now() + ms;;) {
      try {
        if (ms === Infinity) semop(pool, operations);
        else semtimedop(pool, operations, Math.max(0, end - Date.now()));
        Atomics.store(cells, 0, 1);
      } catch ({ code, message }) {
        if (code === "EINTR") continue;
        new TextEncoder().encode(code.padEnd(8)).forEach((byte, at) => text[at] = byte);
        Atomics.store(cells, 0, code === "EAGAIN" ? 2 : 3);
      }
      break;
    }
    Atomics.notify(cells, 0);
    self.close();
  };`;

interface Operation {
  number: number;
  by: number;
  flags?: number;
}

function inThread(pool: number, operations: Operation[], ms: number): boolean {
  const buffer = new SharedArrayBuffer(16);
  const [cells, text] = [new Int32Array(buffer, 0, 1), new Uint8Array(buffer, 8)];
  const url = `data:text/javascript,${encodeURIComponent(THREAD)}`;
  const thread = new Worker(url, { type: "module" });
  thread.postMessage({ cells, text, pool, operations, ms });
  Atomics.wait(cells, 0, 0);
  thread.terminate();
  if (cells[0] !== 3) return cells[0] === 1;
  const code = new TextDecoder().decode(text.slice()).trim();
  throw Object.assign(new Error(`semaphore set ${pool}: ${code}`), { code });
}

export function openPool(key: number, count: number, initial: () => number[]): number {
  const folder = Deno.env.get("TMPDIR") ?? "/tmp";
  using file = Deno.openSync(`${folder}/pool-${key >>> 0}`, { create: true, write: true });
  file.lockSync(true); // Whoever closes the file gives it back.
  try {
    return semget(key, count, 0o600);
  } catch (error) {
    if (!(error instanceof SysError) || error.code !== "ENOENT") throw error;
  }
  const pool = semget(key, count, IPC_CREAT | IPC_EXCL | 0o600);
  try {
    initial().forEach((value, number) => semctl(pool, number, SETVAL, value));
    return pool;
  } catch (error) {
    semctl(pool, 0, IPC_RMID);
    throw error;
  }
}

export function acquire(pool: number, needs: Needs, ms = Infinity): boolean {
  const operations = Object.entries(needs).filter(([, n]) => n > 0)
    .map(([number, n]) => ({ number: Number(number), by: -n, flags: SEM_UNDO }));
  return operations.length === 0 || inThread(pool, operations, ms);
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
    inThread(this.#pool, [{ number: this.#index, by: 0 }], Infinity);
  }
}
