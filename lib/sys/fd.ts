/**
 * File descriptors: create a pipe, read, write, close.
 *
 * Each function is one system call. None of them loops, retries or hides anything.
 *
 * ```ts
 * import { close, pipe, read, write } from "lib/sys/fd.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * assertEquals(write(writeEnd, new Uint8Array([7, 8, 9])), 3);
 * close(writeEnd);
 *
 * const buffer = new Uint8Array(16);
 * assertEquals(read(readEnd, buffer), 3); // fewer than asked for
 * assertEquals(read(readEnd, buffer), 0); // end-of-file
 * close(readEnd);
 * ```
 *
 * @module
 */

import { check } from "./errno.ts";
import { libc } from "./libc.ts";

/** A file descriptor: a small number that names an open file of this process. */
export type Fd = number;

/** Flag of {@linkcode pipe}: a program that this process starts does not get the descriptor. */
export const O_CLOEXEC = 0o2000000;

/** Operation of {@linkcode fcntl}: how many bytes the pipe can hold. */
export const F_GETPIPE_SZ = 1032;
/** Operation of {@linkcode fcntl}: asks for a pipe that holds at least `arg` bytes. */
export const F_SETPIPE_SZ = 1031;
/** Operation of {@linkcode fcntl}: sets the descriptor's flags, 0 or {@linkcode FD_CLOEXEC}. */
export const F_SETFD = 2;
/** Operation of {@linkcode fcntl}: the descriptor's flags. */
export const F_GETFD = 1;
/** Descriptor flag: a program that this process starts does not get the descriptor. */
export const FD_CLOEXEC = 1;
/**
 * Operation of {@linkcode fcntl}: the flags of the open file, which all copies of a descriptor share, also in
 * other processes.
 */
export const F_GETFL = 3;
/** Operation of {@linkcode fcntl}: sets these flags, all of them. */
export const F_SETFL = 4;
/** Operation of {@linkcode fcntl}: the process that gets the signals of {@linkcode O_ASYNC}. */
export const F_SETOWN = 8;
/** Flag of an open file: no call waits; what had to wait fails with `EAGAIN`. */
export const O_NONBLOCK = 0o4000;
/** Flag of an open file: SIGIO is sent whenever something arrives, or there is room again. */
export const O_ASYNC = 0o20000;

const FIONREAD = 0x541bn;
const AF_UNIX = 1;
const SOCK_CLOEXEC = 0o2000000;

/** Type of a socket: a stream of bytes in each direction. */
export const SOCK_STREAM = 1;
/** Type of a socket: packets, each of which arrives as it was sent, and in order. */
export const SOCK_SEQPACKET = 5;

/**
 * Creates a pipe: `man 2 pipe`.
 *
 * @param flags {@linkcode O_CLOEXEC}, so that only `spawn()` hands an end over, or 0.
 * @returns Both ends. What is written to the second can be read from the first.
 * @throws {SysError} `EMFILE` when this process has too many open files.
 */
export function pipe(flags: number = O_CLOEXEC): [readEnd: Fd, writeEnd: Fd] {
  const ends = new Int32Array(2);
  check("pipe", "a pipe", libc().pipe2(ends, flags));
  return [ends[0]!, ends[1]!];
}

/**
 * Reads what is there, and waits while there is nothing: `man 2 read`.
 *
 * @param fd Where to read.
 * @param buffer Where the bytes go. It is filled from its start, often not to its end.
 * @returns How many bytes came; 0 means end-of-file.
 * @throws {SysError} `EBADF` when `fd` is not open, or is a write end.
 */
export function read(fd: Fd, buffer: Uint8Array<ArrayBuffer>): number {
  return check("read", fd, libc().read(fd, buffer, BigInt(buffer.length)));
}

/**
 * Writes bytes, and waits while there is no room: `man 2 write`.
 *
 * @param fd Where to write.
 * @param bytes What to write.
 * @returns How many bytes were taken, which may be fewer than `bytes.length`.
 * @throws {SysError} `EPIPE` when nobody holds the read end (Deno ignores SIGPIPE).
 */
export function write(fd: Fd, bytes: Uint8Array<ArrayBuffer>): number {
  return check("write", fd, libc().write(fd, bytes, BigInt(bytes.length)));
}

/**
 * Gives a descriptor back: `man 2 close`.
 *
 * @param fd The descriptor. Its number may name another file soon after.
 * @throws {SysError} `EBADF` when `fd` is not open.
 */
export function close(fd: Fd): void {
  check("close", fd, libc().close(fd));
}

/**
 * Asks or sets something about a descriptor: `man 2 fcntl`.
 *
 * @param fd The descriptor.
 * @param operation What to do, such as {@linkcode F_GETPIPE_SZ}.
 * @param argument The operation's number, where it takes one.
 * @returns What the operation returns.
 * @throws {SysError} `EBADF` when `fd` is not open.
 */
export function fcntl(fd: Fd, operation: number, argument = 0): number {
  return check("fcntl", fd, libc().fcntl(fd, operation, argument));
}

/**
 * Asks how many bytes wait to be read: `FIONREAD` of `man 2 ioctl`.
 *
 * @param fd Either end of a pipe, or a socket.
 * @returns The number of bytes.
 * @throws {SysError} `EBADF` when `fd` is not open.
 */
export function unread(fd: Fd): number {
  const bytes = new Int32Array(1);
  check("ioctl", fd, libc().ioctl(fd, FIONREAD, bytes));
  return bytes[0]!;
}

/**
 * Creates two connected sockets: `man 2 socketpair`. Neither is inherited.
 *
 * @param type {@linkcode SOCK_STREAM} or {@linkcode SOCK_SEQPACKET}.
 * @returns Both ends; each one reads what is written to the other.
 * @throws {SysError} `EMFILE` when this process has too many open files.
 */
export function socketpair(type: number = SOCK_STREAM): [Fd, Fd] {
  const ends = new Int32Array(2);
  check("socketpair", "two sockets", libc().socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends));
  return [ends[0]!, ends[1]!];
}
