/**
 * The other sides: sockets for datagrams that the test holds, and what is sent between them.
 *
 * @module
 */

import { eventually } from "lib/testing/mod.ts";
import { recvfrom, sendto } from "lib/sys/datagram.ts";
import { SysError } from "lib/sys/errno.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { MSG_DONTWAIT, MSG_PEEK, MSG_TRUNC } from "lib/sys/message.ts";
import {
  AF_INET,
  AF_UNIX,
  bind,
  inet,
  port,
  SOCK_DGRAM,
  socket,
  type SocketAddress,
  unix,
} from "lib/sys/socket.ts";
import { target } from "lib/testing/diagnosis/proc.ts";
import type { TestScope } from "lib/testing/scope.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A peer, as far as it matters here. */
export interface Party {
  pid: number;
  settled: boolean;
}

/** A datagram that has come to the test. */
interface Arrived {
  bytes: Bytes;
  from: SocketAddress;
}

/** For a call that does a lot, or waits for what the test does meanwhile, in milliseconds. */
export const deadline = 9000;

/** A socket of the test. Nothing is lost here: what has been sent to it is there at once. */
export class Far {
  /** The descriptor. */
  readonly fd: Fd;
  /** Its address; empty when it has none. */
  readonly address: SocketAddress;

  /** Opens a socket, which is closed at the end of the test at the latest. */
  constructor({ own }: TestScope, family: number, address?: SocketAddress) {
    this.fd = socket(family, SOCK_DGRAM);
    const object = target(Deno.pid, this.fd);
    const release = () => target(Deno.pid, this.fd) === object && close(this.fd);
    own({ [Symbol.dispose]: release });
    if (address) bind(this.fd, address);
    this.address = address ?? new Uint8Array(0);
    if (family === AF_INET && address) this.address = inet(hostOf(address), port(this.fd));
  }

  /** A socket for UDP, at any port unless named. */
  static udp(scope: TestScope, host = "127.0.0.1", port = 0): Far {
    return new Far(scope, AF_INET, inet(host, port));
  }

  /** A unix socket, with or without a path. */
  static unix(scope: TestScope, path?: string): Far {
    return new Far(scope, AF_UNIX, path === undefined ? undefined : unix(path));
  }

  /** Where others send to, as Deno has it. */
  get server(): Deno.NetAddr {
    return { transport: "udp", hostname: hostOf(this.address), port: portOf(this.address) };
  }

  /** Sends a datagram. */
  send(bytes: Bytes, to: SocketAddress | Far): void {
    sendto(this.fd, bytes, to instanceof Far ? to.address : to, MSG_DONTWAIT);
  }

  /** Takes the next datagram, if one has come. */
  take(): Arrived | undefined {
    const look = () => recvfrom(this.fd, new Uint8Array(0), MSG_DONTWAIT | MSG_PEEK | MSG_TRUNC);
    const seen = unlessItWaits(look);
    if (!seen) return undefined;
    const bytes = new Uint8Array(seen.length);
    return { bytes, from: recvfrom(this.fd, bytes, MSG_DONTWAIT).from };
  }

  /** Takes everything that has come. */
  takeAll(): Bytes[] {
    const all: Bytes[] = [];
    for (let next; (next = this.take());) all.push(next.bytes);
    return all;
  }

  /**
   * Waits for the next datagram of a peer.
   *
   * @returns What came; nothing, when the peer has ended without sending it.
   */
  async next(peer: Party, what: string, patience = 4000): Promise<Arrived | undefined> {
    let found: Arrived | undefined;
    const arrives = () => {
      const { settled } = peer; // before the look: what was sent until then is there
      return (found = this.take()) !== undefined || settled;
    };
    await eventually(arrives, what, patience);
    return found;
  }
}

/**
 * Fills the queue of a unix socket with datagrams of one byte.
 *
 * @returns How many there are.
 */
export function fill(scope: TestScope, collector: Far): number {
  for (let count = 0, sent = 1;; count += sent) {
    if (sent === 0) return count;
    const sender = Far.unix(scope); // One alone may run out of its own room first.
    for (sent = 0; unlessItWaits(() => (sender.send(new Uint8Array(1), collector), true));) sent++;
  }
}

function hostOf(address: SocketAddress): string {
  return address.subarray(4, 8).join(".");
}

function portOf(address: SocketAddress): number {
  return new DataView(address.buffer, address.byteOffset).getUint16(2);
}

function unlessItWaits<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (error instanceof SysError && error.code === "EAGAIN") return undefined;
    throw error;
  }
}
