/** The process_server kata. Read README.md, then replace each `todo(…)`. @module */

import type { Fd } from "lib/sys/fd.ts";
import type { Ended } from "lib/sys/process.ts";
import { todo } from "lib/todo.ts";

/** A program and its arguments, such as `["wc", "-c"]`: it gets each of them as it is. */
export type Program = [command: string, ...args: string[]];

/**
 * Starts a program that talks to one client: the connection itself is its standard input and its standard
 * output.
 *
 * It leads a session of its own. Of your other descriptors, it gets standard error, and none that is
 * close-on-exec. When it reads and nothing has come, it waits, also if `connection` has `O_NONBLOCK`.
 *
 * @param connection A connected socket, which is yours: it is closed in your process when `handOver()`
 *   returns or throws.
 * @param program What to run: it is searched in `PATH`, unless its name has a slash.
 * @param client Who the client is: the program finds that in its environment, as `REMOTE_HOST` and
 *   `REMOTE_PORT`, beside everything that is in yours, which stays as it is.
 * @returns The process id of the program, which is a child of your process.
 * @throws {Error} With the `code` `ENOENT`, when there is no such program, and `EACCES`, when it may not be
 *   run.
 */
export function handOver(
  connection: Fd,
  program: Program,
  client?: { host: string; port: number },
): number {
  return todo(connection, program, client);
}

/** Children that were started, each until it is collected. Others of your process are left alone. */
export class Children {
  /** Adds a child, which leads a process group as those of `handOver()` do, and may have ended. */
  add(pid: number): void {
    return todo(pid);
  }

  /** How many were added and are not collected yet. */
  get running(): number {
    return todo();
  }

  /**
   * Collects all that have ended by now, and never waits.
   *
   * @returns How each of these has ended.
   */
  reap(): Ended[] {
    return todo();
  }

  /**
   * Ends all of them, and your process goes on meanwhile: each gets one SIGTERM, at once, and SIGKILL when it
   * has not ended after a while.
   *
   * Each signal goes to the whole process group, and so to what a child has started, too. A child that was
   * collected gets no signal any more: its number may belong to somebody else.
   *
   * @param options `patience`: how long they have after SIGTERM, in milliseconds, from 0 to a day.
   * @returns How each of them has ended, as soon as all of them are collected. Then no timer is left, and
   *   no signal listener.
   */
  async stop({ patience }: { patience: number }): Promise<Ended[]> {
    return todo(patience);
  }
}

/**
 * Serves everybody who connects, by a program for each connection, until it is told to stop.
 *
 * Each program is started as by `handOver()`, and is told who its client is. When it cannot be started, the
 * client reads the end of the stream, and the server goes on. No client waits for another one, unless
 * `limit` programs run: then whoever connects is not accepted, and not refused either, until one has ended.
 *
 * A program that ends is collected at once, also while nobody connects, and whatever its end was. Other
 * children of your process are left alone. Your process goes on meanwhile, and as long as nothing happens,
 * no timer of `serve()` goes off. Several servers may run in one process.
 *
 * @param listener A socket of the family `AF_INET` that listens, and is yours: it is closed in the end.
 * @param program What to run for each client; it stays as it is.
 * @param options `limit`: how many programs run at the same time, from 1 to `Infinity`. `signal`: stops the
 *   server when it aborts, and at once if it has aborted before. Then nobody can connect any more, and
 *   after that the programs are ended as by `stop()`, which gets the `patience`.
 * @returns How each program has ended, of all that were started, when they are collected and everything is
 *   closed. Then no signal listener is left.
 */
export async function serve(
  listener: Fd,
  program: Program,
  { limit, signal, patience }: { limit: number; signal: AbortSignal; patience: number },
): Promise<Ended[]> {
  return todo(listener, program, limit, signal, patience);
}
