/**
 * Datagrams: messages that each go to an address of their own, and arrive whole or not at all.
 *
 * Each function is one system call. None of them loops or retries. `Deno.listenDatagram()` is what most
 * programs use; but it does not tell that a datagram was cut off.
 *
 * ```ts
 * import { recvfrom, sendto } from "lib/sys/datagram.ts";
 * import { AF_INET, bind, inet, port, SOCK_DGRAM, socket } from "lib/sys/socket.ts";
 * import { close } from "lib/sys/fd.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [here, there] = [socket(AF_INET, SOCK_DGRAM), socket(AF_INET, SOCK_DGRAM)];
 * for (const fd of [here, there]) bind(fd, inet("127.0.0.1", 0)); // any free port
 * sendto(here, new Uint8Array([7, 8, 9]), inet("127.0.0.1", port(there)));
 *
 * const { length, from } = recvfrom(there, new Uint8Array(100));
 * assertEquals(length, 3);
 * assertEquals(from, inet("127.0.0.1", port(here)));
 * for (const fd of [here, there]) close(fd);
 * ```
 *
 * @module
 */

import { check } from "./errno.ts";
import type { Fd } from "./fd.ts";
import { datagramLibc } from "./libc.ts";
import type { SocketAddress } from "./socket.ts";

export { setsockopt } from "./socket.ts";

/** Option of `setsockopt()`: after how long receiving fails with `EAGAIN`, a {@linkcode timeval}. */
export const SO_RCVTIMEO = 20;

// The numbers are those of `asm-generic/socket.h`, the layouts those of x86-64 and of aarch64.
const MSG_NOSIGNAL = 0x4000;
/** The size of a `struct sockaddr_un`, the longest address. */
const LONGEST_ADDRESS = 110;

type Bytes = Uint8Array<ArrayBuffer>;

/** What {@linkcode recvfrom} got. */
export interface ReceivedFrom {
  /** How many bytes came into the buffer; with `MSG_TRUNC`, how many the datagram had. */
  length: number;
  /** The sender's address; empty when it has none, or when the socket is connected and a stream. */
  from: SocketAddress;
}

/**
 * Sends a datagram, and waits while there is no room: `man 2 sendto`.
 *
 * @param fd A socket for datagrams.
 * @param bytes What to send: all of it, or nothing when it fails.
 * @param address Where to.
 * @param flags `MSG_DONTWAIT` of `message.ts`, or 0.
 * @returns How many bytes were sent.
 * @throws {SysError} `EMSGSIZE` when it is too long; `ENOENT` when there is no such path; `ECONNREFUSED` when
 *   nobody receives there, which only a unix socket and a connected one can tell; `EAGAIN` when it had to wait.
 */
export function sendto(fd: Fd, bytes: Bytes, address: SocketAddress, flags = 0): number {
  const [size, how] = [BigInt(bytes.length), flags | MSG_NOSIGNAL];
  const sent = datagramLibc().sendto(fd, bytes, size, how, address, address.length);
  return check("sendto", fd, sent);
}

/**
 * Receives one datagram, and waits while there is none: `man 2 recvfrom`.
 *
 * @param fd A socket for datagrams.
 * @param buffer Where the bytes go. What does not fit is lost.
 * @param flags `MSG_DONTWAIT`, `MSG_PEEK` and `MSG_TRUNC` of `message.ts`, or 0.
 * @returns How much came, and from whom.
 * @throws {SysError} `EAGAIN` when it had to wait, or has waited as long as {@linkcode SO_RCVTIMEO} allows;
 *   `ECONNREFUSED` when what was sent to the address that the socket is connected to was refused.
 */
export function recvfrom(fd: Fd, buffer: Bytes, flags = 0): ReceivedFrom {
  const address = new Uint8Array(LONGEST_ADDRESS);
  const size = new Uint32Array([address.length]);
  const room = BigInt(buffer.length);
  const length = datagramLibc().recvfrom(fd, buffer, room, flags, address, size);
  return { length: check("recvfrom", fd, length), from: address.slice(0, size[0]) };
}

/** Makes a `struct timeval` of `man 3 timeval`; of 0, "for ever". @param ms The time, in milliseconds. */
export function timeval(ms: number): Bytes {
  const words = new BigInt64Array([BigInt(Math.trunc(ms / 1000)), BigInt(ms % 1000 * 1000)]);
  return new Uint8Array(words.buffer);
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") datagramLibc();
