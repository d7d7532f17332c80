/** The message_queue kata. Read README.md, then replace each `todo(…)`. @module */

import { todo } from "lib/todo.ts";

/**
 * Opens the message queue of a key. Where there is none, it makes an empty one that only your user may use.
 *
 * Processes that do so at the same time get the same queue. A queue that is there keeps its messages, and who
 * may use it.
 *
 * @param key The key, by which every process finds it.
 * @param limit How many bytes the messages of the queue may have together, from 1 up to what they may have
 *   now, which stays when you leave this out.
 * @returns Its id, which is the same in every process.
 * @throws {Error} With the `code` `EACCES`, when you may not both send and receive there.
 */
export function openQueue(key: number, limit?: number): number {
  return todo(key, limit);
}

/**
 * Puts a job into a queue: a message with the job's bytes, whose type is the urgency.
 *
 * While the queue is full, it waits, and keeps no processor busy. A signal does not end the wait.
 *
 * @param queue The queue, which stays.
 * @param job No bytes, or up to as many as `/proc/sys/kernel/msgmax` says. They stay as they are.
 * @param urgency A whole number from 1, the most urgent, to 9.
 * @throws {RangeError} When the job is longer, or the urgency is another one. Nothing is sent then.
 * @throws {Error} With the `code` `EINVAL` or `EIDRM`, when the queue is gone, also while it waits.
 */
export function submit(queue: number, job: Uint8Array, urgency: number): void {
  return todo(queue, job, urgency);
}

/**
 * Does jobs until `finish()` has been called and no job is left: the most urgent one first, and of these the
 * oldest.
 *
 * While there is none, it waits, and keeps no processor busy. A signal does not end the wait. Several workers
 * may share a queue: each job is done by one of them.
 *
 * @param queue The queue, which stays.
 * @param handle Does a job, which it gets in an array of its own. The next job is taken when it has
 *   returned, and its promise, if it gives one, is fulfilled.
 * @returns How many jobs it has done.
 * @throws {unknown} What `handle` throws, or rejects with. That job is gone then; the others stay in the queue.
 * @throws {Error} With the `code` `EINVAL` or `EIDRM`, when the queue is gone, also while it waits.
 */
export async function doJobs(
  queue: number,
  handle: (job: Uint8Array) => void | Promise<void>,
): Promise<number> {
  return todo(queue, handle);
}

/**
 * Tells all workers, those that wait and those that come later, that no job will follow. Jobs that are in the
 * queue are still done, also when it is full now. A signal does not end a wait for room.
 *
 * @param queue The queue, which stays.
 * @throws {Error} With the `code` `EINVAL` or `EIDRM`, when the queue is gone.
 */
export function finish(queue: number): void {
  return todo(queue);
}

/**
 * Asks a server, and waits for its answer. Several clients may ask at the same time: each gets its own answer.
 *
 * A request is a message of type 1: the pid of your process in four bytes, the lowest first, and then the
 * body. Its answer is a message whose type is that pid. While it waits, it keeps no processor busy. A signal
 * does not end the wait, nor is anything sent twice.
 *
 * @param requests The queue that the server receives from.
 * @param replies The queue for the answers to all clients.
 * @param body No bytes, or up to four fewer than `/proc/sys/kernel/msgmax` says. They stay as they are.
 * @returns The answer, however long, in an array of its own.
 * @throws {Error} With the `code` `EINVAL` or `EIDRM`, when a queue is gone, also while it waits.
 */
export function request(requests: number, replies: number, body: Uint8Array): Uint8Array {
  return todo(requests, replies, body);
}

/** A box for letters: a POSIX message queue with a name. */
export class Mailbox implements Disposable {
  /**
   * Makes a box that only your user may use.
   *
   * @param name A slash, and a name without one.
   * @param capacity How many letters it can hold.
   * @param size How many bytes a letter can have.
   * @throws {Error} With the `code` `EEXIST`, when there is one of this name, which stays as it is.
   */
  static create(name: string, capacity: number, size: number): Mailbox {
    return todo(name, capacity, size);
  }

  /**
   * Puts a letter into somebody's box, and never waits.
   *
   * @param name The name of the box, which stays.
   * @param letter No bytes, or up to as many as a letter can have there. They stay as they are.
   * @param priority From 0 to 32767, the most urgent.
   * @returns Whether there was room for it.
   * @throws {Error} With the `code` `ENOENT`, when there is no such box; `EMSGSIZE`, when the letter is longer.
   */
  static post(name: string, letter: Uint8Array<ArrayBuffer>, priority: number): boolean {
    return todo(name, letter, priority);
  }

  /**
   * Takes the letter with the highest priority, and of these the oldest.
   *
   * While there is none, it waits, and keeps no processor busy. A signal does not end the wait.
   *
   * @param ms How long it waits at most, in milliseconds: from 0 up to `Infinity`, which is what it does when
   *   you leave this out.
   * @returns The letter, in an array of its own, and its priority; `undefined` when none has come in time.
   */
  take(ms?: number): { letter: Uint8Array; priority: number } | undefined {
    return todo(ms);
  }

  /**
   * Closes the box, and removes its name. Who has it open may go on. A second time, it does nothing, also when
   * another box has got the name.
   */
  [Symbol.dispose](): void {
    return todo();
  }
}
