/**
 * What one test may use. All of it is taken back when the test ends.
 *
 * ```ts
 * import { supervised, timeout } from "lib/testing/mod.ts";
 * import { close } from "lib/sys/fd.ts";
 * import { assertEquals } from "@std/assert";
 *
 * Deno.test(
 *   "cat ends when nobody can write any more",
 *   { timeout },
 *   supervised(async ({ pipe, run }) => {
 *     const [readEnd, writeEnd] = pipe();
 *     const cat = run("cat", [], { 0: readEnd });
 *     close(writeEnd);
 *     assertEquals((await cat.status).code, 0);
 *   }),
 * );
 * ```
 *
 * @module
 */

import type { Fd } from "../sys/fd.ts";
import type { Peer, PeerModule, PeerOptions } from "./peer/peer.ts";
import type { Program } from "./programs.ts";

// deno-lint-ignore no-explicit-any
type Exports = Record<string, any>;

/** The means of one test. Destructure what you need: `({ pipe, start }) => …`. */
export interface TestScope {
  /**
   * Runs an export of a module in another process.
   *
   * @param module The module, from `peerModule`.
   * @param name The export's name.
   * @param args What to call it with.
   * @param options Descriptors to hand over, and more.
   */
  readonly start: <M extends Exports, K extends keyof M & string>(
    module: PeerModule<M>,
    name: K,
    args: Parameters<M[K]>,
    options?: PeerOptions,
  ) => Peer<Awaited<ReturnType<M[K]>>>;

  /**
   * Starts a foreign program.
   *
   * @param command The program.
   * @param args Its arguments.
   * @param fds Which descriptors it gets, as in `spawn` of `lib/sys`. You keep your own: close them.
   */
  readonly run: (command: string, args: string[], fds: Record<number, Fd>) => Program;

  /**
   * Creates a pipe. What the test has not closed at its end is closed then.
   *
   * @returns Both ends. Neither is inherited unless handed over.
   */
  readonly pipe: () => [readEnd: Fd, writeEnd: Fd];

  /**
   * Opens an end of a FIFO, without waiting for the other side: `open` of `lib/sys/fifo.ts`. What the
   * test has not closed at its end is closed then.
   *
   * @param path The FIFO.
   * @param flags `O_RDONLY`, `O_WRONLY`, or `O_RDWR` for both ends at once.
   * @returns The descriptor. Reading from it and writing to it do not wait either.
   * @throws {SysError} `ENXIO` when it is opened for writing only, and nobody reads.
   */
  readonly open: (path: string, flags: number) => Fd;

  /**
   * Takes something back when the test ends, however it ends: a listener, a connection.
   *
   * @param resource What may be closed twice.
   * @returns The same.
   */
  readonly own: <T extends Disposable>(resource: T) => T;

  /** Gives a folder for this test alone. It is removed when the test ends. */
  readonly scratch: () => string;

  /**
   * Gives a System V key that nobody uses. When the test ends, the message queue, the shared memory segment
   * and the semaphore set that have it, or the same number below 0, are removed, whoever made them.
   */
  readonly key: () => number;

  /**
   * Gives a POSIX name that nobody uses. When the test ends, the message queue, the shared memory and the
   * semaphore that have it are removed.
   */
  readonly posixName: () => string;

  /** Names a process in the words of this test. */
  readonly nameOf: (pid: number) => string;
}
