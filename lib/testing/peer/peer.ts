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

import { setTimeout as sleep } from "node:timers/promises";
import type { Fd } from "../../sys/fd.ts";
import type { ExitStatus } from "../../sys/process.ts";
import { waitsFor } from "../diagnosis/activity.ts";
import { leftRunning } from "./census.ts";
import { deadlocked } from "../diagnosis/deadlock.ts";
import { diagnose, type NameOf } from "../diagnosis/diagnosis.ts";
import { eventually } from "./eventually.ts";
import { inspecting } from "./inspecting.ts";
import { socketNumber } from "../diagnosis/objects/sockets.ts";
import { PeerError, testLine } from "./peer_error.ts";
import { PeerProcess } from "./peer_process.ts";
import { stat, target } from "../diagnosis/proc.ts";
import type { Report, Thrown } from "./protocol.ts";
import type { Watchdog } from "../watchdog/watchdog.ts";

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
  /** How long the call may take, in milliseconds. @default {3000} */
  deadline?: number;
}

/** What a peer needs from the test that starts it. */
export interface PeerHost {
  watchdog: Watchdog;
  nameOf: NameOf;
  /** Gives all processes that the test has started. */
  family(): number[];
  /** Called once, when the peer has failed and is gone. */
  failed(error: Error): void;
}

/** How long a call may take, in milliseconds. */
const DEADLINE = 3000;
/** How often a call that takes long is examined for a deadlock, in milliseconds. */
const PATROL = 250;
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
  /** What it is called in messages. */
  readonly role: string;
  /** What the function returned; rejects with a {@linkcode PeerError} when it fails. */
  readonly result: Promise<T>;
  /** Settles when the process has ended and left nothing behind; rejects when it failed. */
  readonly ended: Promise<void>;
  /** How the process ended, when its function had to end it (`exits`); rejects when it failed. */
  readonly status: Promise<ExitStatus>;

  #process: PeerProcess;
  #name: string;
  #options: PeerOptions;
  #host: PeerHost;
  #startedAt: string;
  #objects: Map<Fd, string | undefined>;
  #result = Promise.withResolvers<T>();
  #ended = Promise.withResolvers<void>();
  #status = Promise.withResolvers<ExitStatus>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #quiet = new AbortController();
  #phase: "starting" | "loading" | "calling" | "settled" | "leaving" = "starting";
  /** How the function ended, once it has. */
  #outcome = "";
  /** Whether the process said that it is about to exit. */
  #exits = false;
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
    this.#name = name;
    this.#options = options;
    this.role = options.role ?? `${name}()`;
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
      disconnected: () => this.#disconnected(),
    };
    const request = { module, name, args };
    const { through } = options;
    this.#process = new PeerProcess(
      host.watchdog,
      this.role,
      request,
      inherits,
      listener,
      through,
    );
  }

  /** Its process id, which is also its process group. */
  get pid(): number {
    return this.#process.pid;
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
      const early =
        `${this.role} ended too early: it did not wait for more on fd ${fd} (${object})`;
      throw new PeerError(early, { stack });
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
        this.#arm(this.#options.deadline ?? DEADLINE, `${this.role} did not return in`);
        this.#patrol();
        break;
      case "loaded":
        this.#phase = "calling";
        break;
      case "returned":
        this.#settle("returned");
        if (this.#options.throws || this.#options.exits) {
          const value = Deno.inspect(report.value, { depth: 1, iterableLimit: 10 });
          const instead = this.#options.exits ? "end its process" : "throw";
          this.#fail(`${this.role} returned ${value}, although it had to ${instead}`);
        } else {
          this.#result.resolve(report.value as T);
        }
        break;
      case "threw": {
        const { code, name } = report.error;
        this.#settle(`threw ${code ?? name ?? report.error.message}`);
        const thrown = this.#thrown("threw", report.error);
        if (this.#options.throws && name !== "TodoError") this.#result.reject(thrown);
        else this.#fail(thrown);
        break;
      }
      case "unusable":
        this.#fail(new PeerError(`${this.role} ${report.reason}`, report));
        break;
      case "escaped":
        this.#fail(this.#thrown("left an error that nobody caught:", report.error));
        break;
      case "starved":
        this.#fail(
          `${this.role} never returns: its event loop is empty, so nothing can settle what it awaits`,
        );
        break;
      case "exiting":
        this.#exits = true;
        break;
      case "leaving":
        this.#leave(report.open);
    }
  }

  #settle(outcome: string): void {
    this.#phase = "settled";
    this.#outcome = outcome;
    this.#arm(LINGER, `${this.role} ${outcome}, but its process did not end in`);
  }

  #arm(deadline: number, what: string): void {
    clearTimeout(this.#timer);
    if (inspecting) return;
    this.#timer = setTimeout(() => {
      this.#explain(`${what} ${deadline} ms.`);
    }, deadline);
  }

  /** Does not wait for the deadline when it is certain that the call cannot return. */
  async #patrol(): Promise<void> {
    const { signal } = this.#quiet;
    try {
      while (!this.settled) {
        await sleep(PATROL, undefined, { signal });
        const members = await deadlocked(this.#host.family(), signal);
        if (!members.includes(this.pid)) continue;
        const names = members.map(this.#host.nameOf);
        await this.#explain(
          names.length === 1
            ? `This is a deadlock: ${names[0]} waits for itself.`
            : `This is a deadlock: ${names.slice(0, -1).join(", ")} and ${names.at(-1)} wait ` +
              `for each other.`,
        );
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** Fails with the reason why the process does not go on. */
  async #explain(what: string): Promise<void> {
    const { signal } = this.#quiet;
    try {
      const why = await diagnose(this.pid, this.#host.nameOf, signal);
      // What has returned need not explain itself: what comes after it does.
      this.#fail(this.settled ? `${what}\n\n${why}` : `${why}\n\n${what}`);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** The process has nothing left to do. It need not take its time to end. */
  async #leave(open: string[]): Promise<void> {
    this.#phase = "leaving";
    const children = leftRunning(this.pid);
    const sockets = open.map((what) =>
      what.replace(
        /the socket socket:\[(\d+)\]/,
        (socket, inode) => socketNumber(this.pid, inode)?.name ?? socket,
      )
    );
    await this.#stop();
    const left = [...phrase("descriptor", "open", sockets), ...phrase("child", "behind", children)];
    const after = this.#outcome === "returned" ? "" : `${this.#outcome}, and `;
    if (left.length > 0) this.#fail(`${this.role} ${after}left ${left.join("\nIt left ")}`);
    else this.#ended.resolve();
  }

  /** The process has ended, or has closed what it does not own. */
  async #disconnected(): Promise<void> {
    if (this.#failure || this.#phase === "leaving") return;
    const alive = stat(this.pid)?.exits === false;
    const { code, signal } = await this.#stop();
    const how = signal ? `it was killed by ${signal}` : `it exited with code ${code}`;
    const silently = signal === null && !this.#exits && !alive;
    if (this.#options.exits && this.#phase === "calling" && !silently && !alive) {
      this.#outcome = "ended its process";
      this.#status.resolve({ code, signal });
      return this.#ended.resolve();
    }
    if (this.#phase === "loading" && silently) {
      this.#fail(
        `${this.role} cannot be called, because its module cannot be loaded: ` +
          `it awaits something that never happens`,
      );
    } else if (alive || (silently && this.#phase !== "starting")) {
      this.#fail(
        `${this.role} closed a descriptor that it does not own: the socket to its test. ` +
          `Close only what is handed over, each once`,
      );
    } else if (this.#phase === "starting") {
      this.#fail(`${this.role} could not be started: ${how}`);
    } else {
      const when = this.settled ? `after ${this.role} ended` : `before ${this.role} returned`;
      this.#fail(`${this.role} ended its own process: ${how} ${when}`);
    }
  }

  async #fail(reason: string | Error): Promise<void> {
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
    this.#host.failed(error);
  }

  #thrown(verb: string, error: Thrown): PeerError {
    if (error.name === "TodoError") return new PeerError(error.message, error);
    const what = error.name === undefined
      ? `${error.message}, which is not an Error`
      : error.message === ""
      ? `${error.name} without a message`
      : `${error.name}: ${error.message}`;
    const stack = error.stack.length > 0 ? error.stack : [this.#startedAt];
    return new PeerError(`${this.role} ${verb} ${what}`, { ...error, stack });
  }

  #stop(): ReturnType<PeerProcess["stop"]> {
    clearTimeout(this.#timer);
    this.#quiet.abort();
    return this.#process.stop();
  }
}

/** `[]`, `["a child behind: …"]` or `["3 descriptors open:\n  …"]`. */
function phrase(noun: string, how: string, things: string[]): string[] {
  if (things.length === 0) return [];
  if (things.length === 1) return [`a ${noun} ${how}: ${things[0]}`];
  const plural = noun === "child" ? "children" : `${noun}s`;
  return [`${things.length} ${plural} ${how}:\n${things.map((thing) => `  ${thing}`).join("\n")}`];
}
