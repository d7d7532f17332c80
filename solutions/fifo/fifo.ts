/** A solution of the FIFO kata. @module */

import { Socket } from "node:net";
import { SysError } from "lib/sys/errno.ts";
import { close, write } from "lib/sys/fd.ts";
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
  try {
    for await (const request of linesOf(listen(path, signal))) {
      const [client, ...body] = request.split("\t");
      if (body.length > 0) reply(client!, line(await handle(body.join("\t"))));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    Deno.removeSync(path);
  }
}

export async function request(
  path: string,
  body: string,
  { timeout }: { timeout: number },
): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    const own = `${folder}/answer`;
    const bytes = line(`${own}\t${body}`);
    createFifo(own);
    const signal = AbortSignal.timeout(timeout);
    const fifo = listen(own, signal); // before anybody can want to answer
    try {
      send(path, bytes);
      return (await linesOf(fifo).next()).value!;
    } catch (error) {
      if (!signal.aborted) throw error;
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
    if (Deno.statSync(client).isFifo) send(client, bytes);
  } catch {
    // It gets no answer, and the others get theirs.
  }
}

/** Writes to whoever reads, and does not wait until somebody does. */
function send(path: string, bytes: Uint8Array<ArrayBuffer>): void {
  const fd = open(path, O_WRONLY | O_NONBLOCK);
  try {
    write(fd, bytes);
  } finally {
    close(fd);
  }
}
