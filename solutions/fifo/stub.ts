/** The FIFO kata. Read README.md, then replace each `todo(…)`. @module */

import { todo } from "lib/todo.ts";

/**
 * Makes a FIFO. One that is there already, or that another process makes meanwhile, is reused as it is, with its
 * mode and with what is in it.
 *
 * However this function ends, the umask of your process stays as it is.
 *
 * @param path Where: a link is not followed.
 * @param mode Its permissions, exactly, whatever the umask of your process is.
 * @throws An error whose `code` is `EEXIST` when anything else is there, even a link to a FIFO: it stays
 *   untouched. `ENOENT` when the folder is missing: none is made.
 */
export function createFifo(path: string, mode = 0o600): void {
  return todo(path, mode);
}

/**
 * Writes records into a FIFO, in their order, each as one line in UTF-8. Other processes may do the same
 * at the same time, and no record mixes with theirs.
 *
 * It waits until somebody reads, even when there are no records, and whenever there is no room. Your process
 * goes on meanwhile. The FIFO stays open until the last record is written, and is closed when the promise
 * settles.
 *
 * @param path The FIFO, or a link to it.
 * @param records The records, an array that stays as it is. With its newline, each has at most `PIPE_BUF`
 *   bytes (`lib/sys/fifo.ts`).
 * @throws {RangeError} At once, when a record is longer or contains a newline: none of them is written.
 * @throws An error whose `code` is `EPIPE` when the last reader leaves before everything is written. `ENOENT`
 *   when there is nothing at `path`: no file is made. Some error when there is anything but a FIFO: it stays
 *   untouched.
 */
export async function publish(path: string, records: string[]): Promise<void> {
  return todo(path, records);
}

/**
 * Reads the records of all writers, until the last one has closed the FIFO.
 *
 * It waits for the first writer, and for what each of them writes, and your process goes on meanwhile. When
 * the promise settles, the FIFO is closed again.
 *
 * @param path The FIFO, or a link to it.
 * @returns The records, in the order in which they came: each line without its newline, and what may follow
 *   the last newline. Nothing else is taken away. What is not UTF-8 becomes `U+FFFD`.
 * @throws An error whose `code` is `ENOENT` when there is nothing at `path`: no file is made.
 */
export async function collect(path: string): Promise<string[]> {
  return todo(path);
}

/**
 * Answers requests until it is told to stop.
 *
 * A request is one line in UTF-8: the path of the client's own FIFO, a tab, the body. The answer goes into
 * that FIFO, as one line, by one `write()`, if it is a FIFO that somebody has open for reading, and if it
 * has room for the whole line. If not, the client has gone: it gets nothing, and the others get their
 * answers. A line without a tab is no request, and is left out.
 *
 * While nobody writes, it waits without using the CPU, and your process goes on.
 *
 * @param path Its FIFO, which it makes, as `createFifo()` does. From then on it is open for reading
 *   without a break. In the end it is closed and removed, however this function ends.
 * @param handle Makes the answer of the body, which is all that follows the first tab.
 * @param options.signal Stops it: then the promise resolves, even while `handle` has not settled. What
 *   `handle` throws after that is ignored, and whoever waits for an answer may get none. The signal may be
 *   aborted before the call.
 * @throws What `handle` throws. Where `createFifo()` throws, the same, and what is there stays.
 * @throws {RangeError} When an answer does not fit into one record: see `publish()`.
 */
export async function serve(
  path: string,
  handle: (body: string) => Promise<string>,
  options: { signal: AbortSignal },
): Promise<void> {
  return todo(path, handle, options);
}

/**
 * Sends a request, and waits for the answer, as `serve()` has them. Your process goes on meanwhile.
 *
 * The answer comes through a FIFO of its own, in a new folder that `Deno.makeTempDir()` makes. That FIFO is
 * open for reading without a break, from before the request is sent, by one `write()`, until the answer is
 * there. In the end nothing of it is left, however this function ends: no FIFO, no folder, no timer.
 *
 * @param path The server's FIFO, or a link to it: while it has no room for the request, this function waits.
 * @param body What to ask, without a newline: it is sent as it is.
 * @param options.timeout How long to wait in all, in milliseconds: 0, `Infinity`, or any number between them.
 * @returns The answer, without its newline.
 * @throws An error whose `code` is `ENXIO`, at once, when nobody has the server's FIFO open for reading.
 *   `ENOENT` when there is nothing at `path`: no file is made. Some error when there is anything but a FIFO:
 *   it stays untouched.
 * @throws {Deno.errors.TimedOut} When the answer has not come in that time, and never before.
 * @throws {RangeError} When the line has more than `PIPE_BUF` bytes, or the body contains a newline: nothing
 *   is sent.
 */
export async function request(
  path: string,
  body: string,
  options: { timeout: number },
): Promise<string> {
  return todo(path, body, options);
}
