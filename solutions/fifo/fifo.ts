/** A solution of the FIFO kata. @module */

import { Socket } from "node:net";
import { SysError } from "lib/sys/errno.ts";
import { close, type Fd, write } from "lib/sys/fd.ts";
import { mkfifo, O_NONBLOCK, O_RDWR, O_WRONLY, open, PIPE_BUF } from "lib/sys/fifo.ts";

export function createFifo(path: string, mode = 0o600): void {
  try {
    mkfifo(path, mode);
  } catch (error) {
    const exists = error instanceof SysError && error.code === "EEXIST";
    if (exists && Deno.lstatSync(path).isFifo) return;
    throw error;
  }
  Deno.chmodSync(path, mode); // mkfifo() leaves out what the umask names; chmod() does not.
}

export async function publish(path: string, records: string[]): Promise<void> {
  const lines = records.map(line); // All are checked before the first is written.
  using file = await Deno.open(path, { write: true });
  if (!(await file.stat()).isFifo) throw new TypeError(`Cannot publish to ${path}: it is no FIFO`);
  for (const bytes of lines) await file.write(bytes); // up to PIPE_BUF: all of it or nothing
}

export async function collect(path: string): Promise<string[]> {
  const records = (await Deno.readTextFile(path)).split("\n");
  if (records.at(-1) === "") records.pop(); // A newline ends a record: it does not begin one.
  return records;
}

export async function serve(
  path: string,
  handle: (body: string) => Promise<string>,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  createFifo(path);
  const aborted = Promise.withResolvers<never>();
  aborted.promise.catch(() => {}); // Perhaps nobody waits for it.
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", abort);
  try {
    for await (const request of linesOf(listen(path, signal))) {
      const [client, ...body] = request.split("\t");
      if (body.length === 0) continue;
      // The handler may never settle.
      const answer = await Promise.race([handle(body.join("\t")), aborted.promise]);
      reply(client!, line(answer));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener("abort", abort);
    Deno.removeSync(path);
  }
}

export async function request(
  path: string,
  body: string,
  { timeout }: { timeout: number },
): Promise<string> {
  const folder = await Deno.makeTempDir();
  using late = deadline(timeout);
  try {
    const own = `${folder}/answer`;
    const bytes = line(`${own}\t${body}`);
    createFifo(own);
    const fifo = listen(own, late.signal); // before anybody can want to answer
    try {
      await send(path, bytes, late.signal);
      return (await linesOf(fifo).next()).value!;
    } catch (error) {
      if (!late.signal.aborted) throw error;
      throw new Deno.errors.TimedOut(`Cannot wait any longer: no answer from ${path}`);
    } finally {
      fifo.destroy();
    }
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** Makes the bytes of a record, with the newline that ends it. */
function line(record: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(record + "\n");
  if (bytes.length > PIPE_BUF) {
    throw new RangeError(`Cannot write ${bytes.length} bytes at once: at most ${PIPE_BUF}`);
  }
  if (record.includes("\n")) throw new RangeError("Cannot write a record with a newline in it");
  return bytes;
}

/** Opens a FIFO to read from it, without waiting for anybody, until a signal ends it. */
function listen(path: string, signal: AbortSignal): Socket {
  // Both ends: as long as we could write ourselves, a writer that leaves is never the last one.
  return new Socket({ fd: open(path, O_RDWR), signal });
}

/** Gives line by line what arrives. */
async function* linesOf(fifo: Socket): AsyncGenerator<string, undefined> {
  let rest = "";
  for await (const piece of fifo.setEncoding("utf8")) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
}

/** Sends an answer, unless the client has gone, or never was. */
function reply(client: string, bytes: Uint8Array<ArrayBuffer>): void {
  try {
    const fd = openToWrite(client);
    try {
      write(fd, bytes); // It does not wait for room.
    } finally {
      close(fd);
    }
  } catch {
    // It gets no answer, and the others get theirs.
  }
}

/** Sends a request, and waits for room, until a signal ends that. */
async function send(path: string, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const server = new Socket({ fd: openToWrite(path), readable: false, signal });
  server.on("error", reject);
  server.end(bytes, () => resolve()); // up to PIPE_BUF: one write(), all of it or nothing
  await promise;
}

/** Opens the FIFO of somebody who reads, and does not wait until somebody does. */
function openToWrite(path: string): Fd {
  if (!Deno.statSync(path).isFifo) throw new TypeError(`Cannot write to ${path}: it is no FIFO`);
  return open(path, O_WRONLY | O_NONBLOCK);
}

/** What a timer can hold, in milliseconds: with more, it fires at once. */
const LONGEST = 2 ** 31 - 1;

/** Gives a signal that is aborted after a time, which may be infinite. */
function deadline(ms: number): { signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  const wait = (left: number) => {
    const now = Math.min(left, LONGEST);
    timer = setTimeout(() => left > now ? wait(left - now) : controller.abort(), now);
  };
  wait(ms);
  return { signal: controller.signal, [Symbol.dispose]: () => clearTimeout(timer) };
}
