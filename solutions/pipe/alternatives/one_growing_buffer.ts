/** Small writes, one buffer that grows, the second program first, and each end closed at once. */

import { close, type Fd, pipe, read, write } from "lib/sys/fd.ts";
import { type ExitStatus, spawn, waitpid } from "lib/sys/process.ts";

const PAGE = 4096;

export function send(writeEnd: Fd, message: Uint8Array<ArrayBuffer>): void {
  let rest = message;
  try {
    while (rest.length > 0) rest = rest.subarray(write(writeEnd, rest.subarray(0, PAGE)));
  } finally {
    close(writeEnd);
  }
}

export function receive(readEnd: Fd, writeEnd: Fd): Uint8Array {
  close(writeEnd);
  const store = new ArrayBuffer(PAGE, { maxByteLength: 1 << 30 });
  const piece = new Uint8Array(PAGE);
  let length = 0;
  try {
    for (let got; (got = read(readEnd, piece)) > 0;) {
      if (length + got > store.byteLength) store.resize(2 * store.byteLength + got);
      new Uint8Array(store, length, got).set(piece.subarray(0, got));
      length += got;
    }
  } finally {
    close(readEnd);
  }
  return new Uint8Array(store.slice(0, length));
}

export type Program = [command: string, ...args: string[]];

export async function filter(
  [command, ...args]: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const child = new Deno.Command(command, { args, stdin: "piped", stdout: "piped" }).spawn();
  const output = new Response(child.stdout).bytes();
  const writer = child.stdin.getWriter();
  try {
    for (let at = 0; at < input.length; at += PAGE) await writer.write(input.slice(at, at + PAGE));
    await writer.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
  return { output: await output, status: await child.status };
}

export function pipeline(
  [first, ...firstArgs]: Program,
  [second, ...secondArgs]: Program,
): { output: Uint8Array; statuses: [ExitStatus, ExitStatus] } {
  const open = new Set<Fd>();
  const make = () => {
    const ends = pipe();
    ends.forEach((fd) => open.add(fd));
    return ends;
  };
  const hangUp = (...ends: Fd[]) => ends.forEach((fd) => open.delete(fd) && close(fd));
  const [readEnd, writeEnd] = make();
  const [outputEnd, outputWriteEnd] = make();
  let two: number | undefined;
  try {
    two = spawn(second, secondArgs, { 0: readEnd, 1: outputWriteEnd });
    hangUp(readEnd, outputWriteEnd);
    const one = spawn(first, firstArgs, { 1: writeEnd });
    hangUp(writeEnd);
    const [nothing, nobody] = pipe(); // receive() wants a write end to close.
    close(nothing);
    open.delete(outputEnd);
    const output = receive(outputEnd, nobody);
    const secondStatus = waitpid(two);
    two = undefined;
    return { output, statuses: [waitpid(one), secondStatus] };
  } finally {
    hangUp(...open);
    if (two !== undefined) waitpid(two);
  }
}
