/**
 * What the kernel tells about processes: `man 5 proc`.
 *
 * Processes come and go while one looks. What has gone gives nothing, never an error.
 *
 * ```ts
 * import { descriptors, stat } from "lib/testing/diagnosis/proc.ts";
 * import { close, pipe } from "lib/sys/fd.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * assertEquals(descriptors(Deno.pid).get(writeEnd)?.access, "write");
 * close(readEnd);
 * close(writeEnd);
 * assertEquals(stat(Deno.pid)?.parent, Deno.ppid);
 * ```
 *
 * @module
 */

import type { Fd } from "../../sys/fd.ts";
import { type Holder, identity } from "./identity.ts";
import { tracing } from "./tracing.ts";

/** An open descriptor of some process. */
export interface Descriptor {
  /** What it names: `pipe:[413959]`, `socket:[…]`, `eventfd:[5]` or a path. See `identity.ts`. */
  target: string;
  /** What it was opened for; of a pipe, which end it is. */
  readonly access: "read" | "write" | "both";
}

/** Facts about a process or a thread. */
export interface Stat {
  /** The program's name, at most 15 characters. */
  name: string;
  /** `R` running, `S` waiting, `D` waiting without signals, `T` stopped, `Z` zombie, … */
  state: string;
  /** The parent's process id. */
  parent: number;
  /** The process group's id. */
  group: number;
  /** The session's id. */
  session: number;
  /** Whether it is about to end: nothing it does from now on is its own doing. */
  exits: boolean;
}

/** Flags of a thread in `stat`, from the kernel's `linux/sched.h`. */
const PF_EXITING = 4;

/** Milliseconds of a tick of `stat`: `sysconf(_SC_CLK_TCK)` is 100 on x86-64 and aarch64. */
const TICK = 10;

// asm-generic/eventpoll.h: EPOLLET, and EPOLLRDHUP, EPOLLHUP, EPOLLERR and EPOLLIN
const WAKER = 0x8000_0000 + 0x2000 + 0x10 + 8 + 1;

/** The system call that a thread is in. */
export interface Syscall {
  /** Its number, which depends on the machine's architecture. */
  number: number;
  /** Its arguments. */
  args: bigint[];
}

/** Gives the ids of all processes. */
export function processes(): number[] {
  return list("/proc").map(Number).filter((pid) => pid > 0);
}

/** Gives the ids of a process's threads; the first is the main thread. */
export function threads(pid: number): number[] {
  return list(`/proc/${pid}/task`).map(Number)
    .sort((a, b) => Number(b === pid) - Number(a === pid) || a - b);
}

/** Gives the facts about a process, or about one thread of it. */
export function stat(pid: number, thread = pid): Stat | undefined {
  const text = read(`/proc/${pid}/task/${thread}/stat`);
  // The name stands in parentheses and may contain any character, parentheses too.
  const match = /^\d+ \((.*)\) (\S) (\d+) (\d+) (\d+) -?\d+ -?\d+ (\d+) /s.exec(text);
  if (!match) return undefined;
  const [, name, state, ...numbers] = match;
  const [parent, group, session, flags] = numbers.map(Number) as [number, number, number, number];
  return {
    name: name!,
    state: stateOf(state!, pid, thread),
    parent,
    group,
    session,
    exits: (flags & PF_EXITING) !== 0,
  };
}

const { wait } = Atomics; // As it is here: what the learner's code calls is recorded.

/**
 * The state of a thread. One that is stopped by a signal has another state when its calls are recorded, which it
 * also has for a moment at each call: then it moves on.
 */
function stateOf(state: string, pid: number, thread: number): string {
  if (state !== "t" || !tracing) return state;
  const before = effort(pid, thread);
  wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3);
  const after = effort(pid, thread);
  const still = /^State:\tt/m.test(read(`/proc/${pid}/task/${thread}/status`) ?? "");
  return still && before.cpu === after.cpu && before.sleeps === after.sleeps ? "T" : "R";
}

/** Gives what a process has open, by descriptor. */
export function descriptors(pid: number): Map<Fd, Descriptor> {
  const found = new Map<Fd, Descriptor>();
  for (const name of list(`/proc/${pid}/fd`)) {
    const object = target(pid, Number(name));
    if (object === undefined) continue;
    found.set(Number(name), {
      target: object,
      get access() {
        return access(pid, Number(name)); // Most of those who ask want to know of a few.
      },
    });
  }
  return found;
}

/** Gives what one descriptor names, or `undefined` when it is not open. */
export function target(pid: number, fd: Fd): string | undefined {
  return identity(link(`/proc/${pid}/fd/${fd}`), () => fdinfo(pid, fd)) || undefined;
}

/** Gives everyone who holds an object open for `use`: whose the other end is. */
export function holders(object: string, use: "read" | "write"): Holder[] {
  const has = (inventory ? inventory()[object] : everyDescriptor((it) => it === object)[object]) ??
    [];
  return has.filter(({ pid, fd }) => [use, "both"].includes(access(pid, fd)));
}

/** Gives what is open everywhere, while {@linkcode atOneMoment} looks. */
let inventory: (() => Record<string, Holder[]>) | undefined;

/**
 * Looks at everybody's descriptors only once, however many objects are asked about meanwhile: with
 * hundreds of processes, each look at all of them takes its time.
 */
export function atOneMoment<T>(look: () => T): T {
  if (inventory) return look();
  let all: Record<string, Holder[]> | undefined;
  inventory = () => all ??= everyDescriptor(() => true);
  try {
    return look();
  } finally {
    inventory = undefined;
  }
}

function everyDescriptor(counts: (object: string) => boolean): Record<string, Holder[]> {
  const found: Record<string, Holder[]> = Object.create(null);
  for (const pid of processes()) {
    for (const name of list(`/proc/${pid}/fd`)) {
      const object = target(pid, Number(name));
      if (object !== undefined && counts(object)) {
        (found[object] ??= []).push({ pid, fd: Number(name) });
      }
    }
  }
  return found;
}

/** What an epoll descriptor watches: `man 2 epoll_ctl`. */
export interface Watch {
  /** The descriptor, under the number that it had when it was added. */
  fd: Fd;
  /** For what: `EPOLLIN` and the like. */
  events: number;
  /** What whoever added it wants to be told. */
  data: bigint;
}

/** Gives what one epoll descriptor watches. */
export function watches(pid: number, epoll: Fd): Watch[] {
  const lines = fdinfo(pid, epoll).matchAll(/^tfd:\s*(\d+) events:\s*(\w+) data:\s*(\w+)/gm);
  return [...lines].map(([, fd, events, data]) => ({
    fd: Number(fd),
    events: parseInt(events!, 16),
    data: BigInt(`0x${data}`),
  }));
}

/** Whether an epoll descriptor is an event loop of Deno's: it has a way to be woken up, as Rust's mio does. */
export function isEventLoop(pid: number, epoll: Fd): boolean {
  return watches(pid, epoll).some(({ events, data }) => data === 0n && events === WAKER);
}

/** Gives the children of a process, ended ones that nobody waited for included. */
export function children(parent: number): number[] {
  return processes().filter((pid) => stat(pid)?.parent === parent);
}

/** Gives the children of a process, their children, and so on. */
export function descendants(ancestor: number): number[] {
  const families = Map.groupBy(processes(), (pid) => stat(pid)?.parent);
  const below = (parent: number): number[] =>
    (families.get(parent) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(ancestor);
}

/**
 * Gives the same as {@linkcode descendants}, and looks only at the family: `man 5 proc_pid_task_children`.
 * Those who are about to be born or to end may be missing.
 */
export function offspring(ancestor: number): number[] {
  const own = threads(ancestor).flatMap((thread) =>
    read(`/proc/${ancestor}/task/${thread}/children`).split(" ").map(Number).filter((pid) =>
      pid > 0
    )
  );
  return own.flatMap((child) => [child, ...offspring(child)]);
}

/** Gives the processes whose environment has a variable of that value. */
export function marked(variable: string): number[] {
  return processes().filter((pid) => read(`/proc/${pid}/environ`).split("\0").includes(variable));
}

/**
 * Gives the system call that a thread is in.
 *
 * @returns `"running"` when it is in none, `undefined` when the kernel does not tell.
 */
export function syscall(pid: number, thread: number): Syscall | "running" | undefined {
  const [number, ...args] = read(`/proc/${pid}/task/${thread}/syscall`).trim().split(" ");
  if (number === "running") return "running";
  if (!number || Number(number) < 0) return undefined;
  return { number: Number(number), args: args.slice(0, 6).map(BigInt) };
}

/** Gives how long a thread has run, in milliseconds, and how often it went to sleep. */
export function effort(pid: number, thread: number): { cpu: number; sleeps: number } {
  const nanoseconds = Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(" ")[0]);
  const status = read(`/proc/${pid}/task/${thread}/status`);
  const sleeps = Number(/^voluntary_ctxt_switches:\s*(\d+)/m.exec(status)?.[1] ?? 0);
  return { cpu: nanoseconds / 1e6, sleeps };
}

/** Gives how long a process has existed, in milliseconds; infinite when it does not exist. */
export function age(pid: number): number {
  const ticks = /^.*\) (?:\S+ ){19}(\d+)/s.exec(read(`/proc/${pid}/stat`))?.[1];
  if (ticks === undefined) return Infinity;
  return Number(read("/proc/uptime").split(" ")[0]) * 1000 - Number(ticks) * TICK;
}

/** Gives how many bytes of memory a process uses that are not on disk. */
export function residentMemory(pid: number): number {
  const kilobytes = /^VmRSS:\s*(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0;
  return Number(kilobytes) * 1024;
}

/**
 * Gives bytes of a process's memory.
 *
 * @returns At most `length` bytes, fewer at the end of a mapping; `undefined` when they cannot be read.
 */
export function bytesAt(pid: number, address: bigint, length: number): DataView | undefined {
  try {
    using memory = Deno.openSync(`/proc/${pid}/mem`);
    memory.seekSync(address, Deno.SeekMode.Start);
    const bytes = new Uint8Array(length);
    return new DataView(bytes.buffer, 0, memory.readSync(bytes) ?? 0);
  } catch {
    return undefined;
  }
}

/** Gives the text that ends in a NUL at an address of a process's memory. */
export function textAt(pid: number, address: bigint): string | undefined {
  const view = bytesAt(pid, address, 4096); // PATH_MAX
  if (view === undefined) return undefined;
  const bytes = new Uint8Array(view.buffer, 0, view.byteLength);
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** Gives a file as text, without the last newline; empty when it is not there or cannot be read. */
export function contents(path: string): string {
  return read(path).trimEnd();
}

/** Gives a table of the kernel: its rows, without the heading, in columns. */
export function rows(path: string): string[][] {
  return contents(path).split("\n").slice(1).map((line) => line.trim().split(/\s+/));
}

/** Gives what the kernel tells about one descriptor: `man 5 proc_pid_fdinfo`. */
export function fdinfo(pid: number, fd: Fd): string {
  return read(`/proc/${pid}/fdinfo/${fd}`);
}

/** Gives what one descriptor was opened for. */
export function access(pid: number, fd: Fd): Descriptor["access"] {
  const flags = /^flags:\s*(\d+)/m.exec(fdinfo(pid, fd))?.[1] ?? "0";
  return (["read", "write", "both"] as const)[parseInt(flags, 8) & 3] ?? "both";
}

function list(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].map((entry) => entry.name);
  } catch {
    return [];
  }
}

function read(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return "";
  }
}

/** Gives where a symbolic link leads to; empty when it is not there or cannot be read. */
export function link(path: string): string {
  try {
    return Deno.readLinkSync(path);
  } catch {
    return "";
  }
}
