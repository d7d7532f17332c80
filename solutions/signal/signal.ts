/** A solution of the signal kata. @module */

import { constants } from "node:os";
import { SysError } from "lib/sys/errno.ts";
import { type ExitStatus, kill } from "lib/sys/process.ts";

export async function waitFor(
  signal: Deno.Signal,
  { timeout = Infinity }: { timeout?: number } = {},
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const listener = () => resolve();
  Deno.addSignalListener(signal, listener);
  // A listener does not keep the process alive, and a timer does.
  const cancel = after(timeout, () => {
    reject(new Deno.errors.TimedOut(`${signal} did not come within ${timeout} ms`));
  });
  try {
    await promise;
  } finally {
    cancel();
    Deno.removeSignalListener(signal, listener);
  }
}

/** The longest time that a timer can hold, in milliseconds. One that is longer would go off at once. */
const LONGEST = 2 ** 31 - 1;

/** Calls back after any time. The result takes that back. */
function after(ms: number, callback: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const wait = (rest: number) => {
    const more = rest > LONGEST;
    timer = more ? setTimeout(wait, LONGEST, rest - LONGEST) : setTimeout(callback, rest);
  };
  wait(ms);
  return () => clearTimeout(timer);
}

export type Program = [command: string, ...args: string[]];

export interface Child {
  readonly pid: number;
  readonly status: Promise<ExitStatus>;
  readonly kill: (signal: Deno.Signal) => void;
}

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let [pieces, ready] = [0, false];
  // The output of a program that has ended need not end: a child of its own may hold it.
  child.status.then(async () => {
    // Five looks are enough for what the program has left in the pipe. The child may print for ever.
    for (let [before, looks] = [-1, 0]; before < pieces && !ready && looks < 5; looks++) {
      before = pieces;
      await silence();
    }
    if (!ready) await reader.cancel();
  });
  for (let line = ""; !ready; pieces++) {
    const { value, done } = await reader.read();
    if (done) {
      const { code } = await child.status;
      throw new Error(`${command} ended with code ${code} before it was ready`);
    }
    const lines = (line + value).split("\n");
    line = lines.pop()!;
    ready = lines.includes("ready");
  }
  // Who hangs up here kills the program by SIGPIPE; who does not read stops it at a full pipe.
  drain(reader);
  return child;
}

/** Lets arrive what was written before. On a busy machine, two timers let the event loop turn. */
async function silence(): Promise<void> {
  for (const ms of [100, 0]) await new Promise((resolve) => setTimeout(resolve, ms));
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
  const cancel = after(patience, () => signalIfAlive(child, "SIGKILL"));
  try {
    return await child.status;
  } finally {
    cancel();
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
  Deno.statSync(mailbox); // A missing letter is no error, and a missing folder is one.
  const letters: string[] = [];
  let rung = Promise.withResolvers<void>();
  const listener = () => rung.resolve();
  Deno.addSignalListener(doorbell, listener); // before the first look
  const cancel = after(Infinity, () => {}); // keeps the process alive
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
    cancel();
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
