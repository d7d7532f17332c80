/** A solution of the datagram kata. @module */

import { recvfrom } from "lib/sys/datagram.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { MSG_DONTWAIT, MSG_TRUNC, receive as recv, send } from "lib/sys/message.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import {
  AF_INET,
  AF_UNIX,
  connect,
  SOCK_DGRAM,
  socket as createSocket,
  type SocketAddress,
  unix,
} from "lib/sys/socket.ts";

export interface Datagram {
  bytes: Uint8Array;
  from: SocketAddress;
}

export function receive(socket: Fd, limit: number): Datagram {
  const buffer = new Uint8Array(limit);
  const { length, from } = recvfrom(socket, buffer, MSG_TRUNC); // the whole length, also when it is cut
  if (length > limit) throw new RangeError(`A datagram of ${length} bytes came, not of ${limit}`);
  return { bytes: buffer.subarray(0, length), from };
}

export function report(path: string, records: Uint8Array<ArrayBuffer>[]): void {
  const fd = createSocket(AF_UNIX, SOCK_DGRAM);
  try {
    connect(fd, unix(path)); // It needs no path of its own: nobody answers.
    for (const record of records) send(fd, record);
  } finally {
    close(fd);
  }
}

export function ask(
  address: SocketAddress,
  question: Uint8Array<ArrayBuffer>,
  { patience }: { patience: number },
): Uint8Array | "refused" | "silent" {
  const fd = createSocket(AF_INET, SOCK_DGRAM);
  try {
    connect(fd, address); // From now on it receives from there only, and learns of a refusal.
    send(fd, question);
    const [happened] = poll([{ fd, events: POLLIN }], patience);
    if (happened === 0) return "silent";
    const buffer = new Uint8Array(65536);
    return buffer.slice(0, recv(fd, buffer, MSG_DONTWAIT));
  } catch (error) {
    if ((error as { code?: string }).code !== "ECONNREFUSED") throw error;
    return "refused";
  } finally {
    close(fd);
  }
}

const READ = 1, DATA = 3, ACKNOWLEDGE = 4, ERROR = 5;
const UNKNOWN = 5;
const BLOCK = 512;

export async function fetchFile(
  server: Deno.NetAddr,
  name: string,
  { patience, attempts }: { patience: number; attempts: number },
): Promise<Uint8Array> {
  const socket = Deno.listenDatagram({ transport: "udp", hostname: "0.0.0.0", port: 0 });
  const blocks: Uint8Array<ArrayBuffer>[] = [];
  let partner: Deno.NetAddr | undefined;
  let last = packet(READ, `${name}\0octet\0`);
  // One that was not awaited to its end would take a datagram away later. So there is one at a time.
  let coming: Promise<[Uint8Array, Deno.Addr]> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    for (let sent = 0; sent < attempts;) {
      await socket.send(last, partner ?? server);
      sent++;
      const over = new Promise<void>((resolve) => timer = setTimeout(resolve, patience));
      for (;;) {
        coming ??= socket.receive(new Uint8Array(4 + BLOCK));
        const got = await Promise.race([coming, over]);
        if (!got) break;
        coming = undefined;
        const [bytes, from] = got as [Uint8Array, Deno.NetAddr];
        partner ??= from;
        const [kind, number] = [word(bytes, 0), word(bytes, 2)];
        if (from.port !== partner.port || from.hostname !== partner.hostname) {
          if (kind !== ERROR) await socket.send(packet(ERROR, UNKNOWN, "Unknown transfer\0"), from);
          continue;
        }
        if (kind === ERROR) throw new Error(`${number}: ${text(bytes.subarray(4))}`);
        if (kind !== DATA || number < 1 || number > blocks.length + 1) continue;
        if (number <= blocks.length) {
          await socket.send(packet(ACKNOWLEDGE, number), partner);
          continue;
        }
        blocks.push(bytes.slice(4));
        last = packet(ACKNOWLEDGE, number);
        if (bytes.length < 4 + BLOCK) {
          await socket.send(last, partner);
          return new Uint8Array(await new Blob(blocks).arrayBuffer());
        }
        sent = 0;
        break;
      }
      clearTimeout(timer);
    }
    throw new Deno.errors.TimedOut(`Nothing new came from the server, asked ${attempts} times`);
  } finally {
    clearTimeout(timer);
    coming?.catch(() => {}); // It is interrupted now.
    socket.close();
  }
}

/** Makes a packet of words of two bytes, and of texts. */
function packet(...parts: (number | string)[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "number" ? [part >> 8, part & 255] : [...new TextEncoder().encode(part)]
    ),
  );
}

/** A number of two bytes; 0 where a packet is too short for one. */
function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) << 8 | (bytes[at + 1] ?? 0);
}

/** The text of an ERROR, which ends before its NUL. */
function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replace(/\0[^]*/, "");
}
