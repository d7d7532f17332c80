/** The datagram kata. Read README.md, then replace each `todo(…)`. @module */

import { type Fd } from "lib/sys/fd.ts";
import { type SocketAddress } from "lib/sys/socket.ts";
import { todo } from "lib/todo.ts";

/** What one call of `receive()` has received. */
export interface Datagram {
  /** The datagram's bytes, which may be none, in an array of its own. */
  bytes: Uint8Array;
  /** The sender's address, as `inet()` and `unix()` make it; of length 0 when the sender has none. */
  from: SocketAddress;
}

/**
 * Receives the next datagram, and waits while there is none.
 *
 * @param socket A socket for datagrams, UDP or unix, which stays open.
 * @param limit How many bytes a datagram may have: from 0 to 65536.
 * @throws {RangeError} When the next datagram is longer. It is gone then, and what follows it is still there.
 */
export function receive(socket: Fd, limit: number): Datagram {
  return todo(socket, limit);
}

/**
 * Sends records to a collector, each one as a unix datagram, in their order.
 *
 * While the collector's queue is full, it waits, and keeps no processor busy. It leaves nothing behind: no
 * descriptor and no path. Others may report to the same collector at the same time.
 *
 * @param path Where the collector receives, which may be relative, or a link.
 * @param records Any number, of any length. They stay as they are.
 * @throws {Error} With the `code` `ENOENT`, when there is no such path to send a record to.
 * @throws {Error} With the `code` `ECONNREFUSED`, when nobody receives there, or nobody does so any more.
 * @throws {Error} With the `code` `EMSGSIZE`, when a record is longer than a datagram can be. Those before it
 *   are sent then.
 */
export function report(path: string, records: Uint8Array<ArrayBuffer>[]): void {
  return todo(path, records);
}

/**
 * Sends a question by UDP, once, and waits for its answer.
 *
 * Only what comes from `address` is an answer. No descriptor is left open. Others may ask at the same time.
 *
 * @param address The server's address, as `inet()` makes it.
 * @param question Any bytes, also none. They stay as they are.
 * @param patience How long to wait, in milliseconds: from 1 to 3600000. What others send makes it no longer.
 * @returns The answer, which may have no bytes, in an array of its own; `"refused"` when it is reported that
 *   nobody receives there; `"silent"` when the time is over.
 * @throws {Error} With the `code` `EMSGSIZE`, when the question is longer than a datagram can be.
 */
export function ask(
  address: SocketAddress,
  question: Uint8Array<ArrayBuffer>,
  { patience }: { patience: number },
): Uint8Array | "refused" | "silent" {
  return todo(address, question, patience);
}

/**
 * Fetches a file from a TFTP server, block by block, with the packets that the page lists.
 *
 * It sends everything from one port, and leaves nothing behind: no descriptor and no timer. The sender of the
 * first packet, whatever that says, is its partner: all that follows is sent to that address, and has to come
 * from there.
 *
 * Each block is acknowledged, also the last one, and also one that comes again. When there is no new block for
 * `patience` milliseconds, it sends its last packet again: the request, or the ACK of the newest block. A block
 * counts whenever it comes, also after that.
 *
 * What comes from another address changes nothing; unless it is an ERROR, it is answered with an ERROR of
 * code 5. Other packets of the partner change nothing either, such as a block of number 0.
 *
 * @param server Where the server receives requests, an object that stays as it is; `hostname` is four numbers,
 *   as in `127.0.0.1`.
 * @param name The file's name, which is sent in UTF-8.
 * @param patience How long to wait, in milliseconds: from 1 to 3600000.
 * @param attempts How many times each packet is sent at most when nothing comes: 1 or more.
 * @returns The file, of at most 32766 full blocks, in an array of its own.
 * @throws {Error} When the partner sends an ERROR, at once: the message is its code and its text, as in
 *   `1: File not found`.
 * @throws {Deno.errors.TimedOut} When there was no new block for `patience` milliseconds after the last attempt.
 */
export async function fetchFile(
  server: Deno.NetAddr,
  name: string,
  { patience, attempts }: { patience: number; attempts: number },
): Promise<Uint8Array> {
  return todo(server, name, patience, attempts);
}
