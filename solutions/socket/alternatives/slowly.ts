/** Slow in every way that the contract allows: small pieces, long pauses, failures that are told at the end. */

import { setTimeout as sleep } from "node:timers/promises";

export type Address =
  | { transport: "unix"; path: string }
  | { transport: "tcp"; hostname: string; port: number };

const busy = new Map<string, Promise<unknown>>();

export async function listenOn(address: Address): Promise<Deno.Listener> {
  const key = JSON.stringify(address);
  while (busy.has(key)) await busy.get(key);
  const listening = listenAlone(address);
  busy.set(key, listening.catch(() => {}));
  return await listening.finally(() => busy.delete(key));
}

async function listenAlone(address: Address): Promise<Deno.Listener> {
  if (address.transport === "tcp") return Deno.listen(address);
  // The kernel's own list tells who listens, so nobody is disturbed.
  const sockets = (await Deno.readTextFile("/proc/net/unix")).split("\n");
  const living = sockets.some((line) => line.endsWith(` ${address.path}`));
  const file = await Deno.lstat(address.path).catch(() => undefined);
  if (file?.isSocket && !living) await Deno.remove(address.path);
  return Deno.listen(address);
}

export async function connectWithin(address: Address, ms: number): Promise<Deno.Conn> {
  let timeIsOver = ms <= 0;
  const end = Date.now() + ms;
  for (;;) {
    try {
      return await dial(address);
    } catch (error) {
      const { code } = error as { code?: string };
      if (timeIsOver || (code !== "ECONNREFUSED" && code !== "ENOENT")) throw error;
    }
    await sleep(Math.min(95, end - Date.now() + 1));
    timeIsOver = Date.now() >= end;
  }
}

function dial(address: Address): Promise<Deno.Conn> {
  return address.transport === "unix" ? Deno.connect(address) : Deno.connect(address);
}

export async function writeFrame(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let shift = 24; shift >= 0; shift -= 8) {
    await writeAll(connection, Uint8Array.of(bytes.length >>> shift));
  }
  await writeAll(connection, bytes);
}

async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length;) {
    sent += await connection.write(bytes.subarray(sent, sent + 10_007));
  }
}

export async function readFrame(
  connection: Deno.Conn,
  { limit }: { limit: number },
): Promise<Uint8Array | null> {
  let length = 0;
  for (let i = 0; i < 4; i++) {
    const byte = await readSome(connection, 1);
    if (byte === null && i === 0) return null;
    if (byte === null) throw new Deno.errors.UnexpectedEof();
    length = 256 * length + byte[0]!;
  }
  if (length > limit) throw new RangeError();
  const bytes = new Uint8Array(length);
  for (let got = 0; got < length;) {
    const some = await readSome(connection, Math.min(61, length - got));
    if (some === null) throw new Deno.errors.UnexpectedEof();
    bytes.set(some, got);
    got += some.length;
  }
  return bytes;
}

async function readSome(connection: Deno.Conn, count: number): Promise<Uint8Array | null> {
  const bytes = new Uint8Array(count);
  const got = await connection.read(bytes);
  return got === null ? null : bytes.subarray(0, got);
}

export async function ask(
  address: Address,
  message: Uint8Array,
  options: { limit: number },
): Promise<Uint8Array> {
  const connection = await dial(address);
  try {
    const reading = readFrame(connection, options);
    reading.catch(() => {});
    await writeFrame(connection, message);
    const answer = await reading;
    if (answer === null) throw new Deno.errors.UnexpectedEof();
    return answer;
  } finally {
    connection.close();
  }
}

export async function serve(
  listener: Deno.Listener,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  const conversations: Promise<void>[] = [];
  const stop = () => listener.close();
  if (signal.aborted) return stop();
  signal.addEventListener("abort", stop);
  while (!signal.aborted) {
    try {
      conversations.push(converse(await listener.accept(), signal, limit));
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
  await Promise.all(conversations);
}

async function converse(connection: Deno.Conn, signal: AbortSignal, limit: number): Promise<void> {
  const stop = () => connection[Symbol.dispose]();
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  try {
    for (let request; (request = await readFrame(connection, { limit })) !== null;) {
      for (let i = 0; i < request.length; i++) request[i] = (request[i]! + 1) % 256;
      await writeFrame(connection, request);
    }
  } catch {
    // This conversation is over.
  }
  signal.removeEventListener("abort", stop);
  stop();
}

export async function upload(address: Address, bytes: Uint8Array): Promise<Uint8Array> {
  const connection = await dial(address);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reading = async () => {
    for (let some; (some = await readSome(connection, 61)) !== null;) parts.push(some.slice());
  };
  const sending = writeAll(connection, bytes).then(() => connection.closeWrite());
  const outcomes = await Promise.allSettled([sending, reading()]);
  connection.close();
  for (const it of outcomes) if (it.status === "rejected") throw it.reason;
  return await new Blob(parts).bytes();
}
