/**
 * Asks the kernel for the TCP sockets in use: `man 7 sock_diag`. Those that only wait until late packets
 * cannot come any more are left out by the kernel itself: there may be tens of thousands.
 *
 * Layouts and numbers are those of `linux/inet_diag.h`; they are the same on every architecture.
 *
 * ```ts
 * import { tcpSockets } from "lib/testing/diagnosis/objects/inet_diag.ts";
 * import { assertEquals } from "@std/assert";
 *
 * using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
 * const local = `127.0.0.1:${listener.addr.port}`;
 * const found = tcpSockets()?.find((socket) => socket.local === local);
 * assertEquals(found?.unread, 0);
 * ```
 *
 * @module
 */

import { AF_INET } from "../../../sys/socket.ts";
import { sockDiag } from "./netlink.ts";

const AF_INET6 = 10;
const IPPROTO_TCP = 6;
const TIME_WAIT = 6; // TCP_TIME_WAIT of linux/tcp_states.h
const SIZEOF_REQUEST = 56; // struct inet_diag_req_v2
const SIZEOF_ANSWER = 72; // struct inet_diag_msg

/** A socket of TCP or UDP. */
export interface InetSocket {
  /** Its own address: `127.0.0.1:4711`. */
  readonly local: string;
  /** The address of the other end; its port is 0 where there is none. */
  readonly remote: string;
  /** The number of its state, as in `linux/tcp_states.h`. */
  state: number;
  /** How many bytes it has sent that are not acknowledged yet. */
  sending: number;
  /** How many bytes wait to be read; of a listener, how many connections wait to be accepted. */
  unread: number;
  /** Its number, as in `socket:[…]`; 0 where nobody holds it. */
  inode: number;
}

/**
 * Lists the TCP sockets in use of this process's network, of version 4, then of version 6.
 *
 * @returns Them, or `undefined` where the kernel does not tell.
 */
export function tcpSockets(): InetSocket[] | undefined {
  const answers = [AF_INET, AF_INET6].map((family) => {
    const request = new DataView(new ArrayBuffer(SIZEOF_REQUEST));
    request.setUint8(0, family);
    request.setUint8(1, IPPROTO_TCP);
    request.setUint32(4, ~(1 << TIME_WAIT) >>> 0, true); // all states but this one
    return sockDiag(request, "list");
  });
  const [four, six] = answers;
  if (!four) return undefined; // A kernel may lack version 6.
  return [...four, ...six ?? []].filter((it) => it.byteLength >= SIZEOF_ANSWER).map(socket);
}

function socket(answer: DataView): InetSocket {
  const address = (port: number, at: number) => {
    const length = answer.getUint8(0) === AF_INET ? 4 : 16;
    const bytes = new Uint8Array(answer.buffer, answer.byteOffset + at, length);
    return `${ipAddress([...bytes])}:${answer.getUint16(port)}`;
  };
  return {
    get local() {
      return address(4, 8); // Most of those who ask want to know of a few.
    },
    get remote() {
      return address(6, 24);
    },
    state: answer.getUint8(1),
    unread: answer.getUint32(56, true),
    sending: answer.getUint32(60, true),
    inode: answer.getUint32(68, true),
  };
}

/** Makes `127.0.0.1` or `[::1]` of 4 or 16 bytes in network order. */
export function ipAddress(bytes: number[]): string {
  const mapped = bytes.length === 16 && bytes.slice(0, 10).every((byte) => byte === 0) &&
    bytes[10] === 255 && bytes[11] === 255;
  if (bytes.length === 4 || mapped) return bytes.slice(-4).join(".");
  const groups = Array.from({ length: 8 }, (_, i) => bytes[2 * i]! << 8 | bytes[2 * i + 1]!);
  // The URL parser knows how zeros are left out.
  return new URL(`http://[${groups.map((group) => group.toString(16)).join(":")}]`).hostname;
}
