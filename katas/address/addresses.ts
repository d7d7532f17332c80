/**
 * Addresses, and the bytes that stand for them.
 *
 * @module
 */

import { AF_INET6, AF_UNIX, inet, type SocketAddress } from "lib/sys/socket.ts";
import { concat } from "lib/testing/bytes.ts";
import type { Address } from "./address.ts";
import { json } from "./scenarios.ts";

/** Hosts of version 4. */
export const FOUR = ["127.0.0.1", "0.0.0.0", "255.255.255.255", "10.0.2.15", "192.168.100.7"];

/** Hosts of version 6 in their short form, and their 16 bytes. */
export const SIX: Record<string, string> = {
  "::": "00000000000000000000000000000000",
  "::1": "00000000000000000000000000000001",
  "1::": "00010000000000000000000000000000",
  "::ffff:7f00:1": "00000000000000000000ffff7f000001",
  "::7f00:1": "0000000000000000000000007f000001",
  "fe80::216:3eff:fe12:3456": "fe8000000000000002163efffe123456",
  "2001:db8::ff00:42:8329": "20010db8000000000000ff0000428329",
  // The longest run of zeros is left out, of equal ones the first, and never a single one.
  "2001:db8::1:0:0:1": "20010db8000000000001000000000001",
  "2001:0:0:1::1": "20010000000000010000000000000001",
  "2001:db8:0:1:1:1:1:1": "20010db8000000010001000100010001",
  "0:2:3:4:5:6:7:8": "00000002000300040005000600070008",
  "1:2:3:4:5:6:7:0": "00010002000300040005000600070000",
  "1:2:3:4:5:6::": "00010002000300040005000600000000",
  "1000:200:30:4:a:bc:def:ffff": "1000020000300004000a00bc0defffff",
};

/** Other forms of some of them. */
export const OTHER_FORMS: Record<string, string> = {
  "0:0:0:0:0:0:0:0": "::",
  "0000:0000:0000:0000:0000:0000:0000:0001": "::1",
  "::ffff:127.0.0.1": "::ffff:7f00:1",
  "::127.0.0.1": "::7f00:1",
  "0:0:0:0:0:FFFF:127.0.0.1": "::ffff:7f00:1",
  "2001:0DB8::FF00:0042:8329": "2001:db8::ff00:42:8329",
  "2001:db8:0:0:1::1": "2001:db8::1:0:0:1",
  "1:2:3:4:5:6:7::": "1:2:3:4:5:6:7:0",
  "::2:3:4:5:6:7:8": "0:2:3:4:5:6:7:8",
  "1:2:3:4:5:6:0.7.0.0": "1:2:3:4:5:6:7:0",
  "fe80::0216:3eff:fe12:3456": "fe80::216:3eff:fe12:3456",
};

/** Ports around every limit; none of them is the same when its bytes are swapped, but for the first and last. */
export const PORTS = [0, 1, 80, 255, 256, 258, 8000, 32768, 65280, 65534, 65535];

/** A name of so many bytes. */
export const long = (length: number) => `/${"x".repeat(length - 1)}`;

const MARK = "\ufeff";

/** Paths, and what stands behind the family. */
export const PATHS: [path: string, bytes: Uint8Array][] = [
  ["", new Uint8Array(0)],
  ...["a", "/run/echo", "with blanks ", "é/日本", `${MARK}with a mark in front`, "@at", long(107)]
    .concat("e\u0301//two/../marks") // Nothing of it is made simpler.
    .map((path): [string, Uint8Array] => [path, concat(utf8(path), new Uint8Array(1))]),
];

/** Abstract names, and what stands behind the family. */
export const ABSTRACT: [name: string, bytes: Uint8Array][] = [
  ...["", "a", "/run/echo", "é/日本", `${MARK}with a mark in front`, long(107)],
  ...["a\0", "a\0\0\0", "\0", "\0a", "a\0b"],
].map((name) => [name, concat(new Uint8Array(1), utf8(name))]);

/** Makes the bytes of a host that is above. */
export function sockaddr(host: string, port: number): SocketAddress {
  const hex = SIX[host];
  if (hex === undefined) return inet(host, port);
  const address = concat(
    inet("0.0.0.0", port).subarray(0, 8),
    Uint8Array.fromHex(hex),
    new Uint8Array(4),
  );
  return concat(family(AF_INET6), address.subarray(2));
}

/** Puts the family of unix sockets in front of a name. */
export function unixAddress(name: Uint8Array): SocketAddress {
  return concat(family(AF_UNIX), name);
}

/** A family as the first two bytes of an address. */
export function family(number: number): Uint8Array {
  return new Uint8Array(new Uint16Array([number]).buffer);
}

/** An address with its bytes. */
export type Known = [address: Address, bytes: SocketAddress];

/** Every host with some port, and every port with some host. */
export function known(family: "inet" | "inet6"): Known[] {
  const hosts = family === "inet" ? FOUR : Object.keys(SIX);
  const count = Math.max(hosts.length, PORTS.length);
  return Array.from({ length: count }, (_, at) => {
    const [host, port] = [hosts[at % hosts.length]!, PORTS[at % PORTS.length]!];
    return [{ family, host, port }, sockaddr(host, port)];
  });
}

/** Tells an address in words, every letter of which can be seen. */
export function words(address: unknown): string {
  return json(address).replace(
    /[^ -~]/g,
    (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
