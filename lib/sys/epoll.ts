/**
 * Watches many descriptors, of which the kernel keeps the list: `man 7 epoll`.
 *
 * Each function is one system call. None of them loops, retries or hides anything.
 *
 * ```ts
 * import { EPOLL_CTL_ADD, epollCreate, epollCtl, EPOLLIN, epollWait } from "lib/sys/epoll.ts";
 * import { close, pipe, write } from "lib/sys/fd.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * const epoll = epollCreate();
 * epollCtl(epoll, EPOLL_CTL_ADD, readEnd, EPOLLIN);
 * write(writeEnd, new Uint8Array(1));
 * assertEquals(epollWait(epoll, 8), [{ fd: readEnd, events: EPOLLIN }]);
 * for (const fd of [readEnd, writeEnd, epoll]) close(fd);
 * ```
 *
 * @module
 */

import { check } from "./errno.ts";
import { type Fd, O_CLOEXEC } from "./fd.ts";
import { epollLibc } from "./libc.ts";

/** Operation of {@linkcode epollCtl}: watch one more descriptor. */
export const EPOLL_CTL_ADD = 1;
/** Operation of {@linkcode epollCtl}: watch a descriptor no more. */
export const EPOLL_CTL_DEL = 2;
/** Operation of {@linkcode epollCtl}: watch a descriptor for something else from now on. */
export const EPOLL_CTL_MOD = 3;

/** There is something to read, a client to accept, or the end. */
export const EPOLLIN = 1;
/** There is room to write. */
export const EPOLLOUT = 4;
/** Writing fails, or an error waits to be read. Told without being asked for. */
export const EPOLLERR = 8;
/** Nobody is at the other end any more. Told without being asked for. */
export const EPOLLHUP = 16;
/** The other side of a connection sends no more. */
export const EPOLLRDHUP = 0x2000;
/** Asks to be told only once, until {@linkcode EPOLL_CTL_MOD}. */
export const EPOLLONESHOT = 2 ** 30;
/** Asks to be told of what arrives, and not of what is still there: edge-triggered. Join it by `|`. */
export const EPOLLET = 2 ** 31;

// struct epoll_event { uint32_t events; epoll_data_t data; }, which is packed on x86-64 alone.
const PACKED = Deno.build.arch === "x86_64";
const SIZEOF_EVENT = PACKED ? 12 : 16;
const DATA = PACKED ? 4 : 8;

/** What has happened on a descriptor. */
export interface Happened {
  /** Where. */
  fd: Fd;
  /** {@linkcode EPOLLIN} and others, joined by `|`. */
  events: number;
}

/**
 * Makes a list of descriptors to watch, which is a descriptor itself: `man 2 epoll_create1`. It is not
 * inherited.
 *
 * @throws {SysError} `EMFILE` when this process has too many open files.
 */
export function epollCreate(): Fd {
  return check("epoll_create1", "a list", epollLibc().epoll_create1(O_CLOEXEC));
}

/**
 * Changes what is watched: `man 2 epoll_ctl`.
 *
 * The list has the open file, not its number: who closes a descriptor takes it off the list with the last copy
 * only.
 *
 * @param epoll The list.
 * @param operation {@linkcode EPOLL_CTL_ADD}, {@linkcode EPOLL_CTL_MOD} or {@linkcode EPOLL_CTL_DEL}.
 * @param fd Which descriptor.
 * @param events What to watch for, {@linkcode EPOLLIN} and others, joined by `|`.
 * @throws {SysError} `EPERM` when it never waits, as a file; `EEXIST` when it is on the list already, `ENOENT`
 *   when it is not.
 */
export function epollCtl(epoll: Fd, operation: number, fd: Fd, events = 0): void {
  const event = new DataView(new ArrayBuffer(SIZEOF_EVENT));
  event.setUint32(0, events, true); // A negative number has the same bits.
  event.setInt32(DATA, fd, true);
  const done = epollLibc().epoll_ctl(epoll, operation, fd, new Uint8Array(event.buffer));
  check("epoll_ctl", fd, done);
}

/**
 * Waits until something has happened on a descriptor of the list: `man 2 epoll_wait`. The whole thread waits.
 *
 * @param epoll The list.
 * @param most How many descriptors to tell of at most; the others come next time.
 * @param timeout How long at most, in milliseconds; without one, however long it takes.
 * @returns What has happened; nothing when the time is over.
 * @throws {SysError} `EINTR` when a signal came first.
 */
export function epollWait(epoll: Fd, most: number, timeout = -1): Happened[] {
  const list = new DataView(new ArrayBuffer(SIZEOF_EVENT * most));
  const ms = timeout + 0; // Math.ceil(-0.5) is -0, which no int can be.
  const ready = epollLibc().epoll_wait(epoll, new Uint8Array(list.buffer), most, ms);
  check("epoll_wait", epoll, ready);
  return Array.from({ length: ready }, (_, at) => ({
    fd: list.getInt32(SIZEOF_EVENT * at + DATA, true),
    events: list.getUint32(SIZEOF_EVENT * at, true),
  }));
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") epollLibc();
