/** A solution of the signal kata. @module */

import { constants } from "node:os";
import { SysError } from "lib/sys/errno.ts";
import { type ExitStatus, kill } from "lib/sys/process.ts";

export async function waitFor(
  signal: Deno.Signal,
  { timeout }: { timeout?: number } = {},
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const listener = () => resolve();
  Deno.addSignalListener(signal, listener);
  const timer = timeout === undefined ? keepAlive() : setTimeout(() => {
    reject(new Deno.errors.TimedOut(`${signal} did not come within ${timeout} ms`));
  }, timeout);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    Deno.removeSignalListener(signal, listener);
  }
}

/** A listener does not keep the process alive, and a timer does. */
const keepAlive = () => setInterval(() => {}, 1e9);

export type Program = [command: string, ...args: string[]];

export interface Child {
  readonly pid: number;
  readonly status: Promise<ExitStatus>;
  readonly kill: (signal: Deno.Signal) => void;
}

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  for (let said = ""; !/^ready\n/m.test(said);) {
    const { value, done } = await reader.read();
    if (done) {
      const { code } = await child.status;
      throw new Error(`${command} ended with code ${code} before it was ready`);
    }
    said += value;
  }
  // Who hangs up here kills the program by SIGPIPE; who does not read stops it at a full pipe.
  drain(reader);
  return child;
}

async function drain(reader: ReadableStreamDefaultReader<string>): Promise<void> {
  while (!(await reader.read()).done);
}

export async function stopGracefully(
  child: Child,
  { patience }: { patience: number },
): Promise<ExitStatus> {
  signalIfAlive(child, "SIGTERM");
  signalIfAlive(child, "SIGCONT"); // A stopped process gets SIGTERM only when it goes on.
  const timer = setTimeout(() => signalIfAlive(child, "SIGKILL"), patience);
  try {
    return await child.status;
  } finally {
    clearTimeout(timer);
  }
}

/** `child.kill` knows whether the process id is still the child's; `Deno.kill` does not. */
function signalIfAlive(child: Child, signal: Deno.Signal): void {
  try {
    child.kill(signal);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

export function onShutdown(cleanUp: () => Promise<void> | void): void {
  let asked = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const exit = () => Deno.exit(128 + constants.signals[signal]);
    Deno.addSignalListener(signal, async () => {
      if (asked) exit();
      asked = true;
      try {
        await cleanUp();
      } catch (error) {
        console.error(error);
      }
      exit();
    });
  }
}

export function isRunning(pid: number): boolean {
  try {
    kill(pid, 0);
  } catch (error) {
    // "You may not" is an answer as well: there is a process.
    if (error instanceof SysError && error.code === "ESRCH") return false;
  }
  try {
    // The name stands in parentheses, and may contain any character.
    return !/\) Z [^)]*$/.test(Deno.readTextFileSync(`/proc/${pid}/stat`));
  } catch {
    return false; // It has gone in between.
  }
}

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const letters: string[] = [];
  let rung = Promise.withResolvers<void>();
  const listener = () => rung.resolve();
  Deno.addSignalListener(doorbell, listener); // before the first look
  const awake = keepAlive();
  try {
    for (;;) {
      rung = Promise.withResolvers(); // Whoever rings from here on causes another look.
      for (let letter; (letter = take(`${mailbox}/${letters.length + 1}`)) !== undefined;) {
        if (letter === "") return letters;
        letters.push(letter);
      }
      await rung.promise;
    }
  } finally {
    clearInterval(awake);
    Deno.removeSignalListener(doorbell, listener);
  }
}

function take(path: string): string | undefined {
  try {
    const letter = Deno.readTextFileSync(path);
    Deno.removeSync(path);
    return letter;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
