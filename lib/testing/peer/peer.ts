/**
 * Runs one function of a module in another process, under a deadline.
 *
 * ```ts
 * import { peerModule, supervised, timeout } from "lib/testing/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const example = peerModule<{ pid(): number }>(
 *   "data:text/javascript,export const pid = () => Deno.pid;",
 * );
 *
 * Deno.test(
 *   "a peer is another process",
 *   { timeout },
 *   supervised(async ({ start }) => {
 *     const peer = start(example, "pid", []);
 *     assertEquals(await peer.result, peer.pid);
 *   }),
 * );
 * ```
 *
 * @module
 */

import type { Fd } from "../../sys/fd.ts";
import type { ExitStatus } from "../../sys/process.ts";
import { waitsFor } from "../diagnosis/activity.ts";
import type { NameOf } from "../diagnosis/explanation.ts";
import { socketNumber } from "../diagnosis/objects/sockets.ts";
import { stat, target } from "../diagnosis/proc.ts";
import type { Watchdog } from "../watchdog/watchdog.ts";
import { leftRunning } from "./census.ts";
import { eventually, starting } from "./eventually.ts";
import { PeerError, testLine } from "./peer_error.ts";
import { PeerProcess } from "./peer_process.ts";
import { type Report, type Thrown, UNHEARD } from "./protocol.ts";
import * as sentences from "./sentences.ts";
import { Vigil } from "./vigil.ts";

// deno-lint-ignore no-explicit-any
type Exports = Record<string, any>;

/** A module whose exports can be run in peers. */
export interface PeerModule<M extends Exports> {
  /** Its URL. */
  readonly url: string;
  /** Only for the type checker. */
  readonly exports?: M;
}

/** How a peer is started. */
export interface PeerOptions {
  /** Descriptors it gets, at the same numbers. You keep your own: close them. @default {[]} */
  inherits?: Fd[];
  /** What it is called in messages. @default {the function's name, as in "receive()"} */
  role?: string;
  /** Whether the function has to throw: then `result` rejects, and the test goes on. @default {false} */
  throws?: boolean;
  /** Whether the function has to end its own process: then `status` tells how. @default {false} */
  exits?: boolean;
  /** A command that becomes the process, as `["setpriv", "--inh-caps=-kill"]`. @default {[]} */
  through?: string[];
  /** The numbers of signals that are blocked in it, from its beginning on. @default {[]} */
  blocked?: number[];
  /** How long the call may take, in milliseconds. @default {3000} */
  deadline?: number;
  /** Whether only the time counts that its main thread spends at work. @default {false} */
  works?: boolean;
  /**
   * Whether it may wait for bytes or clients at any time, as a server: then a failure of the test does not
   * tell that it does so. @default {false}
   */
  serves?: boolean;
}

/** What a peer needs from the test that starts it. */
export interface PeerHost {
  watchdog: Watchdog;
  nameOf: NameOf;
  /** Gives all processes that the test has started. */
  family(): number[];
  /** Gives the peers that no signal can make go on. */
  deaf(): number[];
  /**
   * Called once, when the peer has failed and is gone. `afterwards`: its function had ended as it had to, and
   * some descriptor was left open. To find that out takes a while.
   */
  failed(error: Error, afterwards: boolean): void;
}

/** How long a call may take, in milliseconds. */
const DEADLINE = 3000;
/** How long a module may take to be loaded, in milliseconds. */
const LOADING = 5000;
/** How long a process may live on after its function has ended, in milliseconds. */
const LINGER = 2000;

/**
 * Names a module whose exports are to run in peers.
 *
 * @typeParam M The module's type: `typeof import("./pipe.ts")`.
 * @param url The module's URL: `import.meta.resolve("./pipe.ts")`.
 */
export function peerModule<M extends Exports>(url: string): PeerModule<M> {
  return { url };
}

/** Another process that runs one function. */
export class Peer<T> {
  /** What the function returned; rejects with a {@linkcode PeerError} when it fails. */
  readonly result: Promise<T>;
  /** Settles when the process has ended and left nothing behind; rejects when it failed. */
  readonly ended: Promise<void>;
  /** How the process ended, when its function had to end it (`exits`); rejects when it failed. */
  readonly status: Promise<ExitStatus>;

  #process: PeerProcess;
  #role: string;
  #options: PeerOptions;
  #host: PeerHost;
  #startedAt: string;
  #objects: Map<Fd, string | undefined>;
  #result = Promise.withResolvers<T>();
  #ended = Promise.withResolvers<void>();
  #status = Promise.withResolvers<ExitStatus>();
  #vigil: Vigil;
  #phase: "starting" | "loading" | "calling" | "passed" | "settled" | "leaving" = "starting";
  /** How the function ended, once it has. */
  #outcome = "";
  /** Whether the process said that it is about to exit. */
  #exits = false;
  /** Whether it listens to some signal. */
  #listens = false;
  #failure: Error | undefined;

  /** Starts the peer; `TestScope.start` is the way to get here. */
  constructor(
    host: PeerHost,
    module: string,
    name: string,
    args: unknown[],
    options: PeerOptions,
  ) {
    this.#host = host;
    this.#options = options;
    this.#role = options.role ?? `${name}()`;
    this.result = this.#result.promise;
    this.ended = this.#ended.promise;
    this.status = this.#status.promise;
    this.result.catch(() => {}); // A test may well not await these:
    this.status.catch(() => {});
    this.ended.catch(() => {}); // its scope learns of every failure.
    this.#startedAt = testLine();
    const inherits = options.inherits ?? [];
    this.#objects = new Map(inherits.map((fd) => [fd, target(Deno.pid, fd)]));
    const listener = {
      reported: (report: Report) => this.#receive(report),
      garbled: () => void this.#fail(sentences.wroteToSocket(this.#role)),
      disconnected: () => this.#disconnected(),
    };
    const request = { module, name, args };
    this.#process = new PeerProcess(host.watchdog, this.role, request, inherits, listener, options);
    starting.add(this);
    this.#vigil = new Vigil({
      pid: this.pid,
      nameOf: host.nameOf,
      family: host.family,
      deaf: host.deaf,
      failed: (reason) => void this.#fail(reason),
    });
  }

  /** What it is called in messages. */
  get role(): string {
    return this.#phase === "passed" ? `the scenario after ${this.#role}` : this.#role;
  }

  /** Whether it may wait for bytes or clients at any time. */
  get serves(): boolean {
    return this.#options.serves ?? false;
  }

  /** Its process id, which is also its process group. */
  get pid(): number {
    return this.#process.pid;
  }

  /** Whether no signal can make its function go on. */
  get deaf(): boolean {
    return !this.#listens && this.#phase === "calling";
  }

  /** Whether the function has returned or thrown, or the peer has failed. */
  get settled(): boolean {
    return this.#failure !== undefined || this.#outcome !== "";
  }

  /**
   * Waits until the peer waits for something to happen on a descriptor.
   *
   * @param fd A descriptor that it inherited.
   * @throws {PeerError} When the function ends first, or does not wait within the deadline.
   */
  async waitsFor(fd: Fd): Promise<void> {
    const object = this.#objects.get(fd);
    if (object === undefined) {
      throw new TypeError(`Cannot wait for ${this.role} on fd ${fd}: it did not inherit it`);
    }
    const stack = [testLine()];
    const what = `${this.role} waits for something on fd ${fd} (${object})`;
    // The test's own copy tells more than a name; it may have been closed meanwhile.
    const named = () => target(Deno.pid, fd) === object ? { pid: Deno.pid, fd } : object;
    await eventually(() => this.settled || waitsFor(this.pid, named()), what);
    if (this.#failure) await this.ended; // It rejects when the process is gone.
    if (this.settled) {
      throw new PeerError(sentences.endedTooEarly(this.role, fd, object), { stack });
    }
  }

  /** Kills the peer and all that it started, and gives everything back. */
  async dispose(): Promise<void> {
    this.#failure ??= new PeerError(`${this.role} was stopped at the end of the test`);
    await this.#stop();
    this.#result.reject(this.#failure);
    this.#status.reject(this.#failure);
    this.#ended.reject(this.#failure);
  }

  #receive(report: Report): void {
    if (this.#failure) return;
    switch (report.kind) {
      case "ready":
        this.#phase = "loading";
        this.#vigil.limit(LOADING, () => sentences.lateLoading(this.#role, LOADING));
        void this.#vigil.patrol(() => this.settled);
        break;
      case "loaded":
        this.#phase = "calling";
        starting.delete(this);
        this.#limitCall();
        break;
      case "listens":
        this.#listens = true;
        break;
      case "passed":
        this.#phase = "passed";
        break;
      case "returned":
        this.#settle("returned");
        this.#returned(report.value);
        break;
      case "threw":
        this.#settle(sentences.threw(report.error));
        this.#threw(report.error);
        break;
      case "unusable":
        this.#fail(new PeerError(`${this.#role} ${report.reason}`, report));
        break;
      case "escaped":
        this.#fail(this.#thrown("left an error that nobody caught:", report.error));
        break;
      case "starved":
        this.#fail(sentences.starved(this.role));
        break;
      case "exiting":
        this.#exits = true;
        break;
      case "leaving":
        this.#leave(report.open);
    }
  }

  #limitCall(): void {
    const ms = this.#options.deadline ?? DEADLINE;
    this.#vigil.limit(
      ms,
      () =>
        this.#phase === "passed"
          ? sentences.lateAfter(this.#role, ms)
          : sentences.late(this.#role, ms),
      {},
      this.#options.works,
    );
  }

  #settle(outcome: string): void {
    this.#phase = "settled";
    this.#outcome = outcome;
    const what = () => sentences.lingers(this.#role, outcome, LINGER);
    this.#vigil.limit(LINGER, what, { ended: true });
  }

  #returned(value: unknown): void {
    const { throws, exits } = this.#options;
    if (!throws && !exits) return this.#result.resolve(value as T);
    const duty = exits ? "end its process" : "throw";
    this.#fail(sentences.returnedInstead(this.#role, value, duty));
  }

  #threw(error: Thrown): void {
    const thrown = this.#thrown("threw", error);
    if (this.#options.throws && error.name !== "TodoError") this.#result.reject(thrown);
    else this.#fail(thrown);
  }

  #thrown(verb: string, error: Thrown): PeerError {
    const own = error.stack.length > 0 || error.name === "TodoError";
    const stack = own ? error.stack : [this.#startedAt];
    return new PeerError(sentences.thrown(this.#role, verb, error), { ...error, stack });
  }

  /** The process has nothing left to do. It need not take its time to end. */
  async #leave(open: string[]): Promise<void> {
    this.#phase = "leaving";
    const children = leftRunning(this.pid);
    const named = open.map((what) =>
      what.replace(
        /the socket socket:\[(\d+)\]/,
        (socket, inode) => socketNumber(this.pid, inode)?.name ?? socket,
      )
    );
    await this.#stop();
    const left = sentences.left(this.#role, this.#outcome, named, children);
    if (left === undefined) this.#ended.resolve();
    else this.#fail(left, open.length > 0);
  }

  /** The process has ended, or has closed what it does not own. */
  async #disconnected(): Promise<void> {
    if (this.#failure || this.#phase === "leaving") return;
    const alive = stat(this.pid)?.exits === false;
    const { code, signal } = await this.#stop();
    const silently = signal === null && !this.#exits && !alive;
    if (this.#options.exits && this.#isCalling && !silently && !alive) {
      this.#outcome = "ended its process";
      this.#status.resolve({ code, signal });
      return this.#ended.resolve();
    }
    this.#fail(this.#whyEnded({ code, signal }, alive, silently));
  }

  get #isCalling(): boolean {
    return this.#phase === "calling" || this.#phase === "passed";
  }

  #whyEnded(status: ExitStatus, alive: boolean, silently: boolean): string {
    const started = this.#phase !== "starting";
    if (alive || (silently && started && status.code === UNHEARD)) {
      return sentences.closedSocket(this.#role);
    }
    if (!started) return sentences.notStarted(this.#role, status);
    if (!silently) return sentences.endedItself(this.#role, status, this.settled);
    const { error } = this.#process.output;
    if (/top-level await/i.test(error) || (this.#phase === "loading" && status.code === 1)) {
      return sentences.neverLoads(this.#role);
    }
    if (error === "" && status.code === 1) return sentences.closedSocket(this.#role);
    return sentences.endedByDeno(this.#role, status);
  }

  async #fail(reason: string | Error, afterwards = false): Promise<void> {
    if (this.#failure) return;
    const error = typeof reason === "string"
      ? new PeerError(reason, { stack: [this.#startedAt] })
      : reason;
    this.#failure = error;
    await this.#stop();
    const printed = this.#process.output.kept;
    if (printed.length > 0) error.message += `\n\nIt printed:\n\n${printed.join("\n")}`;
    this.#result.reject(error);
    this.#status.reject(error);
    this.#ended.reject(error);
    this.#host.failed(error, afterwards);
  }

  #stop(): ReturnType<PeerProcess["stop"]> {
    starting.delete(this);
    this.#vigil.stop();
    return this.#process.stop();
  }
}
