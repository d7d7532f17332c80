/**
 * The means of one test, and how they are taken back when it ends.
 *
 * @module
 */

import { join } from "@std/path";
import { close, type Fd, pipe } from "../sys/fd.ts";
import { O_NONBLOCK, open } from "../sys/fifo.ts";
import { kill } from "../sys/process.ts";
import { diagnose } from "./diagnosis/diagnosis.ts";
import { marked, stat, target } from "./diagnosis/proc.ts";
import { eventually } from "./peer/eventually.ts";
import { Peer, type PeerModule, type PeerOptions } from "./peer/peer.ts";
import { PeerError } from "./peer/peer_error.ts";
import { type Program, Programs } from "./programs.ts";
import type { TestScope } from "./scope.ts";
import { noteKey, noteName, takeBack } from "./watchdog/kept.ts";
import { MARKER, type Watchdog } from "./watchdog/watchdog.ts";

// deno-lint-ignore no-explicit-any
type Exports = Record<string, any>;

/** What {@linkcode supervised} does with the means of a test: it ends them, and says why it failed. */
export class SupervisedScope implements TestScope {
  /** Rejects as soon as anything that the test started has failed. */
  readonly failure: Promise<never>;
  /** Ends the test with this error. */
  readonly fail: (error: unknown) => void;

  #watchdog: Watchdog;
  #peers: Peer<unknown>[] = [];
  /** Those that have not ended yet, well or with a failure. */
  #running = new Set<Peer<unknown>>();
  #programs: Programs;
  #pipes: [Fd, string | undefined][] = [];
  #owned: Disposable[] = [];
  #folder: string | undefined;
  /** Failures of peers, which explain themselves. */
  #told = new WeakSet<Error>();
  /** Whether the test itself has failed. */
  #settling = false;
  #closed = false;

  /** Opens a scope; `supervised` is the way to get here. */
  constructor(watchdog: Watchdog) {
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => {}); // It may come when nobody waits any more.
    this.#watchdog = watchdog;
    this.failure = promise;
    this.fail = reject;
    this.#programs = new Programs(watchdog, this.nameOf, reject);
  }

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
      family: () => [...this.#peers.map((peer) => peer.pid), ...this.#programs.pids],
      deaf: () => this.#peers.filter(({ deaf }) => deaf).map(({ pid }) => pid),
      failed: (error: Error, afterwards: boolean) => {
        this.#told.add(error);
        // Once the test has found something wrong, what is left at the end explains nothing.
        if (!afterwards || !this.#settling) this.fail(error);
      },
    };
    const peer = new Peer<Awaited<ReturnType<M[K]>>>(host, module.url, name, args, options);
    this.#peers.push(peer as Peer<unknown>);
    this.#running.add(peer as Peer<unknown>);
    peer.ended.catch(() => {}).finally(() => this.#running.delete(peer as Peer<unknown>));
    return peer;
  };

  run = (command: string, args: string[], fds: Record<number, Fd>): Program => {
    this.#checkOpen();
    return this.#programs.start(command, args, fds);
  };

  pipe = (): [readEnd: Fd, writeEnd: Fd] => {
    this.#checkOpen();
    const ends = pipe();
    for (const fd of ends) this.#pipes.push([fd, target(Deno.pid, fd)]);
    return ends;
  };

  open = (path: string, flags: number): Fd => {
    this.#checkOpen();
    const fd = open(path, flags | O_NONBLOCK);
    this.#pipes.push([fd, target(Deno.pid, fd)]);
    return fd;
  };

  own = <T extends Disposable>(resource: T): T => {
    this.#owned.push(resource);
    return resource;
  };

  scratch = (): string => {
    this.#checkOpen();
    return this.#folder ??= numberedFolder(this.#watchdog.scratch);
  };

  key = (): number => {
    this.#checkOpen();
    return noteKey(this.#watchdog.scratch);
  };

  posixName = (): string => {
    this.#checkOpen();
    return noteName(this.#watchdog.scratch);
  };

  nameOf = (pid: number): string => {
    if (pid === Deno.pid) return "the test";
    const peer = this.#peers.find((peer) => peer.pid === pid);
    return peer?.role ??
      `${this.#programs.commandOf(pid) ?? stat(pid)?.name ?? "a process"} (pid ${pid})`;
  };

  /** Waits until every peer has ended, and fails if one of them left something behind. */
  async finish(): Promise<void> {
    await Promise.all(this.#peers.map((peer) => peer.ended));
    await this.#expectNobody();
  }

  /** After a failure of the test itself: gives peers a moment to report what lies behind it. */
  async settle(): Promise<void> {
    this.#settling = true;
    const running = [...this.#running].map((peer) => peer.ended.catch(() => {}));
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
    await this.#programs.kill();
    for (const pid of this.#strays()) {
      try {
        kill(pid, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    }
    takeBack(this.#watchdog.scratch); // Nobody lives who could make it again.
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

  #strays(): number[] {
    return marked(`${MARKER}=${this.#watchdog.marker[MARKER]}`);
  }

  /** Those that run, although the test has come to its end. */
  #left(): number[] {
    // While a program is being loaded, its environment cannot be read: it has no marker yet.
    const programs = [...this.#programs.pids].filter((pid) => stat(pid)?.state !== "Z");
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

let folders = 0;

/** Makes a folder with a short path: that of a unix socket has 107 bytes. */
function numberedFolder(parent: string): string {
  const path = join(parent, `${++folders}`);
  Deno.mkdirSync(path, { mode: 0o700 });
  return path;
}
