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
  const wake = () => attempt(() => send(path, new Uint8Array([10])));
  signal.addEventListener("abort", wake);
  try {
    using fifo = await Deno.open(path, BOTH);
    if (signal.aborted) return;
    for await (const request of linesOf(fifo)) {
      if (signal.aborted) break;
      const [, client, body] = /^([^\t]*)\t(.*)$/s.exec(request) ?? [];
      if (client === undefined) continue;
      const answer = encode(await handle(body!));
      if (isFifo(client)) attempt(() => send(client, answer));
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
  const folder = Deno.makeTempDirSync();
  const own = `${folder}/fifo`;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let late = false;
  try {
    const bytes = encode(`${own}\t${body}`);
    createFifo(own);
    using fifo = await Deno.open(own, BOTH);
    timer = setTimeout(() => {
      late = true;
      send(own, new Uint8Array([10]));
    }, timeout);
    send(path, bytes);
    for await (const answer of linesOf(fifo)) {
      if (late) break;
      return answer;
    }
    throw new Deno.errors.TimedOut(`${path} has not answered`);
  } finally {
    clearTimeout(timer);
    Deno.removeSync(folder, { recursive: true });
  }
}

async function* linesOf(file: Deno.FsFile): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(PIPE_BUF);
  let text = "";
  for (let length; (length = await file.read(buffer)) !== null;) {
    text += decoder.decode(buffer.subarray(0, length), { stream: true });
    for (let end; (end = text.indexOf("\n")) >= 0; text = text.slice(end + 1)) {
      yield text.slice(0, end);
    }
  }
  if (text !== "") yield text;
}

function encode(record: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(`${record}\n`);
  if (bytes.length > PIPE_BUF) throw new RangeError("The record is too long");
  if (bytes.indexOf(10) < bytes.length - 1) throw new RangeError("The record has a newline in it");
  return bytes;
}

function send(path: string, bytes: Uint8Array<ArrayBuffer>): void {
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
