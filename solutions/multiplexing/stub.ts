/** The multiplexing kata. Read README.md, then replace each `todo(…)`. @module */

import { type Fd } from "lib/sys/fd.ts";
import { todo } from "lib/todo.ts";

/** A descriptor from which something can be taken without waiting: bytes, a client, or the end. */
export interface Ready {
  fd: Fd;
  /** Whether no more will come than is there now: the other side has ended the stream, or broken it off. */
  ended: boolean;
}

/**
 * Waits in one call for several descriptors, until something can be taken from one of them.
 *
 * It takes nothing itself, and uses no CPU while it waits. A signal that comes meanwhile makes the time neither
 * shorter nor longer.
 *
 * @param fds Read ends of pipes, connections, and sockets that listen, each once: none, one or hundreds. The
 *   array stays as it is.
 * @param milliseconds How long to wait at most: 0 only looks, and `Infinity` sets no limit.
 * @returns All those from which something can be taken, in the order of `fds`; none when the time is over.
 * @throws {Error} With the `code` `EBADF`, at once, when one of them is not open.
 */
export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  return todo(fds, milliseconds);
}

/**
 * Reads all that is there now, and never waits for more.
 *
 * Other processes may share the open file, so its flags are afterwards what they were before, also when this
 * throws.
 *
 * @param fd The read end of a pipe, or a connection, in blocking mode or not. It stays open.
 * @returns `bytes`: what was there, in an array of its own. `ended`: whether the stream ends behind them.
 * @throws {Error} With the `code` `ECONNRESET`, when the connection was broken off and nothing is there; with
 *   `EBADF`, when `fd` is not open.
 */
export function drain(fd: Fd): { bytes: Uint8Array<ArrayBuffer>; ended: boolean } {
  return todo(fd);
}

/**
 * Has a function called whenever bytes come, by signal-driven I/O: the kernel sends SIGIO to your process, which
 * does other things meanwhile.
 *
 * It may be used for several connections at the same time. No timer looks for bytes.
 *
 * @param fd A connection that nobody else reads, in blocking mode or not. It stays open.
 * @param handle Gets all bytes in their order, also those that were there before, each time in an array of its
 *   own. It is not called without bytes, nor when the stream ends or the connection is broken off.
 * @returns A function that ends this: from then on `handle` is not called and what comes stays unread, no
 *   signal is sent, and the flags of the open file are what they were before.
 */
export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  return todo(fd, handle);
}

/**
 * Answers the lines of many clients in one thread, until it is told to stop.
 *
 * A line ends with the byte "\n", and so does an answer. What follows the last "\n" of a client is no line.
 *
 * No client waits for another one that sends half a line, or nothing, or does not read its answers. While there
 * is nothing to do, the server uses no CPU. A signal does not end it.
 *
 * When a client has ended its side, it gets the answers that are left, and the server hangs up. When a client
 * is gone, the server hangs up on this one, and goes on for the others.
 *
 * @param listener Where clients connect, which is closed in the end.
 * @param stop Stops the server as soon as something can be read from it or it has ended, whatever clients wait
 *   for, and is closed in the end.
 * @param answer Gets each line once, in an array of its own and without the "\n", any bytes and any number of
 *   them; gives the answer without the "\n".
 * @param options `limit`: the server reads from a client until so many bytes of answers, or more, wait for it in
 *   this process, and then no more until they are fewer.
 * @returns When it was told to stop, and all connections are closed.
 * @throws What `answer` throws, when everything is closed.
 */
export function serveLines(
  listener: Fd,
  stop: Fd,
  answer: (line: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>,
  { limit }: { limit: number },
): void {
  return todo(listener, stop, answer, limit);
}
