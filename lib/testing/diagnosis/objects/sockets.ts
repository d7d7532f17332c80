/**
 * Sockets: what they are called, and which one is at the other end.
 *
 * ```ts
 * import { otherEnd, socketOf } from "lib/testing/diagnosis/objects/sockets.ts";
 * import { target } from "lib/testing/diagnosis/proc.ts";
 * import { close, socketpair } from "lib/sys/fd.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [one, other] = socketpair();
 * const socket = socketOf(Deno.pid, one)!;
 * assertEquals(socket.name, `the unnamed unix ${target(Deno.pid, one)}`);
 * assertEquals(otherEnd(socket), [{ pid: Deno.pid, fd: other }]);
 * close(one);
 * close(other);
 * ```
 *
 * @module
 */

import type { Fd } from "../../../sys/fd.ts";
import type { Holder } from "../identity.ts";
import { holders, target } from "../proc.ts";
import { unixDiag } from "./netlink.ts";
import { inetSockets, port, UNIX, unixRows } from "./socket_tables.ts";

// States and flags in these tables.
const ACCEPTS = "00010000"; // __SO_ACCEPTCON
const DATAGRAM = "0002";
const CLOSE_WAIT = 8;
const LISTEN = 10;

/** A socket. */
export interface Socket {
  /** Its number, from `socket:[…]`. */
  inode: number;
  /** What people call it. */
  name: string;
  /** Which family it belongs to. */
  family: "unix" | "TCP" | "UDP";
  /** Its own address: `127.0.0.1:4711`, a path, `@` and an abstract name; empty when it has none. */
  address: string;
  /** Whether others can connect to it. */
  listens: boolean;
  /** Whether it is for datagrams. */
  datagrams: boolean;
  /** The number of the other end: 0 when nobody accepted it yet, `undefined` when it is not known. */
  peer: number | undefined;
  /** The other end's address, where it has one. */
  peerAddress: string;
  /** How many bytes have arrived and wait to be read; of a listener, how many connections. */
  unread: number;
  /** Whether the other end has hung up: it sends no more. */
  ended: boolean;
  /** Whether the other end has sent something that this one has not acknowledged yet. */
  underWay: boolean;
}

/** Gives the socket that a descriptor names, or `undefined` when it names none that the kernel lists. */
export function socketOf(pid: number, fd: Fd): Socket | undefined {
  const inode = /^socket:\[(\d+)\]$/.exec(target(pid, fd) ?? "")?.[1];
  return inode === undefined ? undefined : socketNumber(pid, inode);
}

/** Gives the socket of a number, as a process sees it. */
export function socketNumber(pid: number, inode: string | number): Socket | undefined {
  return unixSocket(pid, String(inode)) ?? inetSocket(pid, String(inode));
}

/** Gives who holds the other end of a connected socket; `undefined` when that cannot be told. */
export function otherEnd({ peer }: Socket): Holder[] | undefined {
  return peer === undefined || peer === 0 ? undefined : holders(`socket:[${peer}]`, "read");
}

/** Gives how many bytes a connection has sent that nobody has read at the other end. */
export function unreadAtOtherEnd(
  pid: number,
  { peer, datagrams }: Pick<Socket, "peer" | "datagrams">,
): number {
  return peer && !datagrams ? socketNumber(pid, peer)?.unread ?? 0 : 0;
}

/** Gives who holds the socket with this address: a listener, or one that receives datagrams. */
export function owners(pid: number, family: Socket["family"], address: string): Holder[] {
  const inodes = family === "unix"
    ? unixRows(pid).filter((row) => {
      const receives = row[UNIX.flags] === ACCEPTS || row[UNIX.type] === DATAGRAM;
      return receives && row.slice(UNIX.path).join(" ") === address;
    }).map((row) => row[UNIX.inode])
    : inetSockets(pid, family).filter(({ state, local }) => {
      if (family === "TCP" && state !== LISTEN) return false;
      const any = /^(0\.0\.0\.0|\[::\]):/.test(local) && port(local) === port(address);
      return local === address || any;
    }).map(({ inode }) => inode);
  return inodes.flatMap((inode) => holders(`socket:[${inode}]`, "read"));
}

function unixSocket(pid: number, inode: string): Socket | undefined {
  const all = unixRows(pid);
  const row = all.find((row) => row[UNIX.inode] === inode);
  if (!row) return undefined;
  const listens = row[UNIX.flags] === ACCEPTS;
  const { peer, unread, ended } = unixDiag(Number(inode));
  const address = row.slice(UNIX.path).join(" ");
  // Of those that nobody has accepted yet, each has the number 0: they may be at several addresses.
  const peerRows = all.filter((row) => row[UNIX.inode] === String(peer));
  const peerAddresses = new Set(peerRows.map((row) => row.slice(UNIX.path).join(" ")));
  const peerAddress = peerAddresses.size === 1 ? [...peerAddresses].join() : "";
  // An accepted socket has the name of its listener.
  const own = address !== ""
    ? `the unix socket ${address}`
    : peerAddress === ""
    ? `the unnamed unix socket:[${inode}]`
    : `the unix socket connected to ${peerAddress}`;
  return {
    inode: Number(inode),
    name: own,
    family: "unix",
    address,
    listens,
    datagrams: row[UNIX.type] === DATAGRAM,
    peer: listens ? undefined : peer,
    peerAddress,
    unread,
    ended,
    underWay: false, // What is sent has arrived.
  };
}

function inetSocket(pid: number, inode: string): Socket | undefined {
  for (const family of ["TCP", "UDP"] as const) {
    const all = inetSockets(pid, family);
    const own = all.find((socket) => socket.inode === Number(inode));
    if (!own) continue;
    const { local: address, remote: peerAddress, state, unread } = own;
    const connected = port(peerAddress) !== "0";
    const other = all.find(({ local, remote }) => local === peerAddress && remote === address);
    return {
      inode: Number(inode),
      name: `the ${family} socket ${address}${connected ? ` connected to ${peerAddress}` : ""}`,
      family,
      address,
      listens: family === "TCP" && state === LISTEN,
      datagrams: family === "UDP",
      peer: connected ? other?.inode : undefined,
      peerAddress: connected ? peerAddress : "",
      ended: family === "TCP" && state === CLOSE_WAIT,
      unread,
      underWay: other === undefined || other.sending > 0,
    };
  }
}
