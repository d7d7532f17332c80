/** An alternative: plain system calls for everything. Where one waits, the whole thread does. */
import { recvfrom, sendto, setsockopt, SO_RCVTIMEO, timeval } from "lib/sys/datagram.ts";
import { close, type Fd, read, write } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import * as sys from "lib/sys/socket.ts";
import type { SocketAddress } from "lib/sys/socket.ts";
import type { Datagram } from "../datagram.ts";
export type { Datagram };

type Bytes = Uint8Array<ArrayBuffer>;

const codeOf = (error: unknown) => (error as { code?: string }).code;

export function receive(socket: Fd, limit: number): Datagram {
  const buffer = new Uint8Array(limit + 1); // If it is filled, the datagram is too long.
  const { length, from } = recvfrom(socket, buffer);
  if (length > limit) throw new RangeError(`More than ${limit} bytes came`);
  return { bytes: buffer.slice(0, length), from };
}

export function report(path: string, records: Uint8Array<ArrayBuffer>[]): void {
  const fd = sys.socket(sys.AF_UNIX, sys.SOCK_DGRAM);
  try {
    for (const record of records) sendto(fd, record, sys.unix(path));
  } finally {
    close(fd);
  }
}

export function ask(
  address: SocketAddress,
  question: Uint8Array<ArrayBuffer>,
  { patience }: { patience: number },
): Uint8Array | "refused" | "silent" {
  const fd = sys.socket(sys.AF_INET, sys.SOCK_DGRAM);
  try {
    setsockopt(fd, SO_RCVTIMEO, timeval(patience));
    sys.connect(fd, address);
    write(fd, question);
    const buffer = new Uint8Array(65536);
    return buffer.slice(0, read(fd, buffer));
  } catch (error) {
    if (codeOf(error) === "ECONNREFUSED") return "refused";
    if (codeOf(error) === "EAGAIN") return "silent";
    throw error;
  } finally {
    close(fd);
  }
}

// deno-lint-ignore require-await
export async function fetchFile(
  server: Deno.NetAddr,
  name: string,
  { patience, attempts }: { patience: number; attempts: number },
): Promise<Uint8Array> {
  const fd = sys.socket(sys.AF_INET, sys.SOCK_DGRAM);
  let partner: SocketAddress | undefined;
  let last: Bytes = new TextEncoder().encode(`\0\x01${name}\0octet\0`);
  const file: number[] = [];
  let [expected, sent, end] = [1, 0, 0];
  const send = (bytes: Bytes) =>
    sendto(fd, bytes, partner ?? sys.inet(server.hostname, server.port));
  try {
    for (;;) {
      const left = Math.ceil(end - performance.now());
      if (left <= 0) {
        if (sent++ === attempts) throw new Deno.errors.TimedOut("The server is silent");
        send(last);
        end = performance.now() + patience;
        continue;
      }
      if (poll([{ fd, events: POLLIN }], left)[0] === 0) continue;
      const { bytes, from } = receive(fd, 65536);
      partner ??= from;
      if (from.join() !== partner.join()) {
        if (bytes[1] !== 5) sendto(fd, Uint8Array.of(0, 5, 0, 5, 63, 0), from);
        continue;
      }
      const number = bytes[2]! << 8 | bytes[3]!;
      const [text] = new TextDecoder().decode(bytes.subarray(4)).split("\0");
      if (bytes[1] === 5) throw new Error(`${number}: ${text}`);
      if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 3) continue;
      if (number < 1 || number > expected) continue;
      const acknowledgement = Uint8Array.of(0, 4, bytes[2]!, bytes[3]!);
      if (number < expected) send(acknowledgement);
      else {
        [expected, last, sent, end] = [number + 1, acknowledgement, 0, 0];
        for (const byte of bytes.subarray(4)) file.push(byte);
      }
      if (number === expected - 1 && bytes.length < 516) {
        send(acknowledgement);
        return Uint8Array.from(file);
      }
    }
  } finally {
    close(fd);
  }
}
