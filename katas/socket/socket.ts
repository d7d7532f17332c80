/** The socket kata. Read README.md, then replace each `todo(…)`. @module */

import { todo } from "lib/todo.ts";

/** Where a server listens, as `Deno.listen` and `Deno.connect` take it. */
export type Address =
  | { transport: "unix"; path: string }
  | { transport: "tcp"; hostname: string; port: number };

/**
 * Starts to listen at an address, and there only.
 *
 * A socket that a killed server has left behind at a unix path is replaced. Of two calls in the same process
 * at the same time, one listens there, and the other one throws. Whatever else is at that path stays as it
 * is: the socket of a living server, a file, a folder, a FIFO, a link to any of these.
 *
 * @param address The address; port 0 means any free port, and the listener's `addr` tells which.
 * @returns The listener, which the caller closes.
 * @throws {Deno.errors.AddrInUse} When a server listens there, or the path names something else.
 * @throws {Deno.errors.NotFound} When the path is in a folder that does not exist.
 */
export async function listenOn(address: Address): Promise<Deno.Listener> {
  return todo(address);
}

/**
 * Connects to a server that may not have started yet.
 *
 * It tries again as long as nobody listens there (ConnectionRefused, NotFound), and for no other reason.
 * Between two attempts it pauses for at most 100 ms, without using the CPU or blocking its thread.
 *
 * @param ms For how long to try, in milliseconds: up to `Infinity`, and always once.
 * @returns The connection, which the caller closes; no other one has been made, and no timer is left.
 * @throws The error of the last attempt, once the time is over.
 */
export async function connectWithin(address: Address, ms: number): Promise<Deno.Conn> {
  return todo(address, ms);
}

/**
 * Sends one frame: the number of bytes, then the bytes. The number takes four bytes, the most
 * significant one first.
 *
 * On each connection the caller sends one frame after the other, on several ones at the same time.
 *
 * @param connection Where to send it; it stays open.
 * @param bytes What to send, and all of it; these bytes stay as they are, and none is fine too.
 * @returns When all of the frame has been sent.
 * @throws When the other side hangs up before that, with the code `EPIPE` or `ECONNRESET`.
 */
export async function writeFrame(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  return todo(connection, bytes);
}

/**
 * Receives one frame, however long that takes, and takes nothing of what comes after it.
 *
 * On each connection the caller receives one frame after the other, on several ones at the same time.
 *
 * @param connection Where it comes from; it stays open up to the end of the stream.
 * @param options `limit`: the most bytes that a frame may have, up to `Infinity`.
 * @returns The frame's bytes, for the caller to keep; `null` when the stream ends before a frame begins.
 * @throws {RangeError} As soon as a frame announces more bytes than the limit.
 * @throws {Deno.errors.UnexpectedEof} When the stream ends inside a frame.
 * @throws {Deno.errors.ConnectionReset} When the connection breaks, inside a frame or before one.
 */
export async function readFrame(
  connection: Deno.Conn,
  { limit }: { limit: number },
): Promise<Uint8Array | null> {
  return todo(connection, limit);
}

/**
 * Asks a server: sends the message in one frame, receives one frame, however long that takes, and has hung
 * up when it returns or throws.
 *
 * @param options `limit`: the most bytes that the answer may have.
 * @returns The answer, and nothing of what comes after it.
 * @throws {Deno.errors.UnexpectedEof} When the server has received the message, and ends the stream
 *   without a whole answer.
 * @throws At once when nobody listens there, with the code `ECONNREFUSED` or `ENOENT`; and as
 *   {@linkcode writeFrame} and {@linkcode readFrame} do.
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
 * gives 0. A client may ask as often and as late as it likes, and take its time to read the answers. When it
 * has ended its side, the server sends the answers that are left, and hangs up. When it is gone or breaks
 * the rules, the server hangs up on this client without another word, and goes on for the others.
 *
 * @param listener Where clients connect; it is closed in the end.
 * @param options `signal`: stops the server when it aborts, and at once if it has aborted before.
 *   `limit`: the most bytes that a client's frame may have.
 * @returns When it has stopped, and every connection is closed.
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
 * The server may begin to answer at any time, and may wait until somebody reads its answer, which it ends
 * when it has received all.
 *
 * @returns The whole answer, when the connection is closed.
 * @throws When the server hangs up or refuses to receive before it has all of the bytes, or breaks off
 *   its answer: at the latest when the answer has ended, and the connection is closed then, too.
 * @throws At once when nobody listens there, with the code `ECONNREFUSED` or `ENOENT`.
 */
export async function upload(address: Address, bytes: Uint8Array): Promise<Uint8Array> {
  return todo(address, bytes);
}
