/**
 * Two processes that measure a mechanism, and how they are told what to do.
 *
 * @module
 */

import { Socket } from "node:net";
import { fromFileUrl } from "@std/path";
import { close, type Fd, pipe } from "lib/sys/fd.ts";
import { spawn } from "lib/sys/process.ts";
import { endGroup } from "lib/testing/peer/group.ts";
import type { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { closePlaces, type Flavour, type Mechanism } from "./mechanisms.ts";

const MAIN = fromFileUrl(import.meta.resolve("./side_main.ts"));
const CONFIG = fromFileUrl(import.meta.resolve("../../../deno.json"));

/** How to start the programs of the sides. */
export interface Programs {
  /** What stands before each command: `taskset -c 0`, or nothing. */
  pinned: string[];
  /** The program in C, once it has been compiled. */
  c?: string;
}

/** How long a side may take to answer, in milliseconds: a hundred times as long as it needs. */
const PATIENCE = 60_000;

/** A side that does not answer any more. */
export class SideError extends Error {
  override name = "SideError";
}

/** One process, which is told what to do by lines. */
export class Process {
  /** Its process id. */
  readonly pid: number;
  #watchdog: Watchdog;
  #input: Socket;
  #output: Socket;
  #lines: string[] = [];
  #wake = () => {};
  #ended = false;
  #end: Promise<void> | undefined;

  /**
   * Starts it.
   *
   * @param watchdog Ends it at the latest with this process.
   * @param command The program and its arguments.
   * @param fds What it inherits, at the same numbers.
   */
  constructor(watchdog: Watchdog, command: string[], fds: Fd[]) {
    const [stdin, input] = pipe();
    const [output, stdout] = pipe();
    this.#watchdog = watchdog;
    const inherited = Object.fromEntries(fds.map((fd) => [fd, fd]));
    const env = { ...Deno.env.toObject(), ...watchdog.marker, DENO_NO_UPDATE_CHECK: "1" };
    const handedOver = { ...inherited, 0: stdin, 1: stdout };
    this.pid = spawn(command[0]!, command.slice(1), handedOver, { session: true, env });
    watchdog.add(this.pid);
    for (const fd of [stdin, stdout]) close(fd);
    this.#input = new Socket({ fd: input, readable: false, writable: true });
    this.#input.on("error", () => {});
    this.#output = new Socket({ fd: output, readable: true, writable: false });
    let rest = "";
    this.#output.on("data", (bytes: Uint8Array) => {
      const lines = (rest + new TextDecoder().decode(bytes)).split("\n");
      rest = lines.pop()!;
      this.#lines.push(...lines);
      this.#wake();
    });
    this.#output.on("close", () => {
      this.#ended = true;
      this.#wake();
    });
  }

  /** Writes a line to it. */
  tell(line: string): void {
    this.#input.write(`${line}\n`);
  }

  /** Gives the next line of a form. */
  async line(form: RegExp): Promise<string> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      this.#wake();
    }, PATIENCE);
    try {
      for (;;) {
        const at = this.#lines.findIndex((line) => form.test(line));
        if (at >= 0) return this.#lines.splice(0, at + 1).at(-1)!;
        if (this.#ended) throw new SideError("a side has ended before it had answered");
        if (isLate) throw new SideError(`a side has not answered for ${PATIENCE / 1000} s`);
        await new Promise<void>((resolve) => this.#wake = resolve);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends it, with what it has started. */
  end(): Promise<void> {
    return this.#end ??= this.#kill();
  }

  async #kill(): Promise<void> {
    await endGroup(this.pid, this.#watchdog);
    this.#input.destroy();
    this.#output.destroy();
  }
}

/** Both sides of a mechanism. */
export class Pair {
  #ping: Process;
  #pong: Process;

  private constructor(ping: Process, pong: Process) {
    this.#ping = ping;
    this.#pong = pong;
  }

  /**
   * Starts both sides.
   *
   * @param mechanism What to measure.
   * @param flavour By what.
   * @param watchdog Ends them at the latest with this process.
   * @param programs How to start them.
   */
  static async start(
    mechanism: Mechanism,
    flavour: Flavour,
    watchdog: Watchdog,
    programs: Programs,
  ): Promise<Pair> {
    const places = mechanism.prepare(watchdog.scratch, flavour);
    const start = (role: "ping" | "pong", words: string[]) =>
      new Process(
        watchdog,
        [...programs.pinned, ...command(flavour, programs), mechanism.name, role, ...words],
        places.fds,
      );
    const started: Process[] = [];
    try {
      const pong = start("pong", places.pong);
      started.push(pong);
      const early = mechanism.name === "fifo"; // Each side waits for the other one.
      const port = early ? "0" : (await pong.line(/^ready/)).split(" ")[1]!;
      const ping = start("ping", mechanism.name === "tcp" || port !== "0" ? [port] : places.ping);
      started.push(ping);
      await ping.line(/^ready/);
      if (early) await pong.line(/^ready/);
      return new Pair(ping, pong);
    } catch (error) {
      await Promise.all(started.map((side) => side.end()));
      throw error;
    } finally {
      closePlaces(places);
    }
  }

  /**
   * Measures once.
   *
   * @param what Rounds there and back, or blocks one way.
   * @param count How many.
   * @returns How long one took, in nanoseconds.
   */
  async measure(what: "round" | "block", count: number): Promise<number> {
    this.#pong.tell(`${what} ${count} ${this.#ping.pid}`);
    this.#ping.tell(`${what} ${count} ${this.#pong.pid}`);
    return Number(await this.#ping.line(/^\d+$/)) / count;
  }

  /** Ends both sides. */
  async end(): Promise<void> {
    await Promise.all([this.#ping.end(), this.#pong.end()]);
  }
}

function command(flavour: Flavour, { c }: Programs): string[] {
  // sigwait() needs the signal blocked in every thread.
  if (flavour === "c") return ["env", "--block-signal=USR1", c!];
  const deno = [
    Deno.execPath(),
    "run",
    "-A",
    "-q",
    "--no-check",
    "--config",
    CONFIG,
    MAIN,
    flavour,
  ];
  return ["env", "--block-signal=USR1", ...deno];
}
