/** No call waits: writers try again, one write end is held open, and the client looks for its answer. */

import { Buffer } from "node:buffer";
import { createReadStream } from "node:fs";
import { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { SysError } from "lib/sys/errno.ts";
import { close, type Fd, read, write } from "lib/sys/fd.ts";
import { mkfifo, O_NONBLOCK, O_RDONLY, O_WRONLY, open, PIPE_BUF } from "lib/sys/fifo.ts";

export function createFifo(path: string, mode = 0o600): void {
  if (failure(() => mkfifo(path, mode)) === undefined) Deno.chmodSync(path, mode);
  else if (!Deno.lstatSync(path).isFifo) mkfifo(path, mode);
}

export async function publish(path: string, records: string[]): Promise<void> {
  const lines = records.map(encode);
  const fd = await patiently("ENXIO", () => openTo(path));
  try {
    for (const line of lines) await patiently("EAGAIN", () => write(fd, line));
  } finally {
    close(fd);
  }
}

export async function collect(path: string): Promise<string[]> {
  const records = [""];
  for await (const text of createReadStream(path, "utf8")) {
    const [first, ...others] = text.split("\n");
    records[records.length - 1] += first;
    records.push(...others);
  }
  return records.at(-1) === "" ? records.slice(0, -1) : records;
}

export async function serve(
  path: string,
  handle: (body: string) => Promise<string>,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  createFifo(path);
  const fifo = new Socket({ fd: open(path, O_RDONLY | O_NONBLOCK), writable: false });
  const writeEnd = open(path, O_WRONLY | O_NONBLOCK);
  const { promise: over, resolve, reject } = Promise.withResolvers<void>();
  const answer = async (client: string, body: string) => {
    const bytes = encode(await handle(body));
    if (!signal.aborted) failure(() => sendTo(client, bytes));
  };
  const stop = () => resolve();
  let bytes = Buffer.alloc(0);
  fifo.on("error", reject).on("data", (piece: Buffer) => {
    bytes = Buffer.concat([bytes, piece]);
    for (let end; (end = bytes.indexOf("\n")) >= 0; bytes = bytes.subarray(end + 1)) {
      const [client, ...body] = bytes.toString("utf8", 0, end).split("\t");
      if (body.length > 0) answer(client!, body.join("\t")).catch(reject); // all at the same time
    }
  });
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  try {
    await over;
  } finally {
    signal.removeEventListener("abort", stop);
    fifo.destroy();
    close(writeEnd);
    Deno.removeSync(path);
  }
}

export async function request(
  path: string,
  body: string,
  { timeout }: { timeout: number },
): Promise<string> {
  const end = performance.now() + timeout;
  const folder = await Deno.makeTempDir();
  const fds: Fd[] = [];
  try {
    const own = `${folder}/${crypto.randomUUID()}`;
    const bytes = encode(`${own}\t${body}`);
    createFifo(own);
    const fd = open(own, O_RDONLY | O_NONBLOCK);
    fds.push(fd);
    await patiently("EAGAIN", () => sendTo(path, bytes), end);
    const answer = Buffer.alloc(2 * PIPE_BUF);
    for (let length = 0; performance.now() < end; await sleep(2)) {
      const error = failure(() => length += read(fd, answer.subarray(length)));
      if (error !== undefined && codeOf(error) !== "EAGAIN") throw error;
      if (answer[length - 1] === 10) return answer.toString("utf8", 0, length - 1);
    }
    throw new Deno.errors.TimedOut("No answer");
  } finally {
    fds.forEach(close);
    await Deno.remove(folder, { recursive: true });
  }
}

function encode(record: string): Uint8Array<ArrayBuffer> {
  if (record.includes("\n")) throw new RangeError("A newline would end the record");
  const bytes = Uint8Array.from(Buffer.from(record + "\n"));
  if (bytes.length <= PIPE_BUF) return bytes;
  throw new RangeError(`${bytes.length} bytes are too many`);
}

function openTo(path: string): Fd {
  if (!Deno.statSync(path).isFifo) throw new Error(`${path} is no FIFO`);
  return open(path, O_WRONLY | O_NONBLOCK);
}

function sendTo(path: string, bytes: Uint8Array<ArrayBuffer>): void {
  const fd = openTo(path);
  const error = failure(() => write(fd, bytes));
  close(fd);
  if (error !== undefined) throw error;
}

/** Tries until something else comes of it than one kind of error, or until there is no more time. */
async function patiently<T>(code: string, action: () => T, end = Infinity): Promise<T> {
  for (;; await sleep(2)) {
    try {
      return action();
    } catch (error) {
      if (codeOf(error) !== code) throw error;
      if (performance.now() >= end) throw new Deno.errors.TimedOut("No room");
    }
  }
}

function failure(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
}

const codeOf = (error: unknown) => error instanceof SysError ? error.code : undefined;
