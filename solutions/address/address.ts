/** A solution of the address kata. @module */

import { close, type Fd, read } from "lib/sys/fd.ts";
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  bind,
  int,
  listen,
  setsockopt,
  SHUT_WR,
  shutdown,
  SO_REUSEADDR,
  socket,
} from "lib/sys/socket.ts";

export type Address =
  | { family: "inet" | "inet6"; host: string; port: number }
  | { family: "unix"; path: string }
  | { family: "unix"; abstract: string };

const FAMILIES = { unix: AF_UNIX, inet: AF_INET, inet6: AF_INET6 };
const MAX_NAME = 107;

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  const body = address.family === "unix" ? unixName(address) : internet(address);
  const bytes = new Uint8Array(2 + body.length);
  new DataView(bytes.buffer).setUint16(0, FAMILIES[address.family], true); // the machine's order
  bytes.set(body, 2);
  return bytes;
}

function unixName(address: { path: string } | { abstract: string }): Uint8Array {
  const isPath = "path" in address;
  const name = new TextEncoder().encode(isPath ? address.path : address.abstract);
  if (name.length > MAX_NAME) throw new RangeError(`The name has more than ${MAX_NAME} bytes`);
  if (!isPath) return new Uint8Array([0, ...name]);
  if (name.includes(0)) throw new RangeError("The path has a NUL in it");
  return name.length === 0 ? name : new Uint8Array([...name, 0]);
}

function internet({ family, host, port }: Extract<Address, { port: number }>): Uint8Array {
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new RangeError(`There is no port ${port}`);
  }
  const is4 = family === "inet";
  const body = new Uint8Array(is4 ? 14 : 26);
  new DataView(body.buffer).setUint16(0, port); // network order: the higher byte first
  body.set(is4 ? version4(host) : version6(host), is4 ? 2 : 6);
  return body;
}

function version4(host: string): number[] {
  const numbers = host.split(".");
  const right = numbers.length === 4 && numbers.every((it) => /^\d{1,3}$/.test(it) && +it <= 255);
  if (!right) throw new RangeError(`"${host}" is no address of version 4`);
  return numbers.map(Number);
}

function version6(host: string): number[] {
  const [first, rest] = shortForm(host).split("::").map((part) => part.split(":").filter(Boolean));
  const gap = Array(8 - first!.length - (rest?.length ?? 0)).fill("0");
  const words = [...first!, ...gap, ...rest ?? []].map((word) => parseInt(word, 16));
  return words.flatMap((word) => [word >> 8, word & 255]);
}

/** The parser of URLs knows every form of an address of version 6, and gives the short one. */
function shortForm(host: string): string {
  const parsed = /^[\da-f:.]+$/i.test(host) ? URL.parse(`http://[${host}]`) : null;
  if (parsed === null) throw new RangeError(`"${host}" is no address of version 6`);
  return parsed.hostname.slice(1, -1);
}

export function decode(bytes: Uint8Array): Address {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const family = bytes.length < 2 ? undefined : view.getUint16(0, true);
  if (family === AF_UNIX) return named(bytes.subarray(2));
  if (family === AF_INET && bytes.length >= 8) {
    return { family: "inet", host: bytes.subarray(4, 8).join("."), port: view.getUint16(2) };
  }
  if (family === AF_INET6 && bytes.length >= 24) {
    return { family: "inet6", host: textOf(bytes.subarray(8, 24)), port: view.getUint16(2) };
  }
  throw new TypeError(`This is no address: ${bytes}`);
}

function named(name: Uint8Array): Address {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true }); // a name may begin with this mark
  if (name[0] === 0) return { family: "unix", abstract: decoder.decode(name.subarray(1)) };
  const end = name.indexOf(0);
  return { family: "unix", path: decoder.decode(end < 0 ? name : name.subarray(0, end)) };
}

function textOf(bytes: Uint8Array): string {
  const words = Array.from({ length: 8 }, (_, at) => bytes[2 * at]! << 8 | bytes[2 * at + 1]!);
  return shortForm(words.map((word) => word.toString(16)).join(":"));
}

/** By their numbers in `linux/tcp_states.h`, from 1 on. */
const STATES = [
  "ESTABLISHED",
  "SYN_SENT",
  "SYN_RECV",
  "FIN_WAIT1",
  "FIN_WAIT2",
  "TIME_WAIT",
  "CLOSE",
  "CLOSE_WAIT",
  "LAST_ACK",
  "LISTEN",
  "CLOSING",
] as const;
export type State = typeof STATES[number];

export interface Connection {
  local: Address;
  remote: Address;
  state: State;
  receiveQueue: number;
  sendQueue: number;
  inode: number;
}

export function connections(): Connection[] {
  return ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((path) => {
    const [, ...rows] = (attempt(() => Deno.readTextFileSync(path)) ?? "").trim().split("\n");
    return rows.map(connection);
  });
}

function connection(row: string): Connection {
  const [, local, remote, state, queues, , , , , inode] = row.trim().split(/\s+/);
  const [sendQueue, receiveQueue] = queues!.split(":").map((it) => parseInt(it, 16));
  return {
    local: fromHex(local!),
    remote: fromHex(remote!),
    state: STATES[parseInt(state!, 16) - 1]!,
    receiveQueue: receiveQueue!,
    sendQueue: sendQueue!,
    inode: Number(inode),
  };
}

function fromHex(text: string): Address {
  const [host, port] = text.split(":") as [string, string];
  const bytes = new Uint8Array(host.length / 2);
  const view = new DataView(bytes.buffer);
  // The kernel prints words of 4 bytes as numbers, in the machine's order.
  host.match(/.{8}/g)!.forEach((word, at) => view.setUint32(4 * at, parseInt(word, 16), true));
  const is4 = bytes.length === 4;
  return {
    family: is4 ? "inet" : "inet6",
    host: is4 ? bytes.join(".") : textOf(bytes),
    port: parseInt(port, 16),
  };
}

export interface Owner {
  pid: number;
  fd: Fd;
}

export function ownersOf({ inode }: Connection): Owner[] {
  const name = `socket:[${inode}]`;
  const numbers = (folder: string) =>
    attempt(() => [...Deno.readDirSync(folder)].map((it) => Number(it.name))) ?? [];
  return numbers("/proc").filter((pid) => pid > 0).flatMap((pid) =>
    numbers(`/proc/${pid}/fd`)
      .filter((fd) => attempt(() => Deno.readLinkSync(`/proc/${pid}/fd/${fd}`)) === name)
      .map((fd) => ({ pid, fd }))
  );
}

export function listenAt(address: Address, backlog: number): Fd {
  const name = encode(address);
  const fd = socket(FAMILIES[address.family]);
  try {
    setsockopt(fd, SO_REUSEADDR, int(1));
    bind(fd, name);
    listen(fd, backlog);
    return fd;
  } catch (error) {
    close(fd);
    throw error;
  }
}

export function finish(connection: Fd): void {
  try {
    shutdown(connection, SHUT_WR);
    const buffer = new Uint8Array(65536);
    while (read(connection, buffer) > 0); // A close() before the end would be a reset.
  } finally {
    close(connection);
  }
}

/** Processes, descriptors and tables may be gone, or somebody else's business. */
function attempt<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}
