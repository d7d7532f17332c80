/**
 * A process of Deno that ends with this one: a test run, a type check.
 *
 * @module
 */

import type { Watchdog } from "lib/testing/watchdog/watchdog.ts";

/** How Deno is run. */
export interface DenoProcessOptions {
  /** The repository. */
  root: string;
  /** Ends the run when this process ends first, by Ctrl-C for example. */
  watchdog: Watchdog;
  /** More environment variables. @default {{}} */
  env?: Record<string, string>;
  /** A command that runs `deno`, as `["strace", "-f"]`. @default {[]} */
  through?: string[];
  /** How long it may take, in milliseconds. @default {no limit} */
  limit?: number;
  /** Ends the run at once. */
  signal?: AbortSignal;
}

/** One process of Deno. */
export interface DenoProcess {
  child: Deno.ChildProcess;
  ended: Promise<Deno.CommandStatus>;
  /** Whether it was killed because it took too long. */
  isLate(): boolean;
}

/** Starts `deno` with these arguments; what it writes comes without colours. */
export function startDeno(
  args: string[],
  { root, watchdog, env = {}, through = [], limit, signal }: DenoProcessOptions,
): DenoProcess {
  const [command, ...words] = [...through, Deno.execPath(), ...args];
  const child = new Deno.Command(command!, {
    args: words,
    cwd: root,
    // The mark is there from the beginning, also when this process is killed before it tells the watchdog.
    env: { NO_COLOR: "1", RUST_BACKTRACE: "0", ...watchdog.marker, ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    detached: true, // a process group of its own, for the watchdog
  }).spawn();
  watchdog.add(child.pid);
  const kill = () => {
    try {
      Deno.kill(-child.pid, "SIGKILL"); // its group: whoever runs it for us goes with it
    } catch { /* It has ended. */ }
  };
  let late = false;
  const timer = limit === undefined ? undefined : setTimeout(() => {
    late = true;
    kill();
  }, limit);
  if (signal?.aborted) kill();
  signal?.addEventListener("abort", kill);
  const ended = child.status.then((status) => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", kill);
    watchdog.remove(child.pid);
    return status;
  });
  return { child, ended, isLate: () => late };
}
