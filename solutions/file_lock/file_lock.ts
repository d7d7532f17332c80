/** Solution of the file_lock kata. @module */

import { SysError } from "lib/sys/errno.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { O_RDONLY, O_RDWR, open } from "lib/sys/fifo.ts";
import { pread, pwrite } from "lib/sys/file.ts";
import { F_GETLK, F_OFD_SETLK, F_WRLCK, getLock, setLock } from "lib/sys/record_lock.ts";

const SIZE = 8;

export async function withLock<T>(
  path: string,
  work: () => T | Promise<T>,
  options: { shared?: boolean } = {},
): Promise<T> {
  using file = await Deno.open(path, { read: true, write: true, create: true, mode: 0o600 });
  await file.lock(!options.shared);
  return await work();
}

export async function updateRecord(
  path: string,
  index: number,
  change: (value: bigint) => bigint | Promise<bigint>,
): Promise<bigint> {
  using records = new Records(path);
  await records.lock(index);
  const value = await change(records.read(index));
  records.write(index, value);
  return value;
}

export interface Holder {
  pid: number | undefined;
  exclusive: boolean;
  first: number;
  last: number;
}

export function holderOf(path: string, index: number): Holder | undefined {
  const fd = open(path, O_RDONLY);
  try {
    const lock = getLock(fd, F_GETLK, placeOf(index));
    if (lock === undefined) return undefined;
    const { pid, type, start, length } = lock;
    return {
      pid: pid === -1 ? undefined : pid,
      exclusive: type === F_WRLCK,
      first: start,
      last: length === 0 ? Infinity : start + length - 1,
    };
  } finally {
    close(fd);
  }
}

export async function transfer(
  path: string,
  from: number,
  to: number,
  amount: bigint,
): Promise<void> {
  if (amount < 0n) throw new RangeError(`Cannot transfer ${amount}: it is negative`);
  using records = new Records(path);
  // Everybody locks the lower one first, so nobody who has it waits for somebody who wants it.
  for (const index of [from, to].sort((a, b) => a - b)) await records.lock(index);
  const balance = records.read(from);
  if (balance < amount) throw new RangeError(`Cannot transfer ${amount}: there is ${balance}`);
  if (from === to) return;
  records.write(to, records.read(to) + amount); // It may have no room: so it comes first.
  records.write(from, balance - amount);
}

export function claim(path: string): Disposable {
  const file = Deno.openSync(path, { read: true, write: true, create: true });
  try {
    if (!file.tryLockSync(true)) {
      const [pid] = Deno.readTextFileSync(path).split("\n");
      throw new Deno.errors.AlreadyExists(`Cannot claim ${path}: process ${pid} has it`);
    }
    const line = new TextEncoder().encode(`${Deno.pid}\n`);
    file.writeSync(line);
    file.truncateSync(line.length); // Only now: the first line always says a pid.
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Records of a file. The locks belong to this open file, so that other calls are kept out as well. */
class Records implements Disposable {
  #fd: Fd;

  constructor(path: string) {
    this.#fd = open(path, O_RDWR);
  }

  /** To wait in the kernel would stop the whole process, so it asks again and again. */
  async lock(index: number): Promise<void> {
    for (let pause = 1; !this.#tryLock(index); pause = Math.min(2 * pause, 20)) {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  #tryLock(index: number): boolean {
    try {
      setLock(this.#fd, F_OFD_SETLK, placeOf(index));
      return true;
    } catch (error) {
      if (error instanceof SysError && /^(EAGAIN|EACCES)$/.test(error.code)) return false;
      throw error;
    }
  }

  read(index: number): bigint {
    const bytes = new Uint8Array(SIZE);
    pread(this.#fd, bytes, SIZE * index);
    return new DataView(bytes.buffer).getBigInt64(0, true);
  }

  write(index: number, value: bigint): void {
    if (BigInt.asIntN(64, value) !== value) {
      throw new RangeError(`Cannot write ${value}: a record has ${SIZE} bytes`);
    }
    const bytes = new Uint8Array(SIZE);
    new DataView(bytes.buffer).setBigInt64(0, value, true);
    pwrite(this.#fd, bytes, SIZE * index);
  }

  [Symbol.dispose](): void {
    close(this.#fd);
  }
}

function placeOf(index: number) {
  return { type: F_WRLCK, start: SIZE * index, length: SIZE };
}
