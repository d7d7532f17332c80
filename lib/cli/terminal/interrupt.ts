/**
 * Lets a command tidy up when it is interrupted: by Ctrl-C, by a closed terminal, by `kill`.
 *
 * @module
 */

import type { Progress } from "./progress.ts";

/** The signals that end a command, and their numbers. */
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/**
 * Does something that can be interrupted.
 *
 * @param progress Where to write to.
 * @param work What to do; it ends soon when its signal is aborted. It gives the exit code.
 * @returns The exit code: that of the work, or 128 plus the number of the signal that interrupted it.
 */
export async function interruptible(
  progress: Progress,
  work: (signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const controller = new AbortController();
  let interrupted = 0;
  const listeners = Object.entries(SIGNALS).map(([name, number]) => {
    const listener = () => {
      interrupted ||= 128 + number;
      controller.abort();
    };
    Deno.addSignalListener(name as keyof typeof SIGNALS, listener);
    return [name as keyof typeof SIGNALS, listener] as const;
  });
  try {
    const code = await work(controller.signal);
    if (interrupted === 0) return code;
    progress.line("Stopped.");
    return interrupted;
  } finally {
    for (const [name, listener] of listeners) Deno.removeSignalListener(name, listener);
  }
}
