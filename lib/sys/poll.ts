/**
 * Waits for one of several things: `man 2 poll`.
 *
 * ```ts
 * import { poll, POLLIN, POLLOUT } from "lib/sys/poll.ts";
 * import { close, socketpair, write } from "lib/sys/fd.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [here, there] = socketpair();
 * write(there, new Uint8Array(1));
 * assertEquals(poll([{ fd: here, events: POLLIN | POLLOUT }]), [POLLIN | POLLOUT]);
 * close(here);
 * close(there);
 * ```
 *
 * @module
 */

import { check } from "./errno.ts";
import type { Fd } from "./fd.ts";
import { messageLibc, poolLibc } from "./libc.ts";

/** There is something to read, or the end. */
export const POLLIN = 1;
/** There is room to write. */
export const POLLOUT = 4;
/** Writing fails, or an error waits to be read. Told without being asked for. */
export const POLLERR = 8;
/** Nobody is at the other end any more. Told without being asked for. */
export const POLLHUP = 16;
/** The descriptor is not open. Told without being asked for. */
export const POLLNVAL = 32;
/** The other side of a connection sends no more. */
export const POLLRDHUP = 0x2000;

/** What to wait for: `struct pollfd`. */
export interface Watched {
  /** Where. */
  fd: Fd;
  /** {@linkcode POLLIN}, {@linkcode POLLOUT}, {@linkcode POLLRDHUP}, or several, joined by `|`. */
  events: number;
}

/**
 * Waits until something has happened on one of the descriptors. The whole thread waits.
 *
 * @param watched What to wait for.
 * @param timeout How long at most, in milliseconds; without one, however long it takes.
 * @returns What has happened, for each descriptor in turn; 0 where nothing has.
 * @throws {SysError} `EINTR` when a signal came first.
 */
export function poll(watched: Watched[], timeout = -1): number[] {
  const list = new DataView(new ArrayBuffer(8 * watched.length));
  watched.forEach(({ fd, events }, at) => {
    list.setInt32(8 * at, fd, true);
    list.setInt16(8 * at + 4, events, true);
  });
  const bytes = new Uint8Array(list.buffer);
  const ms = timeout + 0; // Math.ceil(-0.5) is -0, which no int can be.
  const ready = messageLibc().poll(bytes, BigInt(watched.length), ms);
  check("poll", watched.map(({ fd }) => `fd ${fd}`).join(", "), ready);
  return watched.map((_, at) => list.getInt16(8 * at + 6, true));
}

/**
 * Waits until there is something to read on one of the descriptors, or a connection to accept, or the end.
 * The thread goes on meanwhile: `poll()` waits in one of the 32 threads that Deno has for such things.
 *
 * A pending call keeps the process alive. Nothing can interrupt it: what ends it has to be among the
 * descriptors, such as the read end of a pipe. To close a descriptor does not end it.
 *
 * ```ts
 * import { readable } from "lib/sys/poll.ts";
 * import { close, pipe, write } from "lib/sys/fd.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [quiet, other] = pipe();
 * const [news, teller] = pipe();
 * const waiting = readable(quiet, news);
 * write(teller, new Uint8Array(1));
 * assertEquals(await waiting, [false, true]);
 * for (const fd of [quiet, other, news, teller]) close(fd);
 * ```
 *
 * @param fds What to wait for.
 * @returns Whether there is something, for each descriptor in turn; when a signal came first, nowhere.
 */
export async function readable(...fds: Fd[]): Promise<boolean[]> {
  const list = new DataView(new ArrayBuffer(8 * fds.length));
  fds.forEach((fd, at) => {
    list.setInt32(8 * at, fd, true);
    list.setInt16(8 * at + 4, POLLIN, true);
  });
  // Only what stands in the list can be used: errno belongs to the other thread.
  await poolLibc().poll(new Uint8Array(list.buffer), BigInt(fds.length), -1);
  return fds.map((_, at) => list.getInt16(8 * at + 6, true) !== 0);
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") {
  messageLibc();
  poolLibc();
}
