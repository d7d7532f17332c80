/**
 * Descriptors that scenarios and tests need: whether a number is open, how many sockets are, and connections over
 * TCP and their ends.
 *
 * ```ts
 * import { isOpen, reset, sockets, tcpPair } from "lib/testing/descriptors.ts";
 * import { close } from "lib/sys/fd.ts";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const ends = tcpPair();
 * assert(sockets() >= 2);
 * assertEquals([...ends, 1_000_000].map(isOpen), [true, true, false]);
 * reset(ends[0]);
 * close(ends[1]);
 * ```
 *
 * @module
 */

import { SysError } from "../sys/errno.ts";
import { close, F_GETFD, fcntl, type Fd } from "../sys/fd.ts";
import {
  accept,
  AF_INET,
  bind,
  connect,
  inet,
  listen,
  port,
  setsockopt,
  socket,
} from "../sys/socket.ts";

/** An option of a socket, `man 7 socket`: how `close()` treats what was not sent. */
const SO_LINGER = 13;
/** A `struct linger`: who closes the socket resets the connection. */
const AT_ONCE = new Uint8Array(new Int32Array([1, 0]).buffer);

/** Whether a descriptor of this process is open. */
export function isOpen(fd: Fd): boolean {
  try {
    return fcntl(fd, F_GETFD) >= 0;
  } catch (error) {
    if (error instanceof SysError && error.code === "EBADF") return false;
    throw error;
  }
}

/**
 * Connects over TCP, at a port that nobody has. No program inherits the two ends.
 *
 * @param host The address of this machine that both have.
 */
export function tcpPair(host = "127.0.0.1"): [accepted: Fd, client: Fd] {
  const listener = socket(AF_INET);
  bind(listener, inet(host, 0));
  listen(listener, 1);
  const client = socket(AF_INET);
  connect(client, inet(host, port(listener)));
  const accepted = accept(listener);
  close(listener);
  return [accepted, client];
}

/** Closes this end of a connection over TCP by a reset. */
export function reset(fd: Fd): void {
  setsockopt(fd, SO_LINGER, AT_ONCE);
  close(fd);
}

/** How many sockets this process has open. */
export function sockets(): number {
  return [...Deno.readDirSync("/proc/self/fd")].filter(({ name }) => {
    try {
      return Deno.readLinkSync(`/proc/self/fd/${name}`).startsWith("socket:");
    } catch {
      return false; // The folder itself is among them.
    }
  }).length;
}
