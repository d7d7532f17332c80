/** An alternative: nothing ever waits in the kernel. Who does not get all locks gives back those that it has. */
export { claim, type Holder, holderOf } from "../file_lock.ts";
import { close } from "lib/sys/fd.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";
import { F_OFD_SETLK, F_UNLCK, F_WRLCK, setLock } from "lib/sys/record_lock.ts";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function withLock<T>(
  path: string,
  work: () => T | Promise<T>,
  { shared = false }: { shared?: boolean } = {},
): Promise<T> {
  using file = Deno.openSync(path, { read: true, append: true, create: true, mode: 0o600 });
  for (let ms = 1; !file.tryLockSync(!shared); ms = Math.min(1.5 * ms, 50)) await pause(ms);
  const result = await work();
  file.unlockSync();
  return result;
}

/** Runs `work` with records as numbers, while they are locked; writes what it has made of them. */
async function withRecords(
  path: string,
  indices: number[],
  work: (values: bigint[]) => void | Promise<void>,
): Promise<bigint[]> {
  const fd = open(path, O_RDWR);
  const set = (type: number, index: number) =>
    setLock(fd, F_OFD_SETLK, { type, start: 8 * index, length: 8 });
  try {
    for (;;) {
      try {
        indices.forEach((index) => set(F_WRLCK, index));
        break;
      } catch {
        indices.forEach((index) => set(F_UNLCK, index));
        await pause(1 + 20 * Math.random());
      }
    }
    using file = Deno.openSync(path, { read: true, write: true });
    const values: bigint[] = [];
    for (const index of indices) {
      const bytes = new Uint8Array(8);
      file.seekSync(8 * index, Deno.SeekMode.Start);
      for (let at = 0, count; at < 8 && (count = file.readSync(bytes.subarray(at)));) at += count;
      values.push(new DataView(bytes.buffer).getBigInt64(0, true));
    }
    await work(values);
    for (const value of values) {
      if (value !== BigInt.asIntN(64, value)) throw new RangeError(`${value} is too large`);
    }
    for (const [at, index] of indices.entries()) {
      const bytes = new Uint8Array(BigInt64Array.of(values[at]!).buffer);
      file.seekSync(8 * index, Deno.SeekMode.Start);
      for (const byte of bytes) file.writeSync(Uint8Array.of(byte));
    }
    return values;
  } finally {
    close(fd);
  }
}

export async function updateRecord(
  path: string,
  index: number,
  change: (value: bigint) => bigint | Promise<bigint>,
): Promise<bigint> {
  const [value] = await withRecords(path, [index], async (values) => {
    values[0] = await change(values[0]!);
  });
  return value!;
}

export async function transfer(
  path: string,
  from: number,
  to: number,
  amount: bigint,
): Promise<void> {
  await withRecords(path, from === to ? [from] : [from, to], (values) => {
    if (amount < 0n || amount > values[0]!) throw new RangeError(`${amount} cannot be moved`);
    if (from === to) return;
    values[0]! -= amount;
    values[1]! += amount;
  });
}
