/**
 * Descriptors that scenarios and tests need: whether a number is open, and a connection over TCP.
 *
 * ```ts
 * import { isOpen, tcpPair } from "lib/testing/descriptors.ts";
 * import { close } from "lib/sys/fd.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const ends = tcpPair();
 * assertEquals(ends.map(isOpen), [true, true]);
 * ends.forEach(close);
 * assertEquals(ends.map(isOpen), [false, false]);
 * ```
 *
 * @module
 */

import { SysError } from "../sys/errno.ts";
import { close, F_GETFD, fcntl, type Fd } from "../sys/fd.ts";
import { accept, AF_INET, bind, connect, inet, listen, port, socket } from "../sys/socket.ts";

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
