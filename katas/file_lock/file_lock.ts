/** The file_lock kata. Read README.md, then replace each `todo(…)`. @module */

import { todo } from "lib/todo.ts";

/**
 * Runs `work` while a file is locked with flock(2): nobody else has such a lock on it then, but for those who
 * share it.
 *
 * The lock is held from before `work` begins until it is over, whatever it does with the file meanwhile. While
 * others have the lock, it waits, and your process goes on.
 *
 * @param path The file, which stays as it is. Where there is none, an empty one is made for your user only.
 * @param work What to do, once.
 * @param options `shared`: whether others who share the lock may be at work at the same time; `false`, when
 *   you leave it out.
 * @returns What `work` returns, or what its promise comes to.
 * @throws {unknown} What `work` throws. The lock is given back then, too.
 */
export function withLock<T>(
  path: string,
  work: () => T | Promise<T>,
  options: { shared?: boolean } = {},
): Promise<T> {
  return todo(path, work, options);
}

/**
 * Changes one record of a file: a whole number with a sign in 8 bytes, the lowest byte first.
 *
 * From before it reads the record until after it has written it, these 8 bytes are locked with a record lock,
 * whatever `change` does with the file meanwhile. Other records can be changed at the same time. It waits
 * while somebody has a lock on any of the 8 bytes, also another call in your process, which goes on.
 *
 * @param path The file, whose other bytes stay as they are.
 * @param index Which record; the first one is 0. What lies behind the end of the file counts as zeros, and
 *   the file grows.
 * @param change Gets the value, once, and gives the new one, or a promise of it.
 * @returns The new value.
 * @throws {unknown} What `change` throws; a `RangeError`, when 8 bytes cannot hold the new value. Then the
 *   record stays, and can be changed by others.
 * @throws {Error} With the `code` `ENOENT`, when there is no such file. None is made.
 */
export function updateRecord(
  path: string,
  index: number,
  change: (value: bigint) => bigint | Promise<bigint>,
): Promise<bigint> {
  return todo(path, index, change);
}

/** A record lock that somebody has. */
export interface Holder {
  /** The process that has it; `undefined`, when it belongs to an open file. */
  pid: number | undefined;
  /** Whether it is a lock to write. */
  exclusive: boolean;
  /** The first byte that it locks. */
  first: number;
  /** The last one; `Infinity`, when it goes to the end of the file, however long that gets. */
  last: number;
}

/**
 * Asks who has a lock on a record, never waits, and leaves nothing open.
 *
 * @param path The file; none is made.
 * @param index Which record, as `updateRecord()` counts them.
 * @returns A lock that keeps the record from being changed, if only by one of its bytes; `undefined`, when
 *   there is none.
 * @throws {Error} With the `code` `ENOENT`, when there is no such file.
 */
export function holderOf(path: string, index: number): Holder | undefined {
  return todo(path, index);
}

/**
 * Moves an amount from one record to another, as `updateRecord()` has them. Whoever locks the records sees
 * both changes, or none.
 *
 * It changes the records while it has record locks on both, and on nothing else. It waits for them as
 * `updateRecord()` does. Transfers never wait for each other for ever.
 *
 * @param path The file, whose other bytes stay as they are.
 * @param from The record that gives.
 * @param to The record that gets, which may be the same one.
 * @param amount How much.
 * @throws {RangeError} When the amount is negative, when `from` has less than that, or when 8 bytes cannot
 *   hold what `to` would have. Both records stay then.
 */
export function transfer(path: string, from: number, to: number, amount: bigint): Promise<void> {
  return todo(path, from, to, amount);
}

/**
 * Claims to be the only one, by a lock on a file. It never waits.
 *
 * While somebody has the claim, the file says his pid in a line, and nothing else. What an earlier one has
 * left there is no obstacle. The claim lasts until you dispose of it, or until your process ends in whatever
 * way, even when programs go on that it has started.
 *
 * @param path The file, which is made when it is missing, and is never removed.
 * @returns The claim; to dispose of it again does nothing.
 * @throws {Deno.errors.AlreadyExists} When somebody has the claim, perhaps your own process: the pid is in the
 *   message. The file stays as it is then.
 */
export function claim(path: string): Disposable {
  return todo(path);
}
