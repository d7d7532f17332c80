/**
 * Asks the kernel about sockets: `man 7 sock_diag`. Of unix sockets it tells what nothing in `/proc` does.
 *
 * Layouts and numbers are those of `linux/netlink.h`, `linux/sock_diag.h` and `linux/unix_diag.h`; they
 * are the same on every architecture.
 *
 * ```ts
 * import { unixDiag } from "lib/testing/diagnosis/objects/netlink.ts";
 * import { target } from "lib/testing/diagnosis/proc.ts";
 * import { close, socketpair, write } from "lib/sys/fd.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [one, other] = socketpair();
 * const inode = (fd: number) => Number(/\d+/.exec(target(Deno.pid, fd)!));
 * write(other, new Uint8Array(3));
 * assertEquals(unixDiag(inode(one)), { peer: inode(other), unread: 3, ended: false });
 * close(one);
 * close(other);
 * ```
 *
 * @module
 */

import { check } from "../../../sys/errno.ts";
import { close, read, socketpair, write } from "../../../sys/fd.ts";
import { libc } from "../../../sys/libc.ts";
import { AF_UNIX } from "../../../sys/socket.ts";

const AF_NETLINK = 16;
const SOCK_RAW = 3 | 0o2004000; // with SOCK_CLOEXEC and SOCK_NONBLOCK
const NETLINK_SOCK_DIAG = 4;
const SOCK_DIAG_BY_FAMILY = 20;
const NLM_F_REQUEST = 1;
const NLM_F_DUMP = 0x300;
const NLMSG_DONE = 3;
const UDIAG_SHOW_PEER = 4;
const UDIAG_SHOW_RQLEN = 16;
const UNIX_DIAG_PEER = 2;
const UNIX_DIAG_RQLEN = 4;
const UNIX_DIAG_SHUTDOWN = 6;
const RCV_SHUTDOWN = 1;

const SIZEOF_HEADER = 16; // struct nlmsghdr
const SIZEOF_REQUEST = 24; // struct unix_diag_req
const SIZEOF_ANSWER = 16; // struct unix_diag_msg

/** The kernel puts no more into one piece of a list: `NLMSG_GOODSIZE` and `man 7 netlink`. */
const PIECE = 32768;

/** What the kernel tells about a unix socket. */
export interface UnixDiag {
  /** The number of the socket at the other end; `undefined` when it has none, or that is not known. */
  peer: number | undefined;
  /** How many bytes wait to be read; of a listener, how many connections wait to be accepted. */
  unread: number;
  /** Whether the other end sends no more. */
  ended: boolean;
}

/**
 * Asks about a unix socket.
 *
 * @param inode The socket's number, from `socket:[…]`.
 * @returns What the kernel tells; nothing is known of a socket that it does not find.
 */
export function unixDiag(inode: number): UnixDiag {
  const found: UnixDiag = { peer: undefined, unread: 0, ended: false };
  const [answer] = ask(inode) ?? [];
  if (!answer || answer.byteLength < SIZEOF_ANSWER) return found;
  for (let at = SIZEOF_ANSWER; at + 8 <= answer.byteLength;) {
    const length = answer.getUint16(at, true); // struct nlattr
    const type = answer.getUint16(at + 2, true);
    if (type === UNIX_DIAG_PEER) found.peer = answer.getUint32(at + 4, true);
    if (type === UNIX_DIAG_RQLEN) found.unread = answer.getUint32(at + 4, true); // udiag_rqueue
    if (type === UNIX_DIAG_SHUTDOWN) {
      found.ended = (answer.getUint8(at + 4) & RCV_SHUTDOWN) !== 0;
    }
    at += Math.max(4, (length + 3) & ~3);
  }
  return found;
}

/** Whether this kernel, and what this process runs in, tell anything about unix sockets. */
export function hasUnixDiag(): boolean {
  const [one, other] = socketpair();
  try {
    const inode = /\d+/.exec(Deno.readLinkSync(`/proc/self/fd/${one}`))?.[0];
    return unixDiag(Number(inode)).peer !== undefined;
  } finally {
    close(one);
    close(other);
  }
}

function ask(inode: number): DataView[] | undefined {
  const request = new DataView(new ArrayBuffer(SIZEOF_REQUEST));
  request.setUint8(0, AF_UNIX);
  request.setUint32(4, 0xffff_ffff, true); // in any state
  request.setUint32(8, inode, true);
  request.setUint32(12, UDIAG_SHOW_PEER | UDIAG_SHOW_RQLEN, true);
  request.setUint32(16, 0xffff_ffff, true); // no cookie
  request.setUint32(20, 0xffff_ffff, true);
  return sockDiag(request, "one");
}

/**
 * Asks the kernel about sockets of some family.
 *
 * @param body What follows the header of the request.
 * @param many Whether it asks about one socket, or for a list.
 * @returns What follows the header of each answer; `undefined` where the kernel does not answer such
 *   questions, or a sandbox forbids them.
 */
export function sockDiag(body: DataView, many: "one" | "list"): DataView[] | undefined {
  const request = new Uint8Array(SIZEOF_HEADER + body.byteLength);
  const header = new DataView(request.buffer);
  header.setUint32(0, request.length, true);
  header.setUint16(4, SOCK_DIAG_BY_FAMILY, true);
  header.setUint16(6, NLM_F_REQUEST | (many === "list" ? NLM_F_DUMP : 0), true);
  request.set(new Uint8Array(body.buffer), SIZEOF_HEADER);
  const answers: DataView[] = [];
  let socket: number | undefined;
  try {
    const made = libc().socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG);
    socket = check("socket", "a netlink socket", made);
    write(socket, request);
    for (;;) {
      // The kernel answers within the write, and makes more of a list within each read: no read waits.
      const piece = new Uint8Array(PIECE);
      const length = read(socket, piece);
      for (let at = 0; at + SIZEOF_HEADER <= length;) {
        const head = new DataView(piece.buffer, at, SIZEOF_HEADER);
        const [size, type] = [head.getUint32(0, true), head.getUint16(4, true)];
        if (type === NLMSG_DONE) return answers;
        if (type !== SOCK_DIAG_BY_FAMILY || size < SIZEOF_HEADER) return undefined;
        const end = Math.min(at + size, length);
        answers.push(new DataView(piece.buffer, at + SIZEOF_HEADER, end - at - SIZEOF_HEADER));
        at += (size + 3) & ~3;
      }
      if (many === "one") return answers;
    }
  } catch {
    return undefined;
  } finally {
    if (socket !== undefined) close(socket);
  }
}
