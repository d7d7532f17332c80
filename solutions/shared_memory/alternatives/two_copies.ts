/** An alternative: Deno's own files in /dev/shm, records in two copies, and a ring with a place that is always free. */

import { close } from "lib/sys/fd.ts";
import { open } from "lib/sys/fifo.ts";
import { type Mapping, mmap, munmap, O_RDWR } from "lib/sys/mmap.ts";
import * as shm from "lib/sys/shm.ts";
import type { Area, Waiting } from "../shared_memory.ts";

export type { Area, Waiting };

export class Segment {
  #mapping: Mapping | undefined;

  private constructor(readonly id: number, size: number) {
    this.#mapping = shm.shmat(id, size);
  }

  static create(key: number, size: number): Segment {
    const id = shm.shmget(key, size, shm.IPC_CREAT | shm.IPC_EXCL | 0o600);
    return new Segment(id, size);
  }

  static open(key: number): Segment {
    const id = shm.shmget(key, 0, 0o600);
    const rows = Deno.readTextFileSync("/proc/sysvipc/shm").split("\n");
    const row = rows.map((it) => it.trim().split(/\s+/)).find(([, its]) => Number(its) === id)!;
    return new Segment(id, Number(row[3]));
  }

  get memory(): ArrayBuffer {
    return this.#mapping?.memory ?? new ArrayBuffer(0);
  }

  detach(): void {
    const mapping = this.#mapping;
    this.#mapping = undefined;
    if (!mapping) return;
    structuredClone(mapping.memory, { transfer: [mapping.memory] });
    shm.shmdt(mapping);
  }

  remove(): void {
    shm.shmctl(this.id, shm.IPC_RMID);
  }

  [Symbol.dispose](): void {
    this.detach();
  }
}

export function mapArea(name: string, size?: number): Area {
  const path = `/dev/shm/${name}`;
  if (size !== undefined) {
    using file = Deno.openSync(path, { write: true, createNew: true, mode: 0o600 });
    file.truncateSync(size);
  }
  const fd = open(path, O_RDWR);
  let mapping: Mapping | undefined;
  try {
    mapping = mmap(fd, size ?? Deno.statSync(path).size);
  } finally {
    close(fd);
    if (!mapping && size !== undefined) Deno.removeSync(path);
  }
  const { memory } = mapping;
  return {
    memory,
    [Symbol.dispose]() {
      if (!mapping) return;
      memory.transfer();
      munmap(mapping);
      mapping = undefined;
      if (size !== undefined) Deno.removeSync(path);
    },
  };
}

export function increment(cells: Int32Array, index: number): number {
  for (;;) {
    const count = Atomics.load(cells, index);
    const next = count + 1 | 0;
    if (Atomics.compareExchange(cells, index, count, next) === count) return next;
  }
}

/** Where the copy for a version begins: its version, its length, its numbers. */
function copyOf(cells: Int32Array, version: number): number {
  return 1 + (version & 1) * (2 + Math.floor(cells.length / 4));
}

export function publish(cells: Int32Array, record: number[]): void {
  const version = Atomics.load(cells, 0) + 1 | 0;
  const copy = copyOf(cells, version);
  Atomics.store(cells, copy, 0); // Who reads it now will see that it is none any more.
  Atomics.store(cells, copy + 1, record.length);
  record.forEach((number, at) => Atomics.store(cells, copy + 2 + at, number));
  Atomics.store(cells, copy, version);
  Atomics.store(cells, 0, version);
}

export function latest(cells: Int32Array): number[] {
  for (;;) {
    const version = Atomics.load(cells, 0);
    if (version === 0) return [];
    const copy = copyOf(cells, version);
    const record: number[] = [];
    const length = Atomics.load(cells, copy + 1);
    for (let at = 0; at < length; at++) record.push(Atomics.load(cells, copy + 2 + at));
    if (Atomics.load(cells, copy) === version) return record;
  }
}

export class Ring {
  readonly #cells: Int32Array;
  /** One more than it can hold. */
  readonly #places: number;
  readonly #waiting: Waiting;

  constructor(memory: ArrayBufferLike, waiting: Waiting) {
    this.#cells = new Int32Array(memory);
    this.#places = this.#cells.length - 3;
    this.#waiting = waiting;
  }

  put(item: number): void {
    const head = this.#cells[0]!;
    const next = (head + 1) % this.#places;
    while (this.#waiting.wait(this.#cells, 1, next) !== "not-equal");
    this.#cells[3 + head] = item;
    Atomics.store(this.#cells, 0, next);
    this.#waiting.notify(this.#cells, 0, 1);
  }

  take(): number {
    const tail = this.#cells[1]!;
    while (this.#waiting.wait(this.#cells, 0, tail) !== "not-equal");
    const item = this.#cells[3 + tail]!;
    Atomics.store(this.#cells, 1, (tail + 1) % this.#places);
    this.#waiting.notify(this.#cells, 1, 1);
    return item;
  }
}
