/** The address kata. Read README.md, then replace each `todo(…)`. @module */

import { type Fd } from "lib/sys/fd.ts";
import { todo } from "lib/todo.ts";

/**
 * Where a socket is: at a port of a host, at a path, or at an abstract name, which only the kernel knows.
 *
 * A host is four decimal numbers, as in `127.0.0.1`; for `inet6` it is in the short form of RFC 5952, without
 * dots: `::1`, `::ffff:7f00:1`. Paths and abstract names are UTF-8. A socket without a name has the path `""`.
 */
export type Address =
  | { family: "inet" | "inet6"; host: string; port: number }
  | { family: "unix"; path: string }
  | { family: "unix"; abstract: string };

/**
 * Makes the bytes that `bind()` and `connect()` take for an address.
 *
 * @param address The address, which stays as it is. A host of `inet6` may be in any form of RFC 4291, such as
 *   `0:0:0:0:0:0:0:1`, `2001:DB8::` or `::ffff:127.0.0.1`.
 * @returns A `struct sockaddr` in an array of its own: 16 bytes for `inet`, 28 for `inet6`. For a path, it ends
 *   with one NUL; for an abstract name, with the last byte of the name; without a name, behind the family.
 * @throws {RangeError} When the host is none of that family, when the port is no whole number from 0 to 65535,
 *   when a path or an abstract name has more than 107 bytes, or when a path has a NUL in it.
 */
export function encode(address: Address): Uint8Array<ArrayBuffer> {
  return todo(address);
}

/**
 * Reads an address that the kernel has given, as `getsockname()` does.
 *
 * @param bytes Of a `struct sockaddr`, exactly the bytes that the kernel gave. They stay as they are.
 * @returns The address, whose path ends before its first NUL, if there is one, or whose abstract name has every
 *   byte behind the first NUL.
 * @throws {TypeError} When the family is another one, or when the bytes end before the host does. What stands
 *   behind the host may be missing.
 */
export function decode(bytes: Uint8Array): Address {
  return todo(bytes);
}

/** A state of TCP, as the kernel and RFC 9293 name them. */
export type State =
  | "ESTABLISHED"
  | "SYN_SENT"
  | "SYN_RECV"
  | "FIN_WAIT1"
  | "FIN_WAIT2"
  | "TIME_WAIT"
  | "CLOSE"
  | "CLOSE_WAIT"
  | "LAST_ACK"
  | "LISTEN"
  | "CLOSING";

/** A socket of TCP, as the kernel lists it. */
export interface Connection {
  /** Where this end is. */
  local: Address;
  /** Where the other end is. Of a listener, all of it is 0: `0.0.0.0` or `::`, and the port. */
  remote: Address;
  /** In which state this end is. */
  state: State;
  /** How many bytes came that nobody has read. Of a listener, how many connections wait to be accepted. */
  receiveQueue: number;
  /** Of a connection, how many bytes it has sent that the other end has not acknowledged. */
  sendQueue: number;
  /** The number of the socket, as in `socket:[4711]`; 0, when it belongs to no process. */
  inode: number;
}

/**
 * Lists the TCP sockets of versions 4 and 6 that listen or are connected, also those that connect or hang up
 * right now, and those that no process has any more.
 *
 * @returns All that `/proc` shows for the network of your process now, in any order, in a list of its own.
 */
export function connections(): Connection[] {
  return todo();
}

/** A descriptor of a process: the numbers of both. */
export interface Owner {
  pid: number;
  fd: Fd;
}

/**
 * Tells who has a socket open.
 *
 * @param connection One that `connections()` has given, which stays as it is.
 * @returns Each descriptor of each process, in any order; none, when no process has it. Processes that you may
 *   not look into are left out, and so are those that end meanwhile.
 */
export function ownersOf(connection: Connection): Owner[] {
  return todo(connection);
}

/**
 * Makes a stream socket that listens.
 *
 * Connections that an earlier listener of `listenAt()` has left there are no obstacle, in whatever state they
 * are.
 *
 * @param address Where; for the port 0, and for the path `""`, the kernel chooses.
 * @param backlog How many connections may wait to be accepted, as `listen()` takes it.
 * @returns The socket, which programs do not inherit.
 * @throws {RangeError} As `encode()` does.
 * @throws {Error} With the `code` `EADDRINUSE`, when somebody listens there, or when the path exists;
 *   `EADDRNOTAVAIL`, when this machine has no such host. Nothing is left open then.
 */
export function listenAt(address: Address, backlog: number): Fd {
  return todo(address, backlog);
}

/**
 * Ends a connection so that the other side gets all that was sent to it, and then the end, whatever it sends
 * meanwhile, and whatever has come that was not read.
 *
 * It does not wait for the other side before it has said the end. Then it waits until the other side has said
 * the end, too, however long that takes, and keeps no processor busy.
 *
 * @param connection A connected stream socket, which is yours: close it, also when something fails. Other
 *   processes may have copies of it.
 * @throws {Error} With the `code` `ECONNRESET`, `ENOTCONN` or `EPIPE`, when the connection is reset, and the
 *   other side has not said the end before.
 */
export function finish(connection: Fd): void {
  return todo(connection);
}
