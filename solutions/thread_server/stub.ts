/** The thread_server kata. Read README.md, then replace each `todo(…)`. @module */

import type { Fd } from "lib/sys/fd.ts";
import { todo } from "lib/todo.ts";

/**
 * Numbers that several threads count with at the same time, and lose nothing.
 *
 * All objects over the same memory are the same counters, in whatever thread they are.
 */
export class Counters {
  /**
   * Joins counters that `Counters.create` has made, here or in another thread, and changes nothing.
   *
   * @param shared The memory of the counters: all that another thread needs to use the same ones.
   */
  constructor(readonly shared: SharedArrayBuffer) {
    todo(shared);
  }

  /** Makes new counters, in memory of their own: all of them are 0. */
  static create(): Counters {
    return todo();
  }

  /** Counts that a conversation begins. */
  enter(): void {
    return todo();
  }

  /**
   * Counts that a conversation has ended.
   *
   * @param failed Whether it has ended with an error.
   */
  leave(failed: boolean): void {
    return todo(failed);
  }

  /** How many have ended without an error. */
  get served(): number {
    return todo();
  }

  /** How many have ended with an error. */
  get failed(): number {
    return todo();
  }

  /** How many have begun and not ended. */
  get inside(): number {
    return todo();
  }

  /** How many were inside at the same time, at most. */
  get greatest(): number {
    return todo();
  }
}

/** A function `(connection: Fd) => void`, which talks to one client, and may wait for it with its thread. */
export interface Handler {
  /** The URL of a module. */
  readonly module: string;
  /** The name of the function, among the exports of the module. */
  readonly name: string;
}

/**
 * A handler: sends back all that the client sends, until that has ended, and leaves the connection open.
 *
 * @throws {Error} With the `code` `ECONNRESET` or `EPIPE`, when the client has reset the connection.
 */
export function echo(connection: Fd): void {
  return todo(connection);
}

/**
 * What a thread does for one client: it calls the handler, and counts the conversation, which begins before
 * the handler is called, and ends after that.
 *
 * @param connection What the handler gets. It stays open.
 * @param handler What to call, in this thread.
 * @param counters The memory of the counters.
 * @throws {unknown} What the handler throws. Then the conversation has ended with an error.
 */
export async function converse(
  connection: Fd,
  handler: Handler,
  counters: SharedArrayBuffer,
): Promise<void> {
  return todo(connection, handler, counters);
}

/**
 * Threads that talk to clients, each to one at a time. They are there before the first client comes, and none
 * is started for a client. As long as nothing happens, no timer of the pool goes off. A process may have
 * several pools.
 *
 * Whoever owns a connection closes it, exactly once: from then on, its number may be another one's.
 */
export class Pool {
  /** Count all conversations of the pool, as `converse()` does, and no others. */
  readonly counters: Counters = todo();

  /**
   * Starts a pool.
   *
   * @param threads How many threads it has, at least 1.
   * @param waiting How many connections may wait until a thread is free: from 0 to `Infinity`.
   * @param handler It talks to each client, and never in the thread of the caller.
   * @returns The pool, when all of its threads run.
   */
  static async start(threads: number, waiting: number, handler: Handler): Promise<Pool> {
    return todo(threads, waiting, handler);
  }

  /**
   * Passes a connected socket on, and never waits. The one that waits longest gets the next free thread.
   *
   * When the handler has returned or thrown, the pool closes the connection. After an error, all else goes
   * on, and soon the pool has as many threads as before.
   *
   * @returns `true` when the pool owns it now; `false` when no thread is free and as many wait as may, or when
   *   the pool ends: then it stays open, and the caller's.
   */
  submit(connection: Fd): boolean {
    return todo(connection);
  }

  /** Waits until `submit()` would say `true`, or until the pool ends. All who wait are told. */
  room(): Promise<void> {
    return todo();
  }

  /**
   * Ends the pool: first all who talk or wait are served to their ends.
   *
   * @returns When all of them are closed. Then the threads end.
   */
  drain(): Promise<void> {
    return todo();
  }

  /**
   * Ends the pool at once, also while `drain()` waits: all conversations are cut in both directions. A
   * handler that waits for its client to send, or to receive, goes on and sees the end, or an error. Those
   * who wait for a thread are closed, and no handler is called for them.
   *
   * @returns As `drain()`. Both may be called again.
   */
  abandon(): Promise<void> {
    return todo();
  }
}

/**
 * Lets a pool serve everybody who connects, until it is told to stop.
 *
 * While the pool has no room, whoever connects is not accepted, and not refused either. Your process goes on
 * meanwhile, and as long as nothing happens, no timer of `serve()` goes off.
 *
 * @param listener A socket that listens, of the family `AF_INET` or `AF_UNIX`: it is closed in the end.
 * @param pool Nobody else submits to it, and it is drained in the end.
 * @param options `signal`: stops the server when it aborts, and at once if it has aborted before. Then
 *   nobody can connect any more, and after that the pool is drained.
 * @returns When the pool is drained.
 */
export async function serve(
  listener: Fd,
  pool: Pool,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  return todo(listener, pool, signal);
}
