/**
 * Starts processes that block in one call each (`blocked.ts`), and asks for their diagnosis.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { waitOf } from "../calls.ts";
import { diagnose } from "../diagnosis.ts";
import { eventually } from "../../peer/eventually.ts";
import { stat, syscall, threads } from "../proc.ts";
import { close, type Fd, pipe } from "../../../sys/fd.ts";
import { kill, spawn, waitpid } from "../../../sys/process.ts";

const MAIN = fromFileUrl(import.meta.resolve("./blocked.ts"));
const DENO = ["run", "--allow-all", "--no-check", "--no-config", "--quiet", MAIN];

/** How long a diagnosis may take to say what is expected, in milliseconds. */
const PATIENCE = 8000;

/** The processes of one test, a folder for it, and what is removed in the end. */
export class Scene implements Disposable {
  /** Where paths may be made. */
  readonly folder = Deno.makeTempDirSync({ prefix: "blocked-" });
  #roles = new Map([[Deno.pid, "the test"]]);
  #fds: Fd[] = [];
  #ends: (() => void)[] = [];

  /** Starts a process under a name of its own. The descriptors keep their numbers. */
  start(role: string, what: string, args: unknown[] = [], inherits: Fd[] = []): number {
    const fds = Object.fromEntries(inherits.map((fd) => [fd, fd]));
    return this.run(role, Deno.execPath(), [...DENO, what, ...args.map(String)], fds);
  }

  /** Starts a program under a name. */
  run(role: string, command: string, args: string[], fds: Record<number, Fd> = {}): number {
    const pid = spawn(command, args, fds, { session: true });
    this.#roles.set(pid, role);
    return pid;
  }

  /** Starts a process, and waits until it says something, which is returned. */
  async prepared(
    role: string,
    what: string,
    args: unknown[] = [],
    inherits: Fd[] = [],
  ): Promise<{ pid: number; said: unknown }> {
    const [readEnd, writeEnd] = pipe();
    const fds = { 1: writeEnd, ...Object.fromEntries(inherits.map((fd) => [fd, fd])) };
    const pid = this.run(role, Deno.execPath(), [...DENO, what, ...args.map(String)], fds);
    close(writeEnd);
    using file = await Deno.open(`/proc/self/fd/${readEnd}`);
    close(readEnd);
    let text = "";
    const bytes = new Uint8Array(100);
    while (!text.includes("\0")) {
      const length = await file.read(bytes);
      if (length === null) throw new Error(`${role} ended without a word`);
      text += new TextDecoder().decode(bytes.subarray(0, length));
    }
    return { pid, said: JSON.parse(text.split("\0")[0]!) };
  }

  /** Closes descriptors in the end. */
  keep<T extends Fd[]>(...fds: T): T {
    this.#fds.push(...fds);
    return fds;
  }

  /** Removes a kernel object in the end: a semaphore `set`, a message `queue`, a POSIX queue (`mq`). */
  finally(kind: "set" | "queue" | "mq", id: unknown): void {
    this.#ends.push(() => finish("removes", kind, id));
  }

  /** Names a process. */
  nameOf = (pid: number): string => this.#roles.get(pid) ?? `${stat(pid)?.name} (pid ${pid})`;

  /** Gives the diagnosis as soon as a thread is in the call, with its numbers masked. */
  async says(pid: number, call: string): Promise<string[]> {
    await eventually(() => isIn(pid, call), `${this.nameOf(pid)} waits in ${call}`, PATIENCE);
    return (await diagnose(pid, this.nameOf)).replaceAll(this.folder, "/folder")
      .replace(/\b(pid|fd|set|queue|segment) \d+( to \d+)?/g, "$1 N")
      .replace(/\d+ bytes that are/, "N bytes that are")
      .replace(/\[\d+\]/g, "[N]")
      .replace(/(127\.0\.0\.1):\d+/g, "$1:N")
      .split("\n  ");
  }

  /**
   * Expects sentences of the diagnosis, or one of several in a sentence's place. A thread may be in the call
   * before it is there to stay.
   */
  async expect(pid: number, ...sentences: (string | string[])[]): Promise<void> {
    const choices = sentences.map((one) => [one].flat());
    const call = /waits in (system call|\w+)/.exec(choices[0]![0]!)?.[1] ?? "epoll_wait";
    const end = performance.now() + PATIENCE;
    let [said, expected]: [string[], string[]] = [[], []];
    do {
      said = (await this.says(pid, call)).slice(0, sentences.length);
      expected = choices.map((all, at) => all.find((one) => one === said[at]) ?? all[0]!);
    } while (said.join() !== expected.join() && performance.now() < end);
    assertEquals(said, expected);
  }

  /** Ends everything. */
  [Symbol.dispose](): void {
    this.#roles.delete(Deno.pid);
    const pids = [...this.#roles.keys()].reverse(); // whom others serve goes last
    for (const pid of pids) kill(-pid, "SIGKILL");
    for (const pid of pids) waitpid(pid);
    for (const fd of this.#fds) close(fd);
    for (const end of this.#ends) end();
    Deno.removeSync(this.folder, { recursive: true });
  }
}

/** What libc calls instead, on some architecture or in some version. */
const NAMES: Record<string, string> = {
  epoll_pwait: "epoll_wait",
  ppoll: "poll",
  semtimedop: "semop",
};

/** Whether some thread of a process is in a call. */
export function isIn(pid: number, call: string): boolean {
  return threads(pid).some((thread) => {
    const now = syscall(pid, thread);
    if (now === undefined || now === "running") return false;
    const name = waitOf(now)?.call ?? "system call";
    return name === call || NAMES[name] === call;
  });
}

/** Runs the fixture to its end. */
function finish(what: string, ...args: unknown[]): void {
  waitpid(spawn(Deno.execPath(), [...DENO, what, ...args.map(String)]));
}
