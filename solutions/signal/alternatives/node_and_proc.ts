/** Node's events and child processes, /proc instead of kill(), the whole mailbox in one look. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, rm } from "node:fs/promises";
import { constants } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { type ExitStatus } from "lib/sys/process.ts";

export async function waitFor(
  signal: Deno.Signal,
  options: { timeout?: number } = {},
): Promise<void> {
  if (["SIGKILL", "SIGSTOP"].includes(signal)) throw new TypeError(`Nobody can catch ${signal}`);
  const { timeout = Infinity } = options;
  const late = new AbortController();
  const end = performance.now() + timeout;
  const look = () => performance.now() < end ? undefined : late.abort();
  const timer = setInterval(look, Math.min(timeout, 100));
  try {
    await once(process, signal, { signal: late.signal });
  } catch {
    throw new Deno.errors.TimedOut(`No ${signal} for ${timeout} ms`);
  } finally {
    clearInterval(timer);
  }
}

export type Program = [command: string, ...args: string[]];

export interface Child {
  readonly pid: number;
  readonly status: Promise<ExitStatus>;
  readonly kill: (signal: Deno.Signal) => void;
}

export function startReady([command, ...args]: Program): Promise<Child> {
  const { promise, resolve, reject } = Promise.withResolvers<Child>();
  const ended = Promise.withResolvers<ExitStatus>();
  let ready = false;
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  child.on("error", () => reject(new Deno.errors.NotFound(command)));
  let rest = "";
  child.stdout.setEncoding("latin1").on("data", (bytes: string) => {
    const lines = (rest + bytes).split("\n"); // node:readline would end a line at "\r", too.
    rest = lines.pop()!;
    if (ready || !lines.includes("ready")) return;
    ready = true;
    resolve({
      pid: child.pid!,
      status: ended.promise,
      kill(signal) {
        if (child.exitCode !== null || child.signalCode !== null) throw new TypeError("too late");
        Deno.kill(child.pid!, signal); // child.kill() would take this signal for the child's end.
      },
    });
  });
  child.on("exit", async (status, signal) => {
    const numbers = constants.signals as Record<string, number>;
    const code = status ?? 128 + (numbers[signal ?? ""] ?? 0);
    ended.resolve({ code, signal: signal as Deno.Signal | null });
    await Promise.race([once(child, "close"), pause(300)]); // Others may hold its output.
    if (!ready) child.stdout.destroy();
    reject(new Error(`The program ended too early: code ${code}`));
  });
  return promise;
}

export async function stopGracefully(
  child: Child,
  options: { patience: number },
): Promise<ExitStatus> {
  let status: ExitStatus | undefined;
  child.status.then((its) => status = its);
  await Promise.resolve().then(() => {}); // A status that is there already has arrived now.
  for (const signal of ["SIGCONT", "SIGTERM"] as const) {
    if (!status && isRunning(child.pid)) Deno.kill(child.pid, signal);
  }
  const end = performance.now() + options.patience;
  while (!status && performance.now() < end) await pause(1);
  if (!status && isRunning(child.pid)) Deno.kill(child.pid, "SIGKILL");
  return await child.status;
}

export function onShutdown(cleanUp: () => Promise<void> | void): void {
  const leave = (signal: "SIGTERM" | "SIGINT") => process.exit(128 + constants.signals[signal]);
  let ended: Promise<unknown> | undefined;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (ended) leave(signal);
      ended = Promise.allSettled([(async () => await cleanUp())()]).then(() => leave(signal));
    });
  }
}

export function isRunning(pid: number): boolean {
  try {
    const status = Deno.readTextFileSync(`/proc/${pid}/status`);
    return !/^State:\s*[ZX]/m.test(status);
  } catch {
    return false;
  }
}

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const letters: string[] = [];
  let rings = 0;
  const count = () => rings++;
  process.on(doorbell, count);
  const awake = setInterval(() => {}, 2 ** 30);
  try {
    for (let seen = -1;;) {
      if (seen === rings) await once(process, doorbell);
      seen = rings;
      const names = (await list(mailbox)).filter((name) => /^[1-9]\d*$/.test(name));
      for (const name of names.sort((a, b) => Number(a) - Number(b))) {
        const letter = await readFile(join(mailbox, name), "utf8");
        await rm(join(mailbox, name));
        if (letter === "") return letters;
        letters.push(letter);
      }
    }
  } finally {
    clearInterval(awake);
    process.off(doorbell, count);
  }
}

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    throw new Deno.errors.NotFound(folder);
  }
}
