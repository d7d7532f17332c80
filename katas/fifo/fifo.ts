/** The FIFO kata. Read README.md, then replace each `todo(…)`. @module */

import { todo } from "lib/todo.ts";

/**
 * Makes a FIFO. One that is there already is reused as it is.
 *
 * @param path Where.
 * @param mode Its permissions, exactly, whatever the umask of your process is. That stays as it is.
 * @throws {SysError} `EEXIST` when anything else is there. It stays untouched.
 */
export function createFifo(path: string, mode = 0o600): void {
  return todo(path, mode);
}

/**
 * Writes records into a FIFO, each as one line in UTF-8. Other processes may do the same at the same
 * time, and no record mixes with theirs.
 *
 * It waits until somebody reads, and your process goes on meanwhile.
 *
 * @param path The FIFO.
 * @param records The records. With its newline, each has at most `PIPE_BUF` bytes (`lib/sys/fifo.ts`).
 * @throws {RangeError} When a record is longer, or contains a newline. Then none of them is written.
 * @throws {Deno.errors.BrokenPipe} When the last reader leaves before everything is written.
 * @throws {Deno.errors.NotFound} When there is no FIFO. Then no file is made.
 */
export async function publish(path: string, records: string[]): Promise<void> {
  return todo(path, records);
}

/**
 * Reads the records of all writers, until the last one has closed the FIFO.
 *
 * It waits until somebody writes, and your process goes on meanwhile.
 *
 * @param path The FIFO.
 * @returns The records: each line without its newline, and what may follow the last newline.
 */
export async function collect(path: string): Promise<string[]> {
  return todo(path);
}

/**
 * Answers requests until it is told to stop.
 *
 * A request is one line: the path of the client's own FIFO, a tab, the body. The answer goes into that
 * FIFO, as one line, if it is a FIFO that somebody has open for reading, and if it has room. If not, the
 * client has gone: it gets no answer, and the others get theirs. A line without a tab is no request.
 *
 * While nobody writes, it waits without using the CPU.
 *
 * @param path Its FIFO, which it makes, as `createFifo()` does. From then on it is open for reading
 *   without a break. In the end it is removed, however this function ends.
 * @param handle Makes the answer, a record, of the body.
 * @param options.signal Stops it: then the promise resolves, and who waits for an answer may get none. It
 *   may be aborted before the call.
 * @throws What `handle` throws.
 */
export async function serve(
  path: string,
  handle: (body: string) => Promise<string>,
  options: { signal: AbortSignal },
): Promise<void> {
  return todo(path, handle, options);
}

/**
 * Sends a request, and waits for the answer: see `serve()`.
 *
 * The answer comes through a FIFO of its own, in a new folder that `Deno.makeTempDir()` makes. Before the
 * request is sent, by one `write()`, that FIFO is open for reading. In the end both are removed, however
 * this function ends.
 *
 * @param path The server's FIFO.
 * @param body What to ask, without a newline.
 * @param options.timeout How long to wait for the answer, in milliseconds.
 * @returns The answer, without its newline.
 * @throws {SysError} `ENXIO`, at once, when nobody has the server's FIFO open for reading; `ENOENT` when
 *   there is no such file, and none is made.
 * @throws {Deno.errors.TimedOut} When the answer does not come in time.
 * @throws {RangeError} When the line has more than `PIPE_BUF` bytes, or the body contains a newline. Then
 *   nothing is sent.
 */
export async function request(
  path: string,
  body: string,
  options: { timeout: number },
): Promise<string> {
  return todo(path, body, options);
}
