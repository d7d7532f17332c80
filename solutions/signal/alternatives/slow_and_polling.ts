/** It looks again and again where it may, reads byte by byte, and starts programs by hand. */

import { Socket } from "node:net";
import { constants } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { SysError } from "lib/sys/errno.ts";
import { close, pipe } from "lib/sys/fd.ts";
import { type Ended, type ExitStatus, kill, spawn, waitpid, WNOHANG } from "lib/sys/process.ts";

export async function waitFor(
  signal: Deno.Signal,
  { timeout }: { timeout?: number } = {},
): Promise<void> {
  const begin = Date.now();
  let came = false;
  const note = () => void (came = true);
  Deno.addSignalListener(signal, note);
  while (!came && !(Date.now() - begin >= (timeout ?? Infinity))) await sleep(10);
  Deno.removeSignalListener(signal, note);
  if (!came) throw new Deno.errors.TimedOut();
}

export type Program = [command: string, ...args: string[]];

export interface Child {
  readonly pid: number;
  readonly status: Promise<ExitStatus>;
  readonly kill: (signal: Deno.Signal) => void;
}

export async function startReady([command, ...args]: Program): Promise<Child> {
  await sleep(1);
  const [readEnd, writeEnd] = pipe();
  let pid: number;
  try {
    pid = spawn(command, args, { 1: writeEnd });
  } catch (error) {
    close(readEnd);
    if (error instanceof SysError && error.code === "ENOENT") {
      throw new Deno.errors.NotFound(error.message);
    }
    throw error;
  } finally {
    close(writeEnd);
  }
  let [heard, ready, line] = [0, false, ""];
  const output = new Socket({ fd: readEnd, readable: true, writable: false });
  output.on("data", (bytes: Uint8Array) => {
    heard++;
    for (const byte of ready ? [] : bytes) {
      if (byte !== 10 && line.length < 6) line += String.fromCharCode(byte);
      else if (line === "ready" && byte === 10) ready = true;
      else if (byte === 10) line = "";
    }
  });
  let ended: Ended | undefined;
  const status = (async () => {
    while (!(ended = waitpid(pid, WNOHANG))) await sleep(2);
    return { code: ended.code, signal: ended.signal };
  })();
  for (let [before, looks] = [-1, 0]; !ready; await sleep(ended ? 100 : 1)) {
    if (ended && (before === heard || ++looks > 5)) {
      output.destroy();
      throw new Error(`It has ended: ${ended.code}`);
    }
    if (ended) before = heard;
  }
  return {
    pid,
    status,
    kill(signal) {
      if (ended) throw new TypeError("It has ended");
      kill(pid, signal);
    },
  };
}

export async function stopGracefully(
  child: Child,
  { patience }: { patience: number },
): Promise<ExitStatus> {
  const send = (signal: Deno.Signal) => {
    try {
      if (!ended) child.kill(signal);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  };
  let ended = false;
  child.status.then(() => ended = true);
  await sleep(0);
  const end = performance.now() + patience;
  send("SIGCONT");
  send("SIGTERM");
  while (!ended && performance.now() < end) await sleep(5);
  send("SIGKILL");
  return await child.status;
}

export function onShutdown(cleanUp: () => Promise<void> | void): void {
  let first: Promise<void> | undefined;
  const stop = (number: number) => {
    if (first) Deno.exit(128 + number);
    const exit = () => void sleep(1).then(() => Deno.exit(128 + number));
    first = sleep(1).then(() => cleanUp()).then(exit, exit);
  };
  Deno.addSignalListener("SIGTERM", () => stop(constants.signals.SIGTERM));
  Deno.addSignalListener("SIGINT", () => stop(constants.signals.SIGINT));
}

export function isRunning(pid: number): boolean {
  for (const { name } of Deno.readDirSync("/proc")) {
    if (name !== `${pid}`) continue;
    const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
    return !"ZX".includes(stat[stat.lastIndexOf(")") + 2]!);
  }
  return false;
}

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const letters: string[] = [];
  let [rung, wake] = [true, () => {}];
  const ring = () => {
    rung = true;
    wake();
  };
  Deno.addSignalListener(doorbell, ring);
  const awake = setInterval(() => {}, 1000);
  try {
    for (;;) {
      if (!rung) await new Promise<void>((resolve) => wake = resolve);
      await sleep(1);
      rung = false;
      const names = await Array.fromAsync(Deno.readDir(mailbox), ({ name }) => name);
      while (names.includes(`${letters.length + 1}`)) {
        const path = `${mailbox}/${letters.length + 1}`;
        const letter = new TextDecoder().decode(await Deno.readFile(path));
        await Deno.remove(path);
        if (letter === "") return letters;
        letters.push(letter);
      }
    }
  } finally {
    clearInterval(awake);
    Deno.removeSignalListener(doorbell, ring);
  }
}
