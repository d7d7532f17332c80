/** An alternative: its own calls of libc, a record between two numbers, and a ring that counts its items. */

import type { Fd } from "lib/sys/fd.ts";
import { SysError } from "lib/sys/errno.ts";
import type { Area, Waiting } from "../shared_memory.ts";

export type { Area, Waiting };

const { symbols: libc } = Deno.dlopen("libc.so.6", {
  shmget: { parameters: ["i32", "usize", "i32"], result: "i32" },
  shmat: { parameters: ["i32", "pointer", "i32"], result: "pointer" },
  shmdt: { parameters: ["pointer"], result: "i32" },
  shmctl: { parameters: ["i32", "i32", "buffer"], result: "i32" },
  open: { parameters: ["buffer", "i32", "u32"], result: "i32" },
  unlink: { parameters: ["buffer"], result: "i32" },
  close: { parameters: ["i32"], result: "i32" },
  lseek: { parameters: ["i32", "i64", "i32"], result: "i64" },
  pwrite: { parameters: ["i32", "buffer", "usize", "i64"], result: "isize" },
  mmap: { parameters: ["pointer", "usize", "i32", "i32", "i32", "i64"], result: "pointer" },
  munmap: { parameters: ["pointer", "usize"], result: "i32" },
  __errno_location: { parameters: [], result: "pointer" },
});

function check<T extends number | bigint>(call: string, result: T): T {
  if (Number(result) !== -1) return result;
  const errno = new Deno.UnsafePointerView(libc.__errno_location()!).getInt32();
  throw new SysError(call, "something", errno);
}

function checked(call: string, pointer: Deno.PointerValue): Deno.PointerObject {
  check(call, BigInt.asIntN(64, Deno.UnsafePointer.value(pointer)));
  return pointer!;
}

/** Memory that can be given back once. */
class Memory {
  readonly bytes: ArrayBuffer;
  #address: Deno.PointerObject | null;
  readonly #length: bigint;

  constructor(address: Deno.PointerObject, length: number) {
    this.#address = address;
    this.#length = BigInt(length);
    this.bytes = Deno.UnsafePointerView.getArrayBuffer(address, length);
  }

  release(call: (address: Deno.PointerObject, length: bigint) => void): void {
    if (this.#address === null) return;
    this.bytes.transfer();
    call(this.#address, this.#length);
    this.#address = null;
  }
}

export class Segment {
  private constructor(readonly id: number, readonly its: Memory) {}

  static attach(id: number): Segment {
    const state = new BigUint64Array(14);
    check("shmctl", libc.shmctl(id, 2, state));
    const address = checked("shmat", libc.shmat(id, null, 0));
    return new Segment(id, new Memory(address, Number(state[6]!)));
  }

  static create(key: number, size: number): Segment {
    return Segment.attach(check("shmget", libc.shmget(key, BigInt(size), 0o3600)));
  }

  static open(key: number): Segment {
    return Segment.attach(check("shmget", libc.shmget(key, 1n, 0)));
  }

  get memory(): ArrayBuffer {
    return this.its.bytes;
  }

  detach(): void {
    this.its.release((address) => check("shmdt", libc.shmdt(address)));
  }

  remove(): void {
    check("shmctl", libc.shmctl(this.id, 0, null));
  }

  [Symbol.dispose](): void {
    this.its.release((address) => check("shmdt", libc.shmdt(address)));
  }
}

export function mapArea(name: string, size?: number): Area {
  const path = new TextEncoder().encode(`/dev/shm${name}\0`);
  const fd: Fd = check("open", libc.open(path, size === undefined ? 2 : 0o302, 0o600));
  let memory: Memory;
  try {
    // The last byte makes it as long as it has to be.
    if (size) check("pwrite", libc.pwrite(fd, new Uint8Array(1), 1n, BigInt(size - 1)));
    const length = check("lseek", libc.lseek(fd, 0n, 2));
    const address = checked("mmap", libc.mmap(null, length, 3, 1, fd, 0n));
    memory = new Memory(address, Number(length));
  } catch (error) {
    if (size !== undefined) libc.unlink(path);
    throw error;
  } finally {
    libc.close(fd);
  }
  const dispose = () =>
    memory.release((address, length) => {
      check("munmap", libc.munmap(address, length));
      if (size !== undefined) check("unlink", libc.unlink(path));
    });
  return { memory: memory.bytes, [Symbol.dispose]: dispose };
}

export function increment(cells: Int32Array, index: number): number {
  return new Int32Array([Atomics.sub(cells, index, -1) + 1])[0]!;
}

export function publish(cells: Int32Array, record: number[]): void {
  const version = cells[0]! + 1;
  Atomics.store(cells, 0, version);
  Atomics.store(cells, 2, record.length);
  for (let at = record.length - 1; at >= 0; at--) Atomics.store(cells, 3 + at, record[at]!);
  Atomics.store(cells, 1, version);
}

export function latest(cells: Int32Array): number[] {
  let [version, record]: [number, number[]] = [0, []];
  do {
    version = Atomics.load(cells, 1);
    record = Array(Atomics.load(cells, 2)).fill(0);
    for (let at = record.length - 1; at >= 0; at--) record[at] = Atomics.load(cells, 3 + at);
  } while (Atomics.load(cells, 0) !== version);
  return record;
}

export class Ring {
  readonly #counts: Int32Array;
  readonly #items: Int32Array;

  constructor(memory: ArrayBufferLike, readonly waiting: Waiting) {
    this.#counts = new Int32Array(memory, 0, 4);
    this.#items = new Int32Array(memory, 16);
  }

  put(item: number): void {
    const size = this.#items.length;
    while (Atomics.load(this.#counts, 0) === size) this.waiting.wait(this.#counts, 0, size);
    const put = this.#counts[1]!;
    this.#items[put] = item;
    this.#counts[1] = (put + 1) % size;
    Atomics.add(this.#counts, 0, 1);
    this.waiting.notify(this.#counts, 0);
  }

  take(): number {
    while (Atomics.load(this.#counts, 0) === 0) this.waiting.wait(this.#counts, 0, 0);
    const taken = this.#counts[2]!;
    const item = this.#items[taken]!;
    this.#counts[2] = (taken + 1) % this.#items.length;
    Atomics.sub(this.#counts, 0, 1);
    this.waiting.notify(this.#counts, 0);
    return item;
  }
}
