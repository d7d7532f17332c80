/** Deno's own asynchronous files and Node's child processes wherever they will do. */

import { spawn as spawnChild } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { close, type Fd, pipe } from "lib/sys/fd.ts";
import { type ExitStatus, spawn, waitpid, WNOHANG } from "lib/sys/process.ts";

export async function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): Promise<void> {
  // Opening the link makes a new write end; without a reader that fails as late as a write.
  try {
    using file = Deno.openSync(`/proc/self/fd/${writeEnd}`, { write: true });
    close(writeEnd);
    writeEnd = -1;
    for (let sent = 0; sent < message.length;) sent += await file.write(message.subarray(sent));
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) throw Object.assign(error, { code: "EPIPE" });
    throw error;
  } finally {
    if (writeEnd >= 0) close(writeEnd);
  }
}

export async function receive(readEnd: Fd, writeEnd: Fd): Promise<Uint8Array> {
  const file = await Deno.open(`/proc/self/fd/${readEnd}`);
  close(readEnd);
  close(writeEnd);
  return await new Response(file.readable).bytes();
}

export type Program = [command: string, ...args: string[]];

export async function filter(
  [command, ...args]: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const child = spawnChild(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  child.stdout.on("data", (piece) => pieces.push(piece));
  child.stdin.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") child.emit("error", error);
  });
  child.stdin.end(input);
  const [status, signal] = await once(child, "close");
  const code = status ?? 128 + constants.signals[signal as Deno.Signal & keyof Signals];
  return { output: await new Blob(pieces).bytes(), status: { code, signal } };
}

type Signals = typeof constants.signals;

export async function pipeline(
  [first, ...firstArgs]: Program,
  [second, ...secondArgs]: Program,
): Promise<{ output: Uint8Array; statuses: [ExitStatus, ExitStatus] }> {
  const ends = [...pipe(), ...pipe()];
  const [readEnd, writeEnd, outputEnd, outputWriteEnd] = ends as [Fd, Fd, Fd, Fd];
  const one = attempt(() => spawn(first, firstArgs, { 1: writeEnd }));
  const two = attempt(() => spawn(second, secondArgs, { 0: readEnd, 1: outputWriteEnd }));
  close(readEnd);
  close(writeEnd);
  const output = await receive(outputEnd, outputWriteEnd);
  const statuses = [await ended(one.pid), await ended(two.pid)];
  for (const { error } of [one, two]) if (error) throw error;
  return { output, statuses: statuses as [ExitStatus, ExitStatus] };
}

function attempt(start: () => number): { pid?: number; error?: unknown } {
  try {
    return { pid: start() };
  } catch (error) {
    return { error };
  }
}

async function ended(pid: number | undefined): Promise<ExitStatus | undefined> {
  if (pid === undefined) return undefined;
  for (;;) {
    const status = waitpid(pid, WNOHANG);
    if (status) return status;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
