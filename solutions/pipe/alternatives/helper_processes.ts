/** Other programs do the work: cat sends and receives, and the input of a filter is a file. */

import { close, type Fd, pipe } from "lib/sys/fd.ts";
import { O_RDONLY, O_WRONLY, open } from "lib/sys/fifo.ts";
import { SysError } from "lib/sys/errno.ts";
import { type ExitStatus, spawn, waitpid } from "lib/sys/process.ts";

const EPIPE = 32;

export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  const file = Deno.makeTempFileSync();
  try {
    Deno.writeFileSync(file, message);
    const { code, signal } = waitpid(spawn("cat", [file], { 1: writeEnd }));
    if (signal === "SIGPIPE") throw new SysError("write", writeEnd, EPIPE);
    if (code !== 0) throw new Error(`cat ended with code ${code}`);
  } finally {
    Deno.removeSync(file);
    close(writeEnd);
  }
}

export function receive(readEnd: Fd, writeEnd: Fd): Uint8Array {
  close(writeEnd);
  const file = Deno.makeTempFileSync();
  const copy = open(file, O_WRONLY);
  try {
    const { code } = waitpid(spawn("sh", ["-c", "exec cat 2> /dev/null"], { 0: readEnd, 1: copy }));
    if (code !== 0) throw new Error(`cat ended with code ${code}`);
    return Deno.readFileSync(file);
  } finally {
    Deno.removeSync(file);
    close(copy);
    close(readEnd);
  }
}

export type Program = [command: string, ...args: string[]];

// deno-lint-ignore require-await -- its errors have to be rejections
export async function filter(
  [command, ...args]: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const file = Deno.makeTempFileSync();
  Deno.writeFileSync(file, input);
  const stdin = open(file, O_RDONLY);
  const [readEnd, writeEnd] = pipe();
  let status: ExitStatus | undefined;
  let output: Uint8Array;
  let pid = 0;
  try {
    pid = spawn(command, args, { 0: stdin, 1: writeEnd });
  } finally {
    close(stdin);
    Deno.removeSync(file);
    output = receive(readEnd, writeEnd);
    if (pid > 0) status = waitpid(pid);
  }
  return { output, status: status! };
}

/** Starts the second program first, and gives up before the first one is there. */
export function pipeline(
  [first, ...firstArgs]: Program,
  [second, ...secondArgs]: Program,
): { output: Uint8Array; statuses: [ExitStatus, ExitStatus] } {
  const between = pipe();
  const result = pipe();
  let [one, two] = [0, 0];
  try {
    two = spawn(second, secondArgs, { 0: between[0], 1: result[1] });
    one = spawn(first, firstArgs, { 1: between[1] });
  } catch (error) {
    for (const fd of [...between, ...result]) close(fd);
    if (two > 0) waitpid(two);
    throw error;
  }
  for (const fd of between) close(fd);
  const output = receive(...result);
  return { output, statuses: [waitpid(one), waitpid(two)] };
}
