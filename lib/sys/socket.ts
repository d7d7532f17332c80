/**
 * Sockets as the kernel has them: create, name, set up, listen, accept, connect, hang up.
 *
 * Each function is one system call, and waits like it. Deno's own `Deno.listen` and `Deno.connect` are
 * what most programs use.
 *
 * ```ts
 * import { accept, AF_INET, bind, connect, inet, listen, port, socket } from "lib/sys/socket.ts";
 * import { close, read, write } from "lib/sys/fd.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const server = socket(AF_INET);
 * bind(server, inet("127.0.0.1", 0)); // any free port
 * listen(server, 5);
 * const client = socket(AF_INET);
 * connect(client, inet("127.0.0.1", port(server)));
 * const connection = accept(server);
 *
 * write(client, new Uint8Array([7]));
 * const buffer = new Uint8Array(16);
 * assertEquals(read(connection, buffer), 1);
 * for (const fd of [server, client, connection]) close(fd);
 * ```
 *
 * @module
 */

import { check } from "./errno.ts";
import { type Fd, SOCK_STREAM } from "./fd.ts";
import { socketLibc } from "./libc.ts";

/** Family of {@linkcode socket}: sockets of this machine, which have paths for addresses. */
export const AF_UNIX = 1;
/** Family of {@linkcode socket}: sockets of the internet, version 4. */
export const AF_INET = 2;
/** Family of {@linkcode socket}: sockets of the internet, version 6. */
export const AF_INET6 = 10;
/** What {@linkcode shutdown} ends: receiving. On a unix socket, the other side cannot send any more. */
export const SHUT_RD = 0;
/** What {@linkcode shutdown} ends: sending. The other side reads the end of the stream. */
export const SHUT_WR = 1;
/** What {@linkcode shutdown} ends: both. Whoever waits here to receive or to send goes on. */
export const SHUT_RDWR = 2;

/** Type of {@linkcode socket}: messages, without a connection. */
export const SOCK_DGRAM = 2;

/** Level of {@linkcode setsockopt}: options that sockets of every family have, `man 7 socket`. */
export const SOL_SOCKET = 1;
/** Option: {@linkcode bind} does not mind connections that an earlier listener has left, an {@linkcode int}. */
export const SO_REUSEADDR = 2;

const SOCK_CLOEXEC = 0o2000000;
/** The size of a `struct sockaddr_storage`: no address is longer. */
const LONGEST_ADDRESS = 128;

/** A `struct sockaddr` of some family: `man 3 sockaddr`. */
export type SocketAddress = Uint8Array<ArrayBuffer>;

/**
 * Makes the address of a path: `struct sockaddr_un` of `man 7 unix`.
 *
 * @param path At most 107 bytes.
 */
export function unix(path: string): SocketAddress {
  const name = new TextEncoder().encode(path);
  const address = new Uint8Array(2 + name.length + 1);
  new Uint16Array(address.buffer, 0, 1)[0] = AF_UNIX;
  address.set(name, 2);
  return address;
}

/**
 * Makes the address of a port: `struct sockaddr_in` of `man 7 ip`.
 *
 * @param host Four numbers, as in `127.0.0.1`.
 * @param port The port; 0 lets the kernel choose one.
 */
export function inet(host: string, port: number): SocketAddress {
  const address = new Uint8Array(16);
  new Uint16Array(address.buffer, 0, 1)[0] = AF_INET;
  new DataView(address.buffer).setUint16(2, port); // in network order, which is big-endian
  address.set(host.split(".").map(Number), 4);
  return address;
}

/**
 * Creates a socket: `man 2 socket`. No program that this process starts inherits it.
 *
 * @param family {@linkcode AF_UNIX}, {@linkcode AF_INET} or {@linkcode AF_INET6}.
 * @param type `SOCK_STREAM` of `fd.ts`, or {@linkcode SOCK_DGRAM}.
 * @throws {SysError} `EMFILE` when this process has too many open files, `EAFNOSUPPORT` when the kernel
 *   has no such family.
 */
export function socket(family: number, type = SOCK_STREAM): Fd {
  const made = socketLibc().socket(family, type | SOCK_CLOEXEC, 0);
  return check("socket", "a socket", made);
}

/**
 * Gives a socket its address: `man 2 bind`. A unix path appears in the file system.
 *
 * @throws {SysError} `EADDRINUSE` when somebody else has it.
 */
export function bind(fd: Fd, address: SocketAddress): void {
  check("bind", fd, socketLibc().bind(fd, address, address.length));
}

/**
 * Lets others connect: `man 2 listen`. Before that they are refused, though the address is taken.
 *
 * @param fd A socket with an address.
 * @param backlog How many connections may wait to be accepted.
 * @throws {SysError} `EADDRINUSE` when somebody else listens there.
 */
export function listen(fd: Fd, backlog: number): void {
  check("listen", fd, socketLibc().listen(fd, backlog));
}

/**
 * Takes the next connection, and waits while there is none: `man 2 accept`.
 *
 * @param fd A socket that listens.
 * @returns The connection. It is not inherited.
 * @throws {SysError} `EINVAL` when the socket does not listen.
 */
export function accept(fd: Fd): Fd {
  return check("accept", fd, socketLibc().accept4(fd, null, null, SOCK_CLOEXEC));
}

/** What {@linkcode acceptFrom} gives. */
export interface Accepted {
  /** The connection. It is not inherited. */
  connection: Fd;
  /** The client's address, as the kernel gives it: of a client without a path, the family alone. */
  address: SocketAddress;
}

/**
 * Takes the next connection as {@linkcode accept} does, and tells who the client is.
 *
 * @param fd A socket that listens.
 * @throws {SysError} `EINVAL` when the socket does not listen.
 */
export function acceptFrom(fd: Fd): Accepted {
  const address = new Uint8Array(LONGEST_ADDRESS);
  const size = new Uint32Array([address.length]);
  const connection = socketLibc().accept4(fd, address, size, SOCK_CLOEXEC);
  return { connection: check("accept", fd, connection), address: address.slice(0, size[0]) };
}

/**
 * Connects to a listener: `man 2 connect`.
 *
 * @throws {SysError} `ECONNREFUSED` when nobody listens there, `ENOENT` when there is no such path.
 */
export function connect(fd: Fd, address: SocketAddress): void {
  check("connect", fd, socketLibc().connect(fd, address, address.length));
}

/**
 * Hangs up in one direction: `man 2 shutdown`.
 *
 * @param fd A connection.
 * @param how {@linkcode SHUT_RD}, {@linkcode SHUT_WR} or {@linkcode SHUT_RDWR}.
 * @throws {SysError} `ENOTCONN` when it is a TCP socket that is not connected.
 */
export function shutdown(fd: Fd, how: number): void {
  check("shutdown", fd, socketLibc().shutdown(fd, how));
}

/** Asks for the port of a socket of {@linkcode AF_INET}: `man 2 getsockname`. */
export function port(fd: Fd): number {
  const address = new Uint8Array(16);
  const length = new Uint32Array([address.length]);
  check("getsockname", fd, socketLibc().getsockname(fd, address, length));
  return new DataView(address.buffer).getUint16(2);
}

/**
 * Asks for the address of a socket: `man 2 getsockname`.
 *
 * @returns The bytes that the kernel wrote, exactly as many as it said.
 */
export function getsockname(fd: Fd): SocketAddress {
  const address = new Uint8Array(LONGEST_ADDRESS);
  const length = new Uint32Array([address.length]);
  check("getsockname", fd, socketLibc().getsockname(fd, address, length));
  return address.slice(0, length[0]);
}

/**
 * Asks for the address at the other end: `man 2 getpeername`. As {@linkcode getsockname}.
 *
 * @throws {SysError} `ENOTCONN` when there is no other end.
 */
export function getpeername(fd: Fd): SocketAddress {
  const address = new Uint8Array(LONGEST_ADDRESS);
  const length = new Uint32Array([address.length]);
  check("getpeername", fd, socketLibc().getpeername(fd, address, length));
  return address.slice(0, length[0]);
}

/**
 * Sets an option of a socket: `man 2 setsockopt`.
 *
 * @param fd The socket.
 * @param option Which one, such as {@linkcode SO_REUSEADDR}.
 * @param value What C keeps there: {@linkcode int}, or `timeval()` of `datagram.ts`.
 * @param level Whose option it is; without one, {@linkcode SOL_SOCKET}.
 * @throws {SysError} `ENOPROTOOPT` when there is no such option, `EDOM` when a time is none.
 */
export function setsockopt(
  fd: Fd,
  option: number,
  value: Uint8Array<ArrayBuffer>,
  level: number = SOL_SOCKET,
): void {
  const done = socketLibc().setsockopt(fd, level, option, value, value.length);
  check("setsockopt", fd, done);
}

/**
 * Asks for an option of a socket: `man 2 getsockopt`. As {@linkcode setsockopt}.
 *
 * @param length How many bytes C keeps there at most; without it, those of an `int`.
 * @returns What C keeps there.
 */
export function getsockopt(
  fd: Fd,
  option: number,
  length = 4,
  level: number = SOL_SOCKET,
): Uint8Array<ArrayBuffer> {
  const value = new Uint8Array(length);
  const size = new Uint32Array([length]);
  check("getsockopt", fd, socketLibc().getsockopt(fd, level, option, value, size));
  return value.slice(0, size[0]);
}

/** Makes a C `int`, as most options have one. */
export function int(value: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new Int32Array([value]).buffer);
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") socketLibc();
