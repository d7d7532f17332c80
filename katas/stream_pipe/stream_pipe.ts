/** The stream_pipe kata. Read README.md, then replace each `todo(…)`. @module */

import { type Fd } from "lib/sys/fd.ts";
import { todo } from "lib/todo.ts";

/**
 * Sends a message through a stream socket, and receives the other side's message at the same time.
 *
 * A message ends where its sender hangs up in this direction, however long it pauses before, and also when
 * other processes have copies of its end. What goes in the other direction is not cut short by that.
 *
 * @param end Your end of the socket, which is yours: close it, also when something fails.
 * @param message The bytes to send: none, some, or more than the socket can hold. They stay as they are.
 * @returns The other side's message up to its end, in an array of its own.
 * @throws {Error} With the `code` `EPIPE` or `ECONNRESET`, when the other side has closed its end before it
 *   has read all of `message`, also when it has sent its own message.
 */
export async function exchange(end: Fd, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return todo(end, message);
}

/**
 * Puts a job into a queue, as one packet, and waits while the queue is full.
 *
 * @param queue One end of a `SOCK_SEQPACKET` pair, which stays open.
 * @param job From 1 to 65536 bytes. They stay as they are.
 * @throws {RangeError} When the job is empty or longer. Nothing is sent then.
 * @throws {Error} With the `code` `EPIPE` or `ECONNRESET`, when no worker has the other end any more.
 */
export function submit(queue: Fd, job: Uint8Array<ArrayBuffer>): void {
  return todo(queue, job);
}

/**
 * Takes the next job, and waits while there is none.
 *
 * Several workers may share the end: each job goes to one of them, whole.
 *
 * @param queue The other end of the pair, which stays open, also for the other workers.
 * @returns The job, in an array of its own; `null` when nobody can submit any more and no job is left, as
 *   often as you ask.
 */
export function nextJob(queue: Fd): Uint8Array | null {
  return todo(queue);
}

/**
 * Passes open files on to another process, with a note, all in one packet. Its bytes are the note in UTF-8.
 *
 * @param channel One end of a `SOCK_SEQPACKET` pair, which stays open.
 * @param note What they are: any text that can be written in UTF-8, also none.
 * @param fds From 1 to 253 descriptors, which stay open.
 * @throws {RangeError} When there are no descriptors or more of them, or when the note is longer than
 *   65536 bytes in UTF-8. Nothing is sent then.
 * @throws {Error} With the `code` `EBADF`, when a descriptor is not open. Nothing is sent then.
 */
export function handOver(channel: Fd, note: string, fds: Fd[]): void {
  return todo(channel, note, fds);
}

/** What one call of `handOver()` has passed on. */
export interface Handover {
  /** The note, as it was given. */
  note: string;
  /**
   * Descriptors of your process for the same open files, in the same order, in an array of its own.
   * Programs do not inherit them.
   */
  fds: Fd[];
}

/**
 * Takes what one call of `handOver()` has passed on, no more, and waits while there is nothing.
 *
 * @param channel The other end of the pair, which stays open.
 * @returns What was passed on; `null` when nobody can pass anything on any more, and nothing is left,
 *   as often as you ask.
 */
export function takeOver(channel: Fd): Handover | null {
  return todo(channel);
}
