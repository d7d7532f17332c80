/** The socket kata. Read README.md, then replace each `todo(…)`. @module */

import { todo } from "lib/todo.ts";

/** Where a server listens, as `Deno.listen` and `Deno.connect` take it. */
export type Address =
  | { transport: "unix"; path: string }
  | { transport: "tcp"; hostname: string; port: number };

/**
 * Starts to listen at an address, and there only.
 *
 * A unix path that a killed server has left behind is taken over. Nothing else at that path is touched.
 *
 * @param address The address; port 0 means any free port, and the listener's `addr` tells which.
 * @returns The listener. The caller closes it.
 * @throws {Deno.errors.AddrInUse} When a server listens there, or the path names something else.
 */
export async function listenOn(address: Address): Promise<Deno.Listener> {
  return todo(address);
}

/**
 * Connects to a server that may not have started yet.
 *
 * It tries again as long as nobody listens there (ConnectionRefused, NotFound), and for no other reason.
 *
 * @param address Where the server listens.
 * @param ms For how long to try, in milliseconds. There is always a first attempt.
 * @returns The connection. The caller closes it.
 * @throws The error of the last attempt.
 */
export async function connectWithin(address: Address, ms: number): Promise<Deno.Conn> {
  return todo(address, ms);
}

/**
 * Sends one frame: the number of bytes, then the bytes.
 *
 * The number takes four bytes, the most significant one first.
 *
 * @param connection Where to send it. It stays open.
 * @param bytes What to send; none is fine too.
 */
export async function writeFrame(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  return todo(connection, bytes);
}

/**
 * Receives one frame, and takes nothing of what comes after it.
 *
 * @param connection Where it comes from. It stays open.
 * @param options `limit`: the most bytes that a frame may have.
 * @returns The frame's bytes; `null` when the stream ends before a frame begins.
 * @throws {RangeError} As soon as a frame announces more bytes than the limit.
 * @throws {Deno.errors.UnexpectedEof} When the stream ends inside a frame.
 */
export async function readFrame(
  connection: Deno.Conn,
  { limit }: { limit: number },
): Promise<Uint8Array | null> {
  return todo(connection, limit);
}

/**
 * Asks a server: sends one frame, receives one frame, and hangs up in any case.
 *
 * @param address Where the server listens.
 * @param message What to send.
 * @param options `limit`: the most bytes that the answer may have.
 * @returns The answer.
 * @throws {Deno.errors.UnexpectedEof} When the server has received the message, and hangs up without a
 *   whole answer.
 * @throws When nobody listens there, with the code `ECONNREFUSED` or `ENOENT`; and as
 *   {@linkcode readFrame} does.
 */
export async function ask(
  address: Address,
  message: Uint8Array,
  { limit }: { limit: number },
): Promise<Uint8Array> {
  return todo(address, message, limit);
}

/**
 * Answers the frames of many clients at the same time, until it is told to stop.
 *
 * The answer to a frame is a frame in which each byte is greater by one: "HAL" gives "IBM", and 255
 * gives 0. A client may ask as often as it likes. When it is gone, or breaks the rules, the server hangs
 * up on this client, and goes on for the others.
 *
 * @param listener Where clients connect. It is closed in the end.
 * @param options `signal`: stops the server when it aborts, and at once if it has aborted before.
 *   `limit`: the most bytes that a client's frame may have.
 * @returns When it has stopped: nobody listens any more, and every connection is closed.
 */
export async function serve(
  listener: Deno.Listener,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  return todo(listener, signal, limit);
}

/**
 * Sends bytes to a server without any frame, tells it by the end of the stream that these were all, and
 * receives the answer up to the end of the stream.
 *
 * The server may begin to answer at any time, and may wait until somebody reads its answer.
 *
 * @param address Where the server listens.
 * @param bytes What to send.
 * @returns The whole answer. The connection is closed in any case.
 * @throws When the server hangs up, or refuses to receive, before it has all of the bytes.
 */
export async function upload(address: Address, bytes: Uint8Array): Promise<Uint8Array> {
  return todo(address, bytes);
}
