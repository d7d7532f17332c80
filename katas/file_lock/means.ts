/**
 * What the scenarios of this kata use.
 *
 * @module
 */

import { close, type Fd } from "lib/sys/fd.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";
import { pread, pwrite } from "lib/sys/file.ts";
import * as record from "lib/sys/record_lock.ts";
import { type Clock } from "lib/testing/clock.ts";
import { type Outcome, outcome } from "lib/testing/outcome.ts";

/** Loads your module. */
export const load = (url: string): Promise<typeof import("./file_lock.ts")> => import(url);

/** How long who waits has to wait, by a clock that is moved on, in milliseconds. */
export const HOUR = 3_600_000;
/** In how many steps it is moved on. Who asks now and then may ask once in each: it must not be few times. */
export const STEPS = 220;
/** How long something may take that nothing is in the way of, in milliseconds. */
export const PATIENCE = 8000;

/**
 * Lets an hour go by. Who has asked again and again meanwhile is let ask more than a thousand times: no number of
 * tries is the last one.
 */
export async function passAnHour(clock: Clock): Promise<void> {
  await clock.pass(HOUR, STEPS);
  const longest = Math.max(...clock.rung);
  if (longest > 0) await clock.pass(1100 * longest, 110);
}

/** A call that is under way. */
export class Call<T> {
  /** How it has ended, once it has. */
  outcome: Outcome<T> | undefined;
  /** How it ends. */
  readonly ended: Promise<Outcome<T>>;

  /** Calls a function. What is still to be written throws at once. */
  constructor(call: () => T | Promise<T>) {
    let made: T | Promise<T>;
    try {
      made = call();
    } catch (error) {
      if (error instanceof Error && error.name === "TodoError") throw error;
      made = Promise.reject(error);
    }
    this.ended = outcome(() => made).then((it) => this.outcome = it);
  }
}

/** In words, how a call has ended, or that it has not. */
export function told(outcome: Outcome<unknown> | undefined): string {
  if (outcome === undefined) return "it has not ended";
  if ("result" in outcome) return `it returned ${Deno.inspect(outcome.result)}`;
  const { error, message } = outcome;
  return `it threw ${error}${message && ` (${message})`}`;
}

/** Waits until something holds, or until there is no hope any more. */
export async function until(
  clock: Clock,
  condition: () => boolean,
  patience = PATIENCE,
): Promise<boolean> {
  const end = performance.now() + patience;
  while (!condition()) {
    if (performance.now() > end) return false;
    await clock.pause(1);
  }
  return true;
}

/** Who has a file locked with flock(2), in words. */
export type Locked =
  | "nobody has the file locked with flock(2)"
  | "the file is gone"
  | `somebody has ${"an exclusive" | "a shared"} lock`;

/** Looks who has a file locked with flock(2). */
export function lockOf(path: string): Locked {
  try {
    using file = Deno.openSync(path);
    if (file.tryLockSync(true)) return "nobody has the file locked with flock(2)";
    return `somebody has ${file.tryLockSync(false) ? "a shared" : "an exclusive"} lock`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "the file is gone";
    throw error;
  }
}

const SIZE = 8;

/** A file with records, which a scenario looks at and locks through an open file of its own. */
export class Ledger implements Disposable {
  readonly #fd: Fd;
  #isOpen = true;

  /** Makes the file, unless it gets no values. */
  constructor(readonly path: string, values?: bigint[]) {
    if (values !== undefined) {
      Deno.writeFileSync(path, new Uint8Array(BigInt64Array.from(values).buffer));
    }
    this.#fd = open(path, O_RDWR);
  }

  /** What a record says. */
  value(index: number): bigint {
    const bytes = new Uint8Array(SIZE);
    pread(this.#fd, bytes, SIZE * index);
    return new DataView(bytes.buffer).getBigInt64(0, true);
  }

  /** Changes a record. */
  set(index: number, value: bigint): void {
    const bytes = new Uint8Array(SIZE);
    new DataView(bytes.buffer).setBigInt64(0, value, true);
    pwrite(this.#fd, bytes, SIZE * index);
  }

  /** Locks bytes: to write, or to read. */
  hold(start: number, length: number, type = record.F_WRLCK): void {
    record.setLock(this.#fd, record.F_OFD_SETLK, { type, start, length });
  }

  /** Gives back all that it has locked. */
  release(): void {
    this.hold(0, 0, record.F_UNLCK);
  }

  /** In words, which lock others have on some of these bytes. */
  lockOn(start: number, length: number): string {
    const asked = { type: record.F_WRLCK, start, length };
    const lock = record.getLock(this.#fd, record.F_OFD_GETLK, asked);
    if (lock === undefined) return "no lock";
    const last = lock.length === 0 ? "the end" : lock.start + lock.length - 1;
    const kind = lock.type === record.F_WRLCK ? "write" : "read";
    return `a ${kind} lock on bytes ${lock.start} to ${last}`;
  }

  /** The same, of a record. */
  lockOf(index: number): string {
    return this.lockOn(SIZE * index, SIZE);
  }

  /** Closes it; a second time, it does nothing. */
  [Symbol.dispose](): void {
    if (this.#isOpen) close(this.#fd);
    this.#isOpen = false;
  }
}
