/** A solution of the pipe kata. @module */

import { close, type Fd, pipe, read, write } from "lib/sys/fd.ts";
import { type ExitStatus, spawn, waitpid } from "lib/sys/process.ts";

export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  try {
    for (let sent = 0; sent < message.length;) {
      sent += write(writeEnd, message.subarray(sent));
    }
  } finally {
    close(writeEnd);
  }
}

export function receive(readEnd: Fd, writeEnd: Fd): Uint8Array {
  close(writeEnd); // End-of-file comes when nobody can write any more, and that includes us.
  try {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    const buffer = new Uint8Array(65536);
    for (let length; (length = read(readEnd, buffer)) > 0;) {
      pieces.push(buffer.slice(0, length)); // slice() copies, and the buffer is used again.
    }
    return concat(pieces);
  } finally {
    close(readEnd);
  }
}

function concat(pieces: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}

export type Program = [command: string, ...args: string[]];

export async function filter(
  [command, ...args]: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const child = new Deno.Command(command, { args, stdin: "piped", stdout: "piped" }).spawn();
  // Both at once: a program that cannot write stops reading.
  const [{ stdout, code, signal }] = await Promise.all([
    child.output(),
    ReadableStream.from([input]).pipeTo(child.stdin).catch(ignoreBrokenPipe),
  ]);
  return { output: stdout, status: { code, signal } };
}

function ignoreBrokenPipe(error: unknown): void {
  if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
}

export function pipeline(
  [first, ...firstArgs]: Program,
  [second, ...secondArgs]: Program,
): { output: Uint8Array; statuses: [ExitStatus, ExitStatus] } {
  const [readEnd, writeEnd] = pipe();
  const [outputEnd, outputWriteEnd] = pipe();
  const pids: number[] = [];
  let output: Uint8Array;
  let statuses: ExitStatus[];
  try {
    pids.push(spawn(first, firstArgs, { 1: writeEnd }));
    pids.push(spawn(second, secondArgs, { 0: readEnd, 1: outputWriteEnd }));
  } finally {
    close(readEnd);
    close(writeEnd);
    // If the second did not start, nothing comes, and the first learns that nobody reads.
    output = receive(outputEnd, outputWriteEnd);
    statuses = pids.map((pid) => waitpid(pid));
  }
  return { output, statuses: [statuses[0]!, statuses[1]!] };
}
