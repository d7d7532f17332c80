/** An alternative: a Worker waits in the kernel for each record, and neighbours are locked at once. */
export { withLock } from "../file_lock.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";
import { pread, pwrite } from "lib/sys/file.ts";
import { F_OFD_GETLK, F_OFD_SETLK, F_RDLCK, F_WRLCK, getLock } from "lib/sys/record_lock.ts";
import { setLock } from "lib/sys/record_lock.ts";

const THREAD = `
  import { F_OFD_SETLKW, setLock } from "${import.meta.resolve("lib/sys/record_lock.ts")}";
  self.onmessage = ({ data: { fd, locks } }) => {
    for (const lock of locks) {
      for (;;) {
        try {
          setLock(fd, F_OFD_SETLKW, lock);
          break;
        } catch (error) {
          if (error.code !== "EINTR") throw error;
        }
      }
    }
    self.postMessage("locked");
  };`;

/** Locks bytes, one range after the other. */
async function lock(fd: Fd, ranges: [first: number, count: number][]): Promise<void> {
  const thread = new Worker(`data:text/javascript,${encodeURIComponent(THREAD)}`, {
    type: "module",
  });
  try {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    thread.onmessage = resolve;
    thread.onerror = (event) => (event.preventDefault(), reject(event.error));
    const locks = ranges.map(([first, count]) => ({
      type: F_WRLCK,
      start: 8 * first,
      length: 8 * count,
    }));
    thread.postMessage({ fd, locks });
    await promise;
  } finally {
    thread.terminate();
  }
}

export async function updateRecord(
  path: string,
  index: number,
  change: (value: bigint) => bigint | Promise<bigint>,
): Promise<bigint> {
  const fd = open(path, O_RDWR);
  try {
    await lock(fd, [[index, 1]]);
    const record = new BigInt64Array(1);
    pread(fd, new Uint8Array(record.buffer), 8 * index);
    const value = await change(record[0]!);
    record[0] = value;
    if (record[0] !== value) throw new RangeError(`${value} has more than 8 bytes`);
    pwrite(fd, new Uint8Array(record.buffer), 8 * index);
    return value;
  } finally {
    close(fd);
  }
}

export interface Holder {
  pid: number | undefined;
  exclusive: boolean;
  first: number;
  last: number;
}

export function holderOf(path: string, index: number): Holder | undefined {
  const fd = open(path, O_RDWR);
  try {
    const lock = getLock(fd, F_OFD_GETLK, { type: F_WRLCK, start: 8 * index, length: 8 });
    return lock && {
      pid: lock.pid > 0 ? lock.pid : undefined,
      exclusive: lock.type !== F_RDLCK,
      first: lock.start,
      last: lock.start + (lock.length || Infinity) - 1,
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
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const fd = open(path, O_RDWR);
  try {
    await lock(fd, high - low < 2 ? [[low, high - low + 1]] : [[low, 1], [high, 1]]);
    const [giving, getting] = [new BigInt64Array(1), new BigInt64Array(1)];
    const bytes = [giving, getting].map(({ buffer }) => new Uint8Array(buffer));
    pread(fd, bytes[0]!, 8 * from);
    pread(fd, bytes[1]!, 8 * to);
    const sum = getting[0]! + (from === to ? 0n : amount);
    if (amount < 0n || giving[0]! < amount || sum >= 2n ** 63n) throw new RangeError(`${amount}`);
    if (from === to) return;
    giving[0]! -= amount;
    getting[0] = sum;
    pwrite(fd, bytes[0]!, 8 * from);
    pwrite(fd, bytes[1]!, 8 * to);
  } finally {
    close(fd);
  }
}

export function claim(path: string): Disposable {
  Deno.openSync(path, { append: true, create: true }).close();
  const fd = open(path, O_RDWR);
  const claimed = new DisposableStack();
  claimed.defer(() => close(fd));
  try {
    setLock(fd, F_OFD_SETLK, { type: F_WRLCK, start: 2 ** 40, length: 1 });
  } catch {
    claimed.dispose();
    throw new Deno.errors.AlreadyExists(`It is ${Deno.readTextFileSync(path)}`);
  }
  Deno.writeTextFileSync(path, `${Deno.pid}\n`);
  return claimed;
}
