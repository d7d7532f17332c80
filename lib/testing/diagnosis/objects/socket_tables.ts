/**
 * The kernel's tables of sockets: `man 5 proc`, `/proc/PID/net`.
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

import { rows } from "../proc.ts";

/** Columns of `/proc/net/unix`: Num RefCount Protocol Flags Type St Inode Path. */
export const UNIX = { flags: 3, type: 4, inode: 6, path: 7 };

/** Columns of `/proc/net/tcp` and `/proc/net/udp`: sl local_address rem_address st queues … inode. */
export const INET = { local: 1, remote: 2, state: 3, queues: 4, inode: 9 };

/** Gives the rows of `/proc/net/unix`. */
export function unixRows(pid: number): string[][] {
  return table(`/proc/${pid}/net/unix`);
}

/** The tables of version 4 and 6: a connection can have one end in each. */
function inetTables(pid: number, family: "TCP" | "UDP"): string[] {
  return ["", "6"].map((version) => `/proc/${pid}/net/${family.toLowerCase()}${version}`);
}

/** Gives the rows of `/proc/net/tcp` or `/proc/net/udp`, of both versions. */
export function inetRows(pid: number, family: "TCP" | "UDP"): string[][] {
  return inetTables(pid, family).flatMap(table);
}

/** Gives the first row that fits, of either version. */
export function inetRow(
  pid: number,
  family: "TCP" | "UDP",
  fits: (row: string[]) => boolean,
): string[] | undefined {
  for (const path of inetTables(pid, family)) {
    const row = table(path).find(fits);
    if (row) return row;
  }
}

let tables: Map<string, string[][]> | undefined;

/** Reads a table once, however many sockets are looked up at the same moment: it may take 10 ms. */
function table(path: string): string[][] {
  if (!tables) {
    tables = new Map();
    queueMicrotask(() => tables = undefined);
  }
  const known = tables.get(path) ?? rows(path).filter((row) => row.length > UNIX.inode);
  tables.set(path, known);
  return known;
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

/** Makes `127.0.0.1` or `[::1]` of 4 or 16 bytes in network order. */
export function ipAddress(bytes: number[]): string {
  const mapped = bytes.length === 16 && bytes.slice(0, 10).every((byte) => byte === 0) &&
    bytes[10] === 255 && bytes[11] === 255;
  if (bytes.length === 4 || mapped) return bytes.slice(-4).join(".");
  const groups = Array.from({ length: 8 }, (_, i) => bytes[2 * i]! << 8 | bytes[2 * i + 1]!);
  // The URL parser knows how zeros are left out.
  return new URL(`http://[${groups.map((group) => group.toString(16)).join(":")}]`).hostname;
}
