/** Nothing here waits inside of a system call: it looks, and comes again later. */

import { spawn as spawnChild } from "node:child_process";
import { constants } from "node:os";
import { close, fcntl, type Fd, pipe, read, write } from "lib/sys/fd.ts";
import { O_NONBLOCK } from "lib/sys/fifo.ts";
import { SysError } from "lib/sys/errno.ts";
import { type ExitStatus, spawn, waitpid, WNOHANG } from "lib/sys/process.ts";

const F_SETFL = 4;

/** Tries again and again, until it need not wait. */
async function untilReady<T>(attempt: () => T): Promise<T> {
  for (;; await new Promise((resolve) => setTimeout(resolve, 2))) {
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof SysError) || error.code !== "EAGAIN") throw error;
    }
  }
}

export async function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    fcntl(writeEnd, F_SETFL, O_NONBLOCK);
    for (let sent = 0; sent < message.length;) {
      sent += await untilReady(() => write(writeEnd, message.subarray(sent, sent + 50_000)));
    }
  } finally {
    close(writeEnd);
  }
}

export async function receive(readEnd: Fd, writeEnd: Fd): Promise<Uint8Array> {
  close(writeEnd);
  try {
    fcntl(readEnd, F_SETFL, O_NONBLOCK);
    let message = new Uint8Array(1000);
    let length = 0;
    for (let got; (got = await untilReady(() => read(readEnd, message.subarray(length)))) > 0;) {
      length += got;
      const larger = new Uint8Array(2 * length + 1000);
      larger.set(message.subarray(0, length));
      message = larger;
    }
    return message.subarray(0, length);
  } finally {
    close(readEnd);
  }
}

export type Program = [command: string, ...args: string[]];

export async function filter(
  [command, ...args]: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const [readEnd, stdout] = pipe();
  const [stdin, writeEnd] = pipe();
  let pid: number | undefined;
  let error: unknown;
  try {
    pid = spawn(command, args, { 0: stdin, 1: stdout });
  } catch (reason) {
    error = reason;
  }
  close(stdin);
  const [output] = await Promise.all([
    receive(readEnd, stdout),
    send(writeEnd, input).catch(epipe),
  ]);
  if (pid === undefined) throw error;
  return { output, status: await ended(pid) };
}

function epipe(error: Error & { code?: string }): void {
  if (error.code !== "EPIPE") throw error;
}

async function ended(pid: number): Promise<ExitStatus> {
  for (;; await new Promise((resolve) => setTimeout(resolve, 2))) {
    const status = waitpid(pid, WNOHANG);
    if (status) return status;
  }
}

/** The first program is a child of Node's, the second one our own. */
export async function pipeline(
  [first, ...firstArgs]: Program,
  [second, ...secondArgs]: Program,
): Promise<{ output: Uint8Array; statuses: [ExitStatus, ExitStatus] }> {
  const [readEnd, writeEnd] = pipe();
  const [outputEnd, outputWriteEnd] = pipe();
  const stdio = ["inherit", writeEnd, "inherit"] as const;
  const child = spawnChild(first, firstArgs, { stdio: [...stdio] });
  const one = Promise.withResolvers<ExitStatus>();
  child.on("error", one.reject);
  child.on("exit", (code, signal) => {
    const number = signal ? constants.signals[signal as keyof typeof constants.signals] : 0;
    one.resolve({ code: code ?? 128 + number, signal: signal as ExitStatus["signal"] });
  });
  one.promise.catch(() => {});
  let two: number | undefined;
  let error: unknown;
  try {
    two = spawn(second, secondArgs, { 0: readEnd, 1: outputWriteEnd });
  } catch (reason) {
    error = reason;
  }
  close(readEnd);
  close(writeEnd);
  const output = await receive(outputEnd, outputWriteEnd);
  const secondStatus = two && await ended(two);
  const firstStatus = await one.promise;
  if (!secondStatus) throw error;
  return { output, statuses: [firstStatus, secondStatus] };
}
