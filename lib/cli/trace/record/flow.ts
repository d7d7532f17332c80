/**
 * Whose bytes a read took: what was written first is read first, and the record shows every write.
 *
 * @module
 */

import type { KernelObject, Process } from "./world.ts";

/** Bytes that somebody writes, in one call. */
interface Written {
  by: Process;
  /** How many; those that were asked for, until it is known how many were taken. */
  length: number;
  /** How many of them were read. */
  read: number;
  open: boolean;
  /** Whether somebody else wrote at the same time: then nobody knows whose bytes came first. */
  mixed: boolean;
}

/** Follows the bytes through pipes and connections. */
export class Flow {
  #queues = new Map<KernelObject, Written[]>();
  #writes = new Map<object, Written>();
  /** Objects through which bytes went that the record does not count. */
  #uncounted = new Set<KernelObject>();

  /** Somebody begins to write. */
  begin(call: object, object: KernelObject, by: Process, length: number): void {
    const queue = this.#queues.get(object) ?? [];
    const written: Written = { by, length, read: 0, open: true, mixed: false };
    for (const other of queue) {
      if (other.open && other.by !== by) other.mixed = written.mixed = true;
    }
    queue.push(written);
    this.#queues.set(object, queue);
    this.#writes.set(call, written);
  }

  /** The write has ended, and so many bytes were taken. */
  end(call: object, length: number): void {
    const written = this.#writes.get(call);
    if (written) Object.assign(written, { length, open: false });
  }

  /** Bytes go through an object that nobody counts. */
  lose(object: KernelObject): void {
    this.#uncounted.add(object);
  }

  /**
   * Somebody has read.
   *
   * @param object What was read from.
   * @param length How many bytes.
   * @returns Who had written them; nobody, where the record does not prove it, or it were several.
   */
  take(object: KernelObject, length: number): Process | undefined {
    const stream = object.kind === "pipe" || object.kind === "FIFO";
    const source = stream ? object : object.peer;
    if (!source || source.datagrams || this.#uncounted.has(source)) return undefined;
    const writers = new Set<Process | undefined>();
    const queue = this.#queues.get(source) ?? [];
    while (length > 0 && queue.length > 0) {
      const first = queue[0]!;
      const share = Math.min(length, first.length - first.read);
      first.read += share;
      length -= share;
      if (share > 0) writers.add(first.mixed ? undefined : first.by);
      if (first.read < first.length) break;
      if (first.open && length === 0) break;
      queue.shift();
    }
    const [writer] = writers;
    return writers.size === 1 && length === 0 ? writer : undefined;
  }
}
