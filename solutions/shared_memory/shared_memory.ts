/** A solution of the shared_memory kata. @module */

import { close } from "lib/sys/fd.ts";
import {
  ftruncate,
  lengthOf,
  type Mapping,
  mmap,
  munmap,
  O_CREAT,
  O_EXCL,
  O_RDWR,
  shmOpen,
  shmUnlink,
} from "lib/sys/mmap.ts";
import {
  IPC_CREAT,
  IPC_EXCL,
  IPC_RMID,
  IPC_STAT,
  shmat,
  shmctl,
  shmdt,
  shmget,
} from "lib/sys/shm.ts";

export class Segment {
  protected readonly mapping: Mapping;

  protected constructor(protected readonly id: number) {
    this.mapping = shmat(id, shmctl(id, IPC_STAT).size);
  }

  static create(key: number, size: number): Segment {
    return new this(shmget(key, size, IPC_CREAT | IPC_EXCL | 0o600));
  }

  static open(key: number): Segment {
    return new this(shmget(key, 0, 0));
  }

  get memory(): ArrayBuffer {
    return this.mapping.memory;
  }

  detach(): void {
    if (this.memory.detached) return;
    this.memory.transfer(); // Who looks at a view from now on finds nothing, and does not crash.
    shmdt(this.mapping);
  }

  remove(): void {
    shmctl(this.id, IPC_RMID);
  }

  [Symbol.dispose](): void {
    this.detach();
  }
}

export interface Area extends Disposable {
  readonly memory: ArrayBuffer;
  readonly [Symbol.dispose]: () => void;
}

export function mapArea(name: string, size?: number): Area {
  const made = size !== undefined;
  const fd = shmOpen(name, made ? O_RDWR | O_CREAT | O_EXCL : O_RDWR, 0o600);
  try {
    if (made) ftruncate(fd, size);
    const mapping = mmap(fd, size ?? lengthOf(fd));
    const { memory } = mapping;
    const dispose = () => {
      if (memory.detached) return;
      memory.transfer();
      munmap(mapping);
      if (made) shmUnlink(name);
    };
    return { memory, [Symbol.dispose]: dispose };
  } catch (error) {
    if (made) shmUnlink(name);
    throw error;
  } finally {
    close(fd); // A mapping does not need it.
  }
}

export function increment(cells: Int32Array, index: number): number {
  return Atomics.add(cells, index, 1) + 1 | 0;
}

/** Cells of a record: how often one was begun or finished, how long it is. Its numbers follow. */
const [VERSION, LENGTH, RECORD] = [0, 1, 2];

export function publish(cells: Int32Array, record: number[]): void {
  Atomics.add(cells, VERSION, 1); // It is odd while the record is neither the old nor the new one.
  Atomics.store(cells, LENGTH, record.length);
  record.forEach((number, at) => Atomics.store(cells, RECORD + at, number));
  Atomics.add(cells, VERSION, 1);
}

export function latest(cells: Int32Array): number[] {
  for (;;) {
    const version = Atomics.load(cells, VERSION);
    if (version % 2 !== 0) continue;
    const length = Atomics.load(cells, LENGTH);
    const record = Array.from({ length }, (_, at) => Atomics.load(cells, RECORD + at));
    if (Atomics.load(cells, VERSION) === version) return record;
  }
}

export interface Waiting {
  readonly wait: (cells: Int32Array, index: number, value: number, timeout?: number) => string;
  readonly notify: (cells: Int32Array, index: number, count?: number) => number;
}

/** Cells of a ring: how many items were taken, and put, both modulo twice the size. The items follow. */
const [TAKEN, PUT, ITEMS] = [0, 1, 4];

export class Ring {
  protected readonly cells: Int32Array;
  protected readonly size: number;

  constructor(memory: ArrayBufferLike, protected readonly waiting: Waiting) {
    this.cells = new Int32Array(memory);
    this.size = this.cells.length - ITEMS;
  }

  put(item: number): void {
    const put = Atomics.load(this.cells, PUT);
    const full = (put + this.size) % (2 * this.size); // What TAKEN is when nothing is free.
    this.sleepWhile(TAKEN, full);
    Atomics.store(this.cells, ITEMS + put % this.size, item);
    this.goOn(PUT, put); // Only now: the item is there before anybody can see that it is.
  }

  take(): number {
    const taken = Atomics.load(this.cells, TAKEN);
    this.sleepWhile(PUT, taken);
    const item = Atomics.load(this.cells, ITEMS + taken % this.size);
    this.goOn(TAKEN, taken);
    return item;
  }

  protected sleepWhile(index: number, value: number): void {
    while (Atomics.load(this.cells, index) === value) {
      this.waiting.wait(this.cells, index, value);
    }
  }

  protected goOn(index: number, count: number): void {
    Atomics.store(this.cells, index, (count + 1) % (2 * this.size));
    this.waiting.notify(this.cells, index);
  }
}
