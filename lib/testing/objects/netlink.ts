/**
 * Asks the kernel which unix socket is connected to which: `man 7 sock_diag`. Nothing in `/proc` tells.
 *
 * Layouts and numbers are those of `linux/netlink.h`, `linux/sock_diag.h` and `linux/unix_diag.h`; they
 * are the same on every architecture.
 *
 * ```ts
 * import { unixPeer } from "lib/testing/objects/netlink.ts";
 * import { target } from "lib/testing/proc.ts";
 * import { close, socketpair } from "lib/sys/fd.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [one, other] = socketpair();
 * const inode = (fd: number) => Number(/\d+/.exec(target(Deno.pid, fd)!));
 * assertEquals(unixPeer(inode(one)), inode(other));
 * close(one);
 * close(other);
 * ```
 *
 * @module
 */

import { check } from "../../sys/errno.ts";
import { close, read, write } from "../../sys/fd.ts";
import { libc } from "../../sys/libc.ts";

const AF_UNIX = 1;
const AF_NETLINK = 16;
const SOCK_RAW_CLOEXEC = 3 | 0o2000000;
const NETLINK_SOCK_DIAG = 4;
const SOCK_DIAG_BY_FAMILY = 20;
const NLM_F_REQUEST = 1;
const UDIAG_SHOW_PEER = 4;
const UNIX_DIAG_PEER = 2;

const SIZEOF_HEADER = 16; // struct nlmsghdr
const SIZEOF_REQUEST = SIZEOF_HEADER + 24; // struct unix_diag_req
const SIZEOF_ANSWER = SIZEOF_HEADER + 16; // struct unix_diag_msg

/**
 * Gives the socket that a unix socket is connected to.
 *
 * @param inode The socket's number, from `socket:[…]`.
 * @returns The other one's number; `undefined` when it has none, or the kernel does not tell.
 */
export function unixPeer(inode: number): number | undefined {
  const answer = ask(inode);
  if (!answer || answer.byteLength < SIZEOF_ANSWER) return undefined;
  if (answer.getUint16(4, true) !== SOCK_DIAG_BY_FAMILY) return undefined;
  const end = Math.min(answer.byteLength, answer.getUint32(0, true));
  for (let at = SIZEOF_ANSWER; at + 8 <= end;) {
    const length = answer.getUint16(at, true); // struct nlattr
    if (answer.getUint16(at + 2, true) === UNIX_DIAG_PEER) return answer.getUint32(at + 4, true);
    at += Math.max(4, (length + 3) & ~3);
  }
}

function ask(inode: number): DataView | undefined {
  const request = new DataView(new ArrayBuffer(SIZEOF_REQUEST));
  request.setUint32(0, SIZEOF_REQUEST, true);
  request.setUint16(4, SOCK_DIAG_BY_FAMILY, true);
  request.setUint16(6, NLM_F_REQUEST, true);
  request.setUint8(16, AF_UNIX);
  request.setUint32(20, 0xffff_ffff, true); // in any state
  request.setUint32(24, inode, true);
  request.setUint32(28, UDIAG_SHOW_PEER, true);
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
