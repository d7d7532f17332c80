/** Deno's own files wherever they will do. What has to end a read writes a line to its own FIFO. */

import { SysError } from "lib/sys/errno.ts";
import { close, write } from "lib/sys/fd.ts";
import { mkfifo, O_NONBLOCK, O_WRONLY, open, PIPE_BUF } from "lib/sys/fifo.ts";

const BOTH = { read: true, write: true };

export function createFifo(path: string, mode = 0o600): void {
  const umask = Deno.umask(0);
  try {
    mkfifo(path, mode);
  } catch (error) {
    if (!(error instanceof SysError && error.code === "EEXIST" && isFifo(path))) throw error;
  } finally {
    Deno.umask(umask);
  }
}

export async function publish(path: string, records: string[]): Promise<void> {
  const lines = records.map(encode);
  if (!(await Deno.stat(path)).isFifo) throw new Error(`${path} is no FIFO`);
  using file = await Deno.open(path, { write: true });
  while (lines.length > 0) {
    // As many records as fit: the kernel keeps them together, too.
    let size = 0;
    const last = lines.findIndex((line) => (size += line.length) > PIPE_BUF);
    const batch = lines.splice(0, last < 0 ? lines.length : last);
    await file.write(await new Blob(batch).bytes());
  }
}

export async function collect(path: string): Promise<string[]> {
  using file = await Deno.open(path);
  return await Array.fromAsync(linesOf(file));
}

export async function serve(
  path: string,
  handle: (body: string) => Promise<string>,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  createFifo(path);
  const woken = Promise.withResolvers<undefined>();
  const wake = () => {
    woken.resolve(undefined);
    attempt(() => send(path, new Uint8Array([10])));
  };
  signal.addEventListener("abort", wake);
  try {
    using fifo = await Deno.open(path, BOTH);
    if (signal.aborted) return;
    for await (const request of linesOf(fifo)) {
      if (signal.aborted) break;
      const [, client, body] = /^([^\t]*)\t(.*)$/s.exec(request) ?? [];
      if (client === undefined) continue;
      const answer = await Promise.race([handle(body!), woken.promise]);
      if (answer === undefined) break;
      const bytes = encode(answer);
      attempt(() => send(client, bytes));
    }
  } finally {
    signal.removeEventListener("abort", wake);
    await Deno.remove(path);
  }
}

export async function request(
  path: string,
  body: string,
  { timeout }: { timeout: number },
): Promise<string> {
  const end = Date.now() + timeout;
  const folder = Deno.makeTempDirSync();
  const own = `${folder}/fifo`;
  let timer: ReturnType<typeof setInterval> | undefined;
  const late = () => Date.now() > end;
  try {
    const bytes = encode(`${own}\t${body}`);
    createFifo(own);
    using fifo = await Deno.open(own, BOTH);
    for (let room = false; !room; room || await pause()) {
      room = roomFor(path, bytes);
      if (!room && late()) throw new Deno.errors.TimedOut(`${path} has no room`);
    }
    let over = false;
    const wake = () => (over = late()) && send(own, new Uint8Array([10]));
    timer = setInterval(wake, Math.min(timeout, 1000));
    for await (const answer of linesOf(fifo)) {
      if (over) break; // Perhaps half of an answer stands before the newline.
      return answer;
    }
    throw new Deno.errors.TimedOut(`${path} has not answered`);
  } finally {
    clearInterval(timer);
    Deno.removeSync(folder, { recursive: true });
  }
}

/** Sends a request, if the server has room for it. */
function roomFor(path: string, bytes: Uint8Array<ArrayBuffer>): boolean {
  try {
    send(path, bytes);
    return true;
  } catch (error) {
    if (error instanceof SysError && error.code === "EAGAIN") return false;
    throw error;
  }
}

async function* linesOf(file: Deno.FsFile): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const buffer = new Uint8Array(PIPE_BUF);
  let text = "";
  for (let length; (length = await file.read(buffer)) !== null;) {
    text += decoder.decode(buffer.subarray(0, length), { stream: true });
    for (let end; (end = text.indexOf("\n")) >= 0; text = text.slice(end + 1)) {
      yield text.slice(0, end);
    }
  }
  text += decoder.decode();
  if (text !== "") yield text;
}

function encode(record: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(`${record}\n`);
  if (bytes.length > PIPE_BUF) throw new RangeError("The record is too long");
  if (bytes.indexOf(10) < bytes.length - 1) throw new RangeError("The record has a newline in it");
  return bytes;
}

function send(path: string, bytes: Uint8Array<ArrayBuffer>): void {
  if (!Deno.statSync(path).isFifo) throw new Error(`${path} is no FIFO`);
  const fd = open(path, O_WRONLY | O_NONBLOCK);
  try {
    write(fd, bytes);
  } finally {
    close(fd);
  }
}

function isFifo(path: string): boolean {
  return attempt(() => Deno.lstatSync(path).isFifo) ?? false;
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

function pause(): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, 3, false));
}
