/** An alternative: a state machine on Node's datagrams; and calls that look again and again. */
import { createSocket, type RemoteInfo } from "node:dgram";
import { recvfrom, sendto } from "lib/sys/datagram.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { MSG_DONTWAIT, MSG_PEEK, MSG_TRUNC, receive as recv, send } from "lib/sys/message.ts";
import * as sys from "lib/sys/socket.ts";
import type { SocketAddress } from "lib/sys/socket.ts";
import type { Datagram } from "../datagram.ts";
export type { Datagram };

/** Does something that may have to wait, and gives nothing then. */
function now<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if ((error as { code?: string }).code !== "EAGAIN") throw error;
  }
}

/** Does something that may have to wait, until it is done. */
async function soon<T>(call: () => T, end = Infinity): Promise<T | undefined> {
  for (;;) {
    const result = now(call);
    if (result !== undefined || performance.now() > end) return result;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

export async function receive(socket: Fd, limit: number): Promise<Datagram> {
  const look = () => recvfrom(socket, new Uint8Array(0), MSG_DONTWAIT | MSG_PEEK | MSG_TRUNC);
  const { length } = (await soon(look))!;
  const buffer = new Uint8Array(length);
  const { from } = recvfrom(socket, buffer);
  if (length > limit) throw new RangeError("The datagram is too long");
  return { bytes: buffer, from };
}

export async function report(path: string, records: Uint8Array<ArrayBuffer>[]): Promise<void> {
  for (const record of records) {
    const fd = sys.socket(sys.AF_UNIX, sys.SOCK_DGRAM); // one for each
    try {
      await soon(() => sendto(fd, record, sys.unix(path), MSG_DONTWAIT));
    } finally {
      close(fd);
    }
  }
}

export async function ask(
  address: SocketAddress,
  question: Uint8Array<ArrayBuffer>,
  { patience }: { patience: number },
): Promise<Uint8Array | "refused" | "silent"> {
  const fd = sys.socket(sys.AF_INET, sys.SOCK_DGRAM);
  const buffer = new Uint8Array(70_000);
  try {
    sys.connect(fd, address);
    send(fd, question);
    const length = await soon(() => recv(fd, buffer, MSG_DONTWAIT), performance.now() + patience);
    return length === undefined ? "silent" : buffer.subarray(0, length);
  } catch (error) {
    if ((error as { code?: string }).code === "ECONNREFUSED") return "refused";
    throw error;
  } finally {
    close(fd);
  }
}

export function fetchFile(
  server: Deno.NetAddr,
  name: string,
  { patience, attempts }: { patience: number; attempts: number },
): Promise<Uint8Array> {
  const socket = createSocket("udp4");
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const file: number[] = [];
  let partner: { address: string; port: number } | undefined;
  let [expected, left, timer] = [1, attempts, setTimeout(() => {}, 0)];
  let last: Uint8Array = new TextEncoder().encode(`\0\x01${name}\0octet\0`);
  const say = (bytes: Uint8Array, to = partner) =>
    socket.send(bytes, to?.port ?? server.port, to?.address ?? server.hostname);
  const resend = () => {
    clearTimeout(timer);
    if (left-- === 0) return reject(new Deno.errors.TimedOut("No answer"));
    say(last);
    timer = setTimeout(resend, patience);
  };
  const on = (bytes: Uint8Array, from: RemoteInfo) => {
    partner ??= from;
    if (from.port !== partner.port || from.address !== partner.address) {
      if (bytes[1] === 5) return; // Nobody answers an ERROR.
      return say(Uint8Array.of(0, 5, 0, 5, 0), from);
    }
    const number = bytes[2]! * 256 + bytes[3]!;
    const body = bytes.subarray(4);
    if (bytes[1] === 5) {
      return reject(new Error(`${number}: ${new TextDecoder().decode(body.subarray(0, -1))}`));
    }
    if (bytes[0] !== 0 || bytes[1] !== 3 || !(number >= 1 && number <= expected)) return;
    if (number < expected) return say(Uint8Array.of(0, 4, bytes[2]!, bytes[3]!));
    for (const byte of body) file.push(byte);
    [expected, left, last] = [number + 1, attempts, Uint8Array.of(0, 4, bytes[2]!, bytes[3]!)];
    if (body.length === 512) return resend();
    socket.send(last, partner.port, partner.address, () => resolve(Uint8Array.from(file)));
  };
  socket.on("message", on);
  socket.bind(0, "0.0.0.0", resend);
  return promise.finally(() => {
    clearTimeout(timer);
    return new Promise<void>((resolve) => socket.close(resolve));
  });
}
