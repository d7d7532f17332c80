/**
 * Messages on sockets: send and receive with flags, and pass open descriptors on.
 *
 * Each function is one system call. None of them loops or retries.
 *
 * ```ts
 * import { receiveMessage, sendMessage } from "lib/sys/message.ts";
 * import { close, pipe, read, SOCK_SEQPACKET, socketpair, write } from "lib/sys/fd.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [here, there] = socketpair(SOCK_SEQPACKET);
 * const [readEnd, writeEnd] = pipe();
 * sendMessage(here, new TextEncoder().encode("a write end"), [writeEnd]);
 * close(writeEnd); // On its way, the pipe's end stays open.
 *
 * const buffer = new Uint8Array(100);
 * const { length, fds } = receiveMessage(there, buffer, 1);
 * assertEquals(new TextDecoder().decode(buffer.subarray(0, length)), "a write end");
 * assertEquals(write(fds[0]!, new Uint8Array(7)), 7);
 * assertEquals(read(readEnd, buffer), 7);
 * for (const fd of [here, there, readEnd, ...fds]) close(fd);
 * ```
 *
 * @module
 */

import { check } from "./errno.ts";
import type { Fd } from "./fd.ts";
import { messageLibc } from "./libc.ts";

/** Flag of {@linkcode send} and {@linkcode receive}: does not wait; what had to wait fails with `EAGAIN`. */
export const MSG_DONTWAIT = 0x40;
/** Flag of {@linkcode receive}: the bytes stay in the queue. */
export const MSG_PEEK = 2;
/** In the flags of {@linkcode Received}: the message was longer than the buffer, and its rest is lost. */
export const MSG_TRUNC = 0x20;
/** In the flags of {@linkcode Received}: there was no room for every descriptor, and the others are lost. */
export const MSG_CTRUNC = 8;
/** How many descriptors one message can take at most: `man 7 unix`. */
export const SCM_MAX_FD = 253;

const MSG_NOSIGNAL = 0x4000;
const MSG_CMSG_CLOEXEC = 0x40000000;
const SOL_SOCKET = 1;
const SCM_RIGHTS = 1;

// The layouts are those of x86-64 and of aarch64: both have eight-byte words with the low byte first.
/** `struct msghdr`, with one `struct iovec` behind it. */
const HEADER = {
  size: 72,
  iov: 16,
  iovlen: 24,
  control: 32,
  controllen: 40,
  flags: 48,
  vector: 56,
};
/** `struct cmsghdr`, whose data follow it. */
const CONTROL = { level: 8, type: 12, size: 16 };

type Bytes = Uint8Array<ArrayBuffer>;

/** What a call knows by its address alone. It has to live until the call is over. */
const inUse: Bytes[] = [];

/** What {@linkcode receiveMessage} got. */
export interface Received {
  /** How many bytes came into the buffer. */
  length: number;
  /** The descriptors that came with them. */
  fds: Fd[];
  /** Whether something was cut off: {@linkcode MSG_TRUNC}, {@linkcode MSG_CTRUNC}. */
  flags: number;
}

/**
 * Sends bytes through a socket, and waits while there is no room: `man 2 send`.
 *
 * @param fd A connected socket.
 * @param bytes What to send.
 * @param flags {@linkcode MSG_DONTWAIT}, or 0.
 * @returns How many bytes were taken: on a stream, this may be fewer than `bytes.length`.
 * @throws {SysError} `EPIPE` when the other side is gone, or receives no more; `EAGAIN` when it had to wait.
 */
export function send(fd: Fd, bytes: Bytes, flags = 0): number {
  const sent = messageLibc().send(fd, bytes, BigInt(bytes.length), flags | MSG_NOSIGNAL);
  return check("send", fd, sent);
}

/**
 * Receives what is there, and waits while there is nothing: `man 2 recv`.
 *
 * @param fd A connected socket.
 * @param buffer Where the bytes go. Of a packet, what does not fit is lost.
 * @param flags {@linkcode MSG_DONTWAIT}, {@linkcode MSG_PEEK}, or 0.
 * @returns How many bytes came; 0 at the end, and for an empty packet.
 * @throws {SysError} `ECONNRESET` once, when the other side has closed its end before it had read everything;
 *   `EAGAIN` when it had to wait.
 */
export function receive(fd: Fd, buffer: Bytes, flags = 0): number {
  return check("recv", fd, messageLibc().recv(fd, buffer, BigInt(buffer.length), flags));
}

/**
 * Sends bytes with open descriptors: `man 2 sendmsg`, `SCM_RIGHTS` of `man 7 unix`.
 *
 * @param fd A connected unix socket.
 * @param bytes What to send.
 * @param fds What goes with it; they stay open here.
 * @returns How many bytes were taken.
 * @throws {SysError} `EBADF` when one of them is not open, `EINVAL` when there are too many; then nothing
 *   is sent.
 */
export function sendMessage(fd: Fd, bytes: Bytes, fds: Fd[]): number {
  const control = new Uint8Array(room(fds.length, 8));
  const view = new DataView(control.buffer);
  if (fds.length > 0) {
    view.setBigUint64(0, BigInt(room(fds.length)), true);
    view.setInt32(CONTROL.level, SOL_SOCKET, true);
    view.setInt32(CONTROL.type, SCM_RIGHTS, true);
    fds.forEach((it, at) => view.setInt32(CONTROL.size + 4 * at, it, true));
  }
  const sent = messageLibc().sendmsg(fd, header(bytes, control), MSG_NOSIGNAL);
  inUse.length = 0;
  return check("sendmsg", fd, sent);
}

/**
 * Receives bytes and the descriptors that come with them, and waits while there is nothing:
 * `man 2 recvmsg`. No program that this process starts inherits them.
 *
 * @param fd A connected unix socket.
 * @param buffer Where the bytes go. Of a packet, what does not fit is lost.
 * @param count For how many descriptors there is room. The others are closed.
 * @returns What came; no bytes and no descriptors at the end.
 * @throws {SysError} `ECONNRESET` as {@linkcode receive}.
 */
export function receiveMessage(fd: Fd, buffer: Bytes, count: number): Received {
  // Without the padding at its end, in which there would be room for one descriptor more.
  const control = new Uint8Array(room(count));
  const message = header(buffer, control);
  const length = messageLibc().recvmsg(fd, message, MSG_CMSG_CLOEXEC);
  inUse.length = 0;
  check("recvmsg", fd, length);
  const view = new DataView(message.buffer);
  const used = Number(view.getBigUint64(HEADER.controllen, true));
  return {
    length: Number(length),
    fds: descriptors(new DataView(control.buffer), used),
    flags: view.getInt32(HEADER.flags, true),
  };
}

/** How much room one `struct cmsghdr` with descriptors takes, rounded up to a multiple. */
function room(count: number, multiple = 1): number {
  return count === 0 ? 0 : Math.ceil((CONTROL.size + 4 * count) / multiple) * multiple;
}

function header(payload: Bytes, control: Bytes): Bytes {
  inUse.push(payload, control);
  const bytes = new Uint8Array(HEADER.size);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(HEADER.iov, address(bytes) + BigInt(HEADER.vector), true);
  view.setBigUint64(HEADER.iovlen, 1n, true);
  view.setBigUint64(HEADER.control, address(control), true);
  view.setBigUint64(HEADER.controllen, BigInt(control.length), true);
  view.setBigUint64(HEADER.vector, address(payload), true);
  view.setBigUint64(HEADER.vector + 8, BigInt(payload.length), true);
  return bytes;
}

function descriptors(control: DataView, used: number): Fd[] {
  const fds: Fd[] = [];
  for (let at = 0; at + CONTROL.size <= used;) {
    const size = Number(control.getBigUint64(at, true));
    const kind = [
      control.getInt32(at + CONTROL.level, true),
      control.getInt32(at + CONTROL.type, true),
    ];
    if (kind[0] === SOL_SOCKET && kind[1] === SCM_RIGHTS) {
      for (let it = at + CONTROL.size; it < at + size; it += 4) {
        fds.push(control.getInt32(it, true));
      }
    }
    at += Math.ceil(size / 8) * 8;
  }
  return fds;
}

/** Where bytes lie. Asking for it also moves small arrays out of V8's heap, so that they stay there. */
function address(bytes: Bytes): bigint {
  return bytes.length === 0 ? 0n : Deno.UnsafePointer.value(Deno.UnsafePointer.of(bytes));
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") messageLibc();
