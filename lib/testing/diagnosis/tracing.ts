/**
 * What a test run writes into its own trace, when `deno task trace` records its system calls: which test
 * runs, which process is called what, and which line of the learner's code makes a call.
 *
 * A mark is a system call that fails and changes nothing: chdir() to a path that does not exist. So it has
 * its place in the kernel's record, between the calls before it and those after it.
 *
 * @module
 */

import { libc, messageLibc, signalLibc, timerLibc } from "../../sys/libc.ts";

/** The environment variable that says that somebody records the system calls. */
export const TRACING = "IPC_KATAS_TRACE";

/** Whether somebody does. */
export const tracing: boolean = Deno.env.has(TRACING);

/** Where the paths of the marks begin. Nothing in `/proc` can be made, so there is never such a folder. */
export const MARKS = "/proc/ipc-katas-trace/";

/** What a mark says. */
export type Mark =
  | { kind: "test"; name: string; step?: string }
  | { kind: "over" }
  /** A process that a test has started, and what it is called. */
  | { kind: "peer"; pid: number; role: string }
  /** Descriptors of the process itself that belong to the machinery of the tests. */
  | { kind: "machinery"; fds: number[] }
  /** The test ends a process. */
  | { kind: "stops"; pid: number }
  /** The test runs its threads in every order, in a model: the kernel knows nothing of that. */
  | { kind: "explores" }
  /** The function of a peer is called; it has ended. */
  | { kind: "call" }
  | { kind: "end"; outcome: string }
  /** The next call of this thread comes from this line. */
  | { kind: "line"; place: string }
  /** This thread calls a function of `Atomics`, which the kernel does not see as such; it has returned. */
  | { kind: "atomics"; call: string; words: string; place?: string }
  | { kind: "returned"; value: string };

const { chdir } = Deno; // Learners may replace it.

/** Writes a mark into the trace, when there is one. */
export function mark(mark: Mark): void {
  if (!tracing) return;
  const text = encodeURIComponent(JSON.stringify(mark));
  try {
    chdir(MARKS + text);
  } catch {
    // Always.
  }
}

/** The place of a stack line that is not in the library. */
const OWN_LINE = /^\s+at .*?file:\/\/(?!.*\/lib\/)(\S+?:\d+):\d+/m;

/** From now on, each call of a function of libc is preceded by a mark that tells the learner's line. */
export function markLines(): void {
  if (!tracing) return;
  precede(libc(), ["read", "write", "open", "mkfifo", "close", "waitpid", "kill"]);
  precede(messageLibc(), ["send", "recv", "sendmsg", "recvmsg", "poll"]);
  precede(signalLibc(), ["sigwait", "sigtimedwait", "sigqueue", "signalfd"]);
  precede(timerLibc(), ["alarm", "setitimer", "timerfd_create", "timerfd_settime"]);
}

/** From now on, each call of this thread by which threads wait for each other is marked. */
export function markAtomics(): void {
  if (!tracing) return;
  const functions = Atomics as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of ["wait", "waitAsync", "notify"]) {
    const call = functions[name]!;
    if (!/\[native code\]/.test(String(call))) continue; // A model has its own; nobody waits there.
    functions[name] = (array, ...args) => {
      const words = `Atomics.${name}(${["…", ...args].join(", ")})`;
      const place = ownLine();
      mark({ kind: "atomics", call: `Atomics.${name}`, words, ...place && { place } });
      let value = "an error";
      try {
        const returned = call(array, ...args);
        value = typeof returned === "object" ? waiter(returned) : Deno.inspect(returned);
        return returned;
      } finally {
        mark({ kind: "returned", value });
      }
    };
  }
}

/** What `Atomics.waitAsync()` returns, in words. */
function waiter(returned: unknown): string {
  const { async, value } = returned as { async: boolean; value: unknown };
  return async ? "a promise" : Deno.inspect(value);
}

function ownLine(): string | undefined {
  return OWN_LINE.exec(new Error().stack ?? "")?.[1];
}

function precede<T extends object>(library: T, names: (keyof T)[]): void {
  const symbols = library as Record<keyof T, (...args: unknown[]) => unknown>;
  for (const name of names) {
    const call = symbols[name];
    symbols[name] = (...args) => {
      const place = ownLine();
      if (place) mark({ kind: "line", place });
      return call(...args);
    };
  }
}
