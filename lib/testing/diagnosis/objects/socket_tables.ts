/**
 * The kernel's tables of sockets: `man 5 proc`, `/proc/PID/net`. Of TCP it is asked for the sockets in use.
 *
 * ```ts
 * import { inetAddress } from "lib/testing/diagnosis/objects/socket_tables.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(inetAddress("0100007F:1267"), "127.0.0.1:4711");
 * ```
 *
 * @module
 */

import { link, rows } from "../proc.ts";
import { type InetSocket, ipAddress, tcpSockets } from "./inet_diag.ts";

/** Columns of `/proc/net/unix`: Num RefCount Protocol Flags Type St Inode Path. */
export const UNIX = { flags: 3, type: 4, inode: 6, path: 7 };

/** Columns of `/proc/net/tcp` and `/proc/net/udp`: sl local_address rem_address st queues … inode. */
const INET = { local: 1, remote: 2, state: 3, queues: 4, inode: 9 };

/** Gives the rows of `/proc/net/unix`. */
export function unixRows(pid: number): string[][] {
  return table(`/proc/${pid}/net/unix`);
}

/** Gives the sockets of version 4 and 6: a connection can have one end in each. */
export function inetSockets(pid: number, family: "TCP" | "UDP"): InetSocket[] {
  // `/proc` lists what waits for its end, too, which can be tens of thousands after a test of a server.
  const told = family === "TCP" && isInOurNetwork(pid) ? once("TCP", tcpSockets) : undefined;
  if (told) return told;
  const paths = ["", "6"].map((version) => `/proc/${pid}/net/${family.toLowerCase()}${version}`);
  return paths.flatMap((path) => table(path).map(inetSocket));
}

function isInOurNetwork(pid: number): boolean {
  const network = (pid: number) => link(`/proc/${pid}/ns/net`);
  return pid === Deno.pid || (network(pid) !== "" && network(pid) === network(Deno.pid));
}

function inetSocket(row: string[]): InetSocket {
  const [sending, unread] = row[INET.queues]!.split(":").map((word) => parseInt(word, 16));
  return {
    local: inetAddress(row[INET.local]!),
    remote: inetAddress(row[INET.remote]!),
    state: parseInt(row[INET.state]!, 16),
    sending: sending!,
    unread: unread!,
    inode: Number(row[INET.inode]),
  };
}

let tables: Map<string, unknown> | undefined;

/** Gives a table that was made once, however many sockets are looked up at the same moment. */
function once<T>(name: string, make: () => T): T {
  if (!tables) {
    tables = new Map();
    queueMicrotask(() => tables = undefined);
  }
  if (!tables.has(name)) tables.set(name, make());
  return tables.get(name) as T;
}

function table(path: string): string[][] {
  return once(path, () => rows(path).filter((row) => row.length > UNIX.inode));
}

/** Gives the port at the end of an address. */
export function port(address: string): string {
  return address.slice(address.lastIndexOf(":") + 1);
}

/** Makes `127.0.0.1:4711` or `[::1]:4711` of the hexadecimal words of `/proc/net`. */
export function inetAddress(hexadecimal: string): string {
  const [address, port] = hexadecimal.split(":") as [string, string];
  // Each word of four bytes is in the machine's order, which is little-endian.
  const bytes = address.match(/.{8}/g)!.flatMap((word) =>
    word.match(/../g)!.map((byte) => parseInt(byte, 16)).reverse()
  );
  return `${ipAddress(bytes)}:${parseInt(port, 16)}`;
}
