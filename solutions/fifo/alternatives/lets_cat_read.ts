/** Other programs read: `cat` is the server's ear. A FIFO gets its mode under another name first. */

import { Buffer } from "node:buffer";
import { SysError } from "lib/sys/errno.ts";
import { close, read, write } from "lib/sys/fd.ts";
import { mkfifo, O_NONBLOCK, O_RDWR, O_WRONLY, open, PIPE_BUF } from "lib/sys/fifo.ts";

export function createFifo(path: string, mode = 0o600): void {
  const cut = path.lastIndexOf("/");
  const beside = (cut < 0 ? "" : path.slice(0, cut + 1)) + `.${crypto.randomUUID()}`;
  mkfifo(beside, mode);
  try {
    Deno.chmodSync(beside, mode);
    try {
      Deno.linkSync(beside, path);
    } catch (e) {
      if (!(e instanceof Deno.errors.AlreadyExists)) throw e;
      if (!Deno.lstatSync(path).isFifo) throw e;
    }
  } finally {
    Deno.removeSync(beside);
  }
}

export async function publish(path: string, records: string[]): Promise<void> {
  const lines = records.map(toLine);
  if (!(await Deno.stat(path)).isFifo) throw new Error("not a FIFO");
  const file = await Deno.open(path, { write: true });
  try {
    for (const line of lines) await file.write(line);
  } finally {
    file.close();
  }
}

export async function collect(path: string): Promise<string[]> {
  Deno.statSync(path);
  const { stdout } = await new Deno.Command("cat", { args: ["--", path], stdout: "piped" })
    .output();
  const text = Buffer.from(stdout).toString("utf8");
  return text === "" ? [] : (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
}

export async function serve(
  path: string,
  handle: (body: string) => Promise<string>,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  createFifo(path);
  let fd = -1;
  let child: Deno.ChildProcess | undefined;
  let kept: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let stop = () => {};
  try {
    fd = open(path, O_RDWR | O_NONBLOCK);
    if (signal.aborted) return;
    child = new Deno.Command("sh", {
      args: ["-c", 'exec cat <> "$0"', path],
      stdin: "null",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    const stopped = new Promise<void>((r) => stop = () => r());
    signal.addEventListener("abort", stop);
    const reader = child.stdout.getReader();
    kept = reader;
    let rest = Buffer.alloc(0);
    for (;;) {
      const got = await Promise.race([reader.read(), stopped]);
      if (!got || got.done) return;
      rest = Buffer.concat([rest, got.value]);
      for (let end; (end = rest.indexOf(10)) >= 0;) {
        const line = rest.subarray(0, end).toString();
        rest = rest.subarray(end + 1);
        const tab = line.indexOf("\t");
        if (tab < 0) continue;
        const answer = await Promise.race([handle(line.slice(tab + 1)), stopped]);
        if (answer === undefined) return;
        reply(line.slice(0, tab), answer);
      }
    }
  } finally {
    signal.removeEventListener("abort", stop);
    if (child) {
      try {
        child.kill("SIGKILL");
      } catch { /* ended */ }
      await child.status;
      await kept?.cancel().catch(() => {});
    }
    if (fd >= 0) close(fd);
    Deno.removeSync(path);
  }
}

export async function request(
  path: string,
  body: string,
  { timeout }: { timeout: number },
): Promise<string> {
  const start = performance.now();
  const check = () => {
    if (performance.now() - start > timeout) throw new Deno.errors.TimedOut("no answer");
  };
  if (body.includes("\n")) throw new RangeError("newline");
  const folder = await Deno.makeTempDir();
  let own = -1, server = -1;
  try {
    const answerPath = `${folder}/answer`;
    const line = new TextEncoder().encode(`${answerPath}\t${body}\n`);
    if (line.length > PIPE_BUF) throw new RangeError("too long");
    mkfifo(answerPath, 0o600);
    own = open(answerPath, O_RDWR | O_NONBLOCK);
    if (!(await Deno.stat(path)).isFifo) throw new Error("not a FIFO");
    server = open(path, O_WRONLY | O_NONBLOCK);
    for (;;) {
      try {
        write(server, line);
        break;
      } catch (e) {
        if (!again(e)) throw e;
      }
      check();
      await sleep(3);
    }
    close(server);
    server = -1;
    const got: number[] = [];
    const buffer = new Uint8Array(PIPE_BUF);
    while (got.at(-1) !== 10) {
      try {
        const n = read(own, buffer);
        got.push(...buffer.subarray(0, n));
        continue;
      } catch (e) {
        if (!again(e)) throw e;
      }
      check();
      await sleep(3);
    }
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(new Uint8Array(got.slice(0, -1)));
  } finally {
    if (server >= 0) close(server);
    if (own >= 0) close(own);
    await Deno.remove(folder, { recursive: true });
  }
}

function toLine(record: string): Uint8Array<ArrayBuffer> {
  if (record.includes("\n")) throw new RangeError("newline");
  const bytes = new TextEncoder().encode(record + "\n");
  if (bytes.length > PIPE_BUF) throw new RangeError("too long");
  return bytes;
}

function reply(to: string, answer: string): void {
  const line = toLine(answer);
  try {
    if (!Deno.statSync(to).isFifo) return;
    const fd = open(to, O_WRONLY | O_NONBLOCK);
    try {
      write(fd, line);
    } finally {
      close(fd);
    }
  } catch {
    // The client has gone.
  }
}

const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

const again = (error: unknown) => error instanceof SysError && error.code === "EAGAIN";
