/**
 * Asks the kernel about unix sockets what nothing in `/proc` tells: `man 7 sock_diag`.
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
import { close, read, write } from "../../../sys/fd.ts";
import { libc } from "../../../sys/libc.ts";
import { AF_UNIX } from "../../../sys/socket.ts";

const AF_NETLINK = 16;
const SOCK_RAW_CLOEXEC = 3 | 0o2000000;
const NETLINK_SOCK_DIAG = 4;
const SOCK_DIAG_BY_FAMILY = 20;
const NLM_F_REQUEST = 1;
const UDIAG_SHOW_PEER = 4;
const UDIAG_SHOW_RQLEN = 16;
const UNIX_DIAG_PEER = 2;
const UNIX_DIAG_RQLEN = 4;
const UNIX_DIAG_SHUTDOWN = 6;
const RCV_SHUTDOWN = 1;

const SIZEOF_HEADER = 16; // struct nlmsghdr
const SIZEOF_REQUEST = SIZEOF_HEADER + 24; // struct unix_diag_req
const SIZEOF_ANSWER = SIZEOF_HEADER + 16; // struct unix_diag_msg

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
  const answer = ask(inode);
  if (!answer || answer.byteLength < SIZEOF_ANSWER) return found;
  if (answer.getUint16(4, true) !== SOCK_DIAG_BY_FAMILY) return found;
  const end = Math.min(answer.byteLength, answer.getUint32(0, true));
  for (let at = SIZEOF_ANSWER; at + 8 <= end;) {
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

function ask(inode: number): DataView | undefined {
  const request = new DataView(new ArrayBuffer(SIZEOF_REQUEST));
  request.setUint32(0, SIZEOF_REQUEST, true);
  request.setUint16(4, SOCK_DIAG_BY_FAMILY, true);
  request.setUint16(6, NLM_F_REQUEST, true);
  request.setUint8(16, AF_UNIX);
  request.setUint32(20, 0xffff_ffff, true); // in any state
  request.setUint32(24, inode, true);
  request.setUint32(28, UDIAG_SHOW_PEER | UDIAG_SHOW_RQLEN, true);
  request.setUint32(32, 0xffff_ffff, true); // no cookie
  request.setUint32(36, 0xffff_ffff, true);
  const answer = new Uint8Array(4096);
  let socket: number | undefined;
  try {
    const made = libc().socket(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_SOCK_DIAG);
    socket = check("socket", "a netlink socket", made);
    write(socket, new Uint8Array(request.buffer));
    // The kernel answers within the write: this does not wait.
    return new DataView(answer.buffer, 0, read(socket, answer));
  } catch {
    return undefined; // A kernel without it, or a sandbox that forbids it.
  } finally {
    if (socket !== undefined) close(socket);
  }
}
