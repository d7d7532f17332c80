/**
 * What one test may use, and what is taken back when it ends.
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

import { close, type Fd, pipe } from "../sys/fd.ts";
import { O_NONBLOCK, open } from "../sys/fifo.ts";
import { type Ended, type ExitStatus, kill, spawn, waitpid, WNOHANG } from "../sys/process.ts";
import { diagnose } from "./diagnosis/diagnosis.ts";
import { eventually } from "./peer/eventually.ts";
import { Peer, type PeerModule, type PeerOptions } from "./peer/peer.ts";
import { PeerError, testLine } from "./peer/peer_error.ts";
import { marked, stat, target } from "./diagnosis/proc.ts";
import { MARKER, type Watchdog } from "./watchdog/watchdog.ts";

// deno-lint-ignore no-explicit-any
type Exports = Record<string, any>;

/** How long a foreign program may run, in milliseconds: longer than any peer. */
const PATIENCE = 10_000;

/** A program that the test has started to talk to the learner's code. */
export interface Program {
  /** Its process id. */
  readonly pid: number;
  /** How it ended. When it does not end in time, the test fails. */
  readonly status: Promise<ExitStatus>;
}

/** The means of one test. Destructure what you need: `({ pipe, start }) => …`. */
export class TestScope {
  /** Rejects as soon as anything that the test started has failed. */
  readonly failure: Promise<never>;
  /** Ends the test with this error. */
  readonly fail: (error: unknown) => void;

  #watchdog: Watchdog;
  #peers: Peer<unknown>[] = [];
  /** Those that have not ended yet, well or with a failure. */
  #running = new Set<Peer<unknown>>();
  #programs = new Map<number, string>();
  #statuses: Promise<ExitStatus>[] = [];
  #pipes: [Fd, string | undefined][] = [];
  #owned: Disposable[] = [];
  #folder: string | undefined;
  /** Failures of peers, which explain themselves. */
  #told = new WeakSet<Error>();
  #closed = false;

  /** Opens a scope; `supervised` is the way to get here. */
  constructor(watchdog: Watchdog) {
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => {}); // It may come when nobody waits any more.
    this.#watchdog = watchdog;
    this.failure = promise;
    this.fail = reject;
  }

  /**
   * Runs an export of a module in another process.
   *
   * @param module The module, from `peerModule`.
   * @param name The export's name.
   * @param args What to call it with.
   * @param options Descriptors to hand over, and more.
   */
  start = <M extends Exports, K extends keyof M & string>(
    module: PeerModule<M>,
    name: K,
    args: Parameters<M[K]>,
    options: PeerOptions = {},
  ): Peer<Awaited<ReturnType<M[K]>>> => {
    this.#checkOpen();
    const host = {
      watchdog: this.#watchdog,
      nameOf: this.nameOf,
      family: () => [...this.#peers.map((peer) => peer.pid), ...this.#programs.keys()],
      failed: (error: Error) => {
        this.#told.add(error);
        this.fail(error);
      },
    };
    const peer = new Peer<Awaited<ReturnType<M[K]>>>(host, module.url, name, args, options);
    this.#peers.push(peer as Peer<unknown>);
    this.#running.add(peer as Peer<unknown>);
    peer.ended.catch(() => {}).finally(() => this.#running.delete(peer as Peer<unknown>));
    return peer;
  };

  /**
   * Starts a foreign program.
   *
   * @param command The program.
   * @param args Its arguments.
   * @param fds Which descriptors it gets, as in `spawn` of `lib/sys`. You keep your own: close them.
   */
  run = (command: string, args: string[], fds: Record<number, Fd>): Program => {
    this.#checkOpen();
    const env = { ...Deno.env.toObject(), ...this.#watchdog.marker };
    const pid = spawn(command, args, fds, { session: true, env });
    this.#watchdog.add(pid);
    this.#programs.set(pid, command);
    const status = this.#endOf(pid, testLine());
    status.catch(this.fail);
    this.#statuses.push(status);
    return { pid, status };
  };

  /**
   * Creates a pipe. What the test has not closed at its end is closed then.
   *
   * @returns Both ends. Neither is inherited unless handed over.
   */
  pipe = (): [readEnd: Fd, writeEnd: Fd] => {
    this.#checkOpen();
    const ends = pipe();
    for (const fd of ends) this.#pipes.push([fd, target(Deno.pid, fd)]);
    return ends;
  };

  /**
   * Opens an end of a FIFO, without waiting for the other side: `open` of `lib/sys/fifo.ts`. What the
   * test has not closed at its end is closed then.
   *
   * @param path The FIFO.
   * @param flags `O_RDONLY`, `O_WRONLY`, or `O_RDWR` for both ends at once.
   * @returns The descriptor. Reading from it and writing to it do not wait either.
   * @throws {SysError} `ENXIO` when it is opened for writing only, and nobody reads.
   */
  open = (path: string, flags: number): Fd => {
    this.#checkOpen();
    const fd = open(path, flags | O_NONBLOCK);
    this.#pipes.push([fd, target(Deno.pid, fd)]);
    return fd;
  };

  /**
   * Takes something back when the test ends, however it ends: a listener, a connection.
   *
   * @param resource What may be closed twice.
   * @returns The same.
   */
  own = <T extends Disposable>(resource: T): T => {
    this.#owned.push(resource);
    return resource;
  };

  /** Gives a folder for this test alone. It is removed when the test ends. */
  scratch = (): string => {
    this.#checkOpen();
    return this.#folder ??= Deno.makeTempDirSync({ dir: this.#watchdog.scratch });
  };

  /** Names a process in the words of this test. */
  nameOf = (pid: number): string => {
    if (pid === Deno.pid) return "the test";
    const peer = this.#peers.find((peer) => peer.pid === pid);
    return peer?.role ??
      `${this.#programs.get(pid) ?? stat(pid)?.name ?? "a process"} (pid ${pid})`;
  };

  /** Waits until every peer has ended, and fails if one of them left something behind. */
  async finish(): Promise<void> {
    await Promise.all(this.#peers.map((peer) => peer.ended));
    await this.#expectNobody();
  }

  /** After a failure of the test itself: gives peers a moment to report what lies behind it. */
  async settle(): Promise<void> {
    const running = [...this.#running].map((peer) => peer.ended);
    const timer = Promise.withResolvers<void>();
    const id = setTimeout(timer.resolve, 250);
    await Promise.race([this.failure, Promise.all(running), timer.promise]).finally(() =>
      clearTimeout(id)
    );
  }

  /**
   * Says why peers hang, when that is why the test has failed: it waited for something. What a peer does
   * meanwhile says nothing about a value that is wrong.
   */
  async explain(error: unknown): Promise<string[]> {
    if (!(error instanceof PeerError) || this.#told.has(error)) return [];
    const running = this.#peers.filter((peer) => !peer.settled);
    const reasons = await Promise.all(
      running.map(({ pid, serves }) => diagnose(pid, this.nameOf, { hanging: true, serves })),
    );
    return reasons.filter((reason) => reason !== "");
  }

  /** Takes everything back. Never rejects, and may be called twice. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.all(this.#peers.map((peer) => peer.dispose()));
    for (const resource of this.#owned) resource[Symbol.dispose]();
    for (const pid of this.#programs.keys()) kill(-pid, "SIGKILL");
    await Promise.allSettled(this.#statuses);
    for (const pid of this.#strays()) {
      try {
        kill(pid, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    }
    if (this.#folder) {
      // A body that goes on after a failure may write there meanwhile; the watchdog removes the rest.
      await Deno.remove(this.#folder, { recursive: true }).catch(() => {});
    }
  }

  /**
   * Closes the test's ends of its pipes, once the body has come to its end. Before that it may still use
   * them, although its test has failed, and their numbers must not name anything else.
   */
  release(): void {
    for (const [fd, object] of this.#pipes) {
      // Closed in the meantime, the number may name something else.
      if (target(Deno.pid, fd) === object) close(fd);
    }
  }

  async #endOf(pid: number, startedAt: string): Promise<ExitStatus> {
    let ended: Ended | undefined;
    const collected = () => (ended = this.#collect(pid)) !== undefined;
    try {
      await eventually(collected, "it has ended", PATIENCE);
    } catch {
      const why = await diagnose(pid, this.nameOf);
      const late = `${this.nameOf(pid)} did not end in ${PATIENCE} ms.`;
      this.fail(new PeerError(`${why}\n\n${late}`, { stack: [startedAt] }));
      await eventually(collected, `${this.nameOf(pid)} has been killed`);
    }
    return { code: ended!.code, signal: ended!.signal };
  }

  #collect(pid: number): Ended | undefined {
    const ended = waitpid(pid, WNOHANG);
    if (ended === undefined) return undefined;
    this.#programs.delete(pid); // From now on, the number may be another one's.
    this.#watchdog.remove(pid);
    return ended;
  }

  #strays(): number[] {
    return marked(`${MARKER}=${this.#watchdog.marker[MARKER]}`);
  }

  /** Those that run, although the test has come to its end. */
  #left(): number[] {
    // While a program is being loaded, its environment cannot be read: it has no marker yet.
    const programs = [...this.#programs.keys()].filter((pid) => stat(pid)?.state !== "Z");
    return [...new Set([...programs, ...this.#strays()])];
  }

  async #expectNobody(): Promise<void> {
    try {
      await eventually(
        () => this.#left().length === 0,
        "everything that was started has ended",
        500,
      );
    } catch {
      const names = this.#left().map(this.nameOf);
      if (names.length > 0) throw new PeerError(`Left running: ${names.join(", ")}`);
    }
  }

  #checkOpen(): void {
    if (this.#closed) throw new Error("Cannot start anything: the test has ended");
  }
}
