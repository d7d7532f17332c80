/** The rpc kata. Read README.md, then replace each `todo(…)`. @module */

import { todo } from "lib/todo.ts";

/** Makes XDR, as RFC 4506 says. Each method adds an item to those before it, and gives the writer itself. */
export class XdrWriter {
  /**
   * Adds a number without a sign.
   *
   * @throws {RangeError} When it is no whole number from 0 to 2 ** 32 - 1; then nothing is added.
   */
  uint(n: number): this {
    return todo(n);
  }

  /**
   * Adds a number with a sign.
   *
   * @throws {RangeError} When it is no whole number from -(2 ** 31) to 2 ** 31 - 1; then nothing is added.
   */
  int(n: number): this {
    return todo(n);
  }

  /** Adds a bool. */
  bool(b: boolean): this {
    return todo(b);
  }

  /**
   * Adds bytes whose number the reader knows.
   *
   * @param bytes Any number of them, which stay as they are. If they change later, what was added does not.
   */
  fixed(bytes: Uint8Array): this {
    return todo(bytes);
  }

  /** Adds the number of bytes, and the bytes as `fixed()` does. */
  opaque(bytes: Uint8Array): this {
    return todo(bytes);
  }

  /** Adds the number of bytes that a text has in UTF-8, and these bytes. */
  string(text: string): this {
    return todo(text);
  }

  /**
   * Adds the number of items, and the items.
   *
   * @param items Any number of them.
   * @param write Is called for each item, in their order, and adds it to this writer.
   */
  array<T>(items: T[], write: (item: T) => void): this {
    return todo(items, write);
  }

  /** All that was added up to now, in an array of its own. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return todo();
  }
}

/**
 * Reads XDR, as RFC 4506 says. Each method takes one item, the first one first, and gives what the writer's
 * method of the same name got.
 *
 * Each throws a RangeError when its item is not there as a whole, or when the bytes that fill it up are not
 * zero. Bytes that are returned are in an array of their own.
 */
export class XdrReader {
  /** @param bytes What to read, which stays as it is. */
  constructor(bytes: Uint8Array) {
    todo(bytes);
  }

  /** Takes a number without a sign. */
  uint(): number {
    return todo();
  }

  /** Takes a number with a sign. */
  int(): number {
    return todo();
  }

  /** Takes a bool, and throws a RangeError when it is neither 0 nor 1. */
  bool(): boolean {
    return todo();
  }

  /** Takes so many bytes, and those that fill them up. */
  fixed(length: number): Uint8Array {
    return todo(length);
  }

  /** Takes a number of bytes, and the bytes. */
  opaque(): Uint8Array {
    return todo();
  }

  /** Takes a text, and throws a RangeError when its bytes are no UTF-8. */
  string(): string {
    return todo();
  }

  /**
   * Takes a number of items, and the items.
   *
   * @param read Is called for each item, in their order: it takes the item from this reader, and returns it.
   * @throws {RangeError} At once, before anything is read, when there are fewer than four bytes left for each
   *   of the items.
   */
  array<T>(read: () => T): T[] {
    return todo(read);
  }

  /** The bytes that were not taken yet. */
  get rest(): Uint8Array {
    return todo();
  }

  /** Takes nothing, and throws a RangeError when there are bytes that were not taken yet. */
  end(): void {
    return todo();
  }
}

/**
 * Receives one record as RFC 5531 sends it over TCP, in section 11: the bytes of all of its fragments. It takes
 * nothing of what comes after it.
 *
 * On each connection the caller receives one record after the other, on several ones at the same time.
 *
 * @param connection Where it comes from; it stays open.
 * @param options `limit`: the most bytes that a record may have, up to `Infinity`.
 * @returns The record, in an array of its own; `null` when the stream ends before a record begins.
 * @throws {RangeError} As soon as the fragments have announced more bytes than the limit, all together.
 * @throws {Deno.errors.UnexpectedEof} When the stream ends inside a record.
 * @throws {Deno.errors.ConnectionReset} When the connection breaks.
 */
export async function readRecord(
  connection: Deno.Conn,
  { limit }: { limit: number },
): Promise<Uint8Array | null> {
  return todo(connection, limit);
}

/** Why a server refuses a call, as RFC 5531 names it. */
export type Refusal =
  | "PROG_UNAVAIL"
  | "PROG_MISMATCH"
  | "PROC_UNAVAIL"
  | "GARBAGE_ARGS"
  | "SYSTEM_ERR"
  | "RPC_MISMATCH"
  | "AUTH_ERROR";

/** Calls the procedures of a program, many at the same time, over one connection. */
export class RpcClient {
  /**
   * @param connection Where the server is; from now on it is the client's, which closes it
   *   by `close()`, and when it ends, breaks, or brings what is no reply.
   * @param options `limit`: the most bytes that a reply may have as a record, up to `Infinity`.
   */
  constructor(
    connection: Deno.Conn,
    program: number,
    version: number,
    { limit }: { limit: number },
  ) {
    todo(connection, program, version, limit);
  }

  /**
   * Calls a procedure, with RPC version 2 and without credentials.
   *
   * It does not wait for other calls, and gets its own reply, in whatever order replies come. The numbers of
   * calls are all different, up to the 2 ** 32nd call of a client. What is sent of a call is sent as a whole,
   * also when its time is over meanwhile. A reply that no call waits for is ignored.
   *
   * @param args Its arguments as XDR, which stay as they are, and may change as soon as `call()` has returned its
   *   promise.
   * @param options `timeout`: how long to wait for the reply, in milliseconds: from 0 to 2 ** 31 - 1, or `Infinity`.
   * @returns The result as XDR, in an array of its own. When the call is over, however it ends, no timer of it is
   *   left.
   * @throws {Error} With a {@linkcode Refusal} as its `code`, when the server refuses this call, and
   *   others go on.
   * @throws {Deno.errors.TimedOut} When the time is over, and other calls go on.
   * @throws {Deno.errors.UnexpectedEof} When the stream ends, for all calls that wait, and for all later ones.
   * @throws {Deno.errors.ConnectionReset} The same, when the connection breaks.
   * @throws {RangeError} The same, when a reply is above the limit, or when the server sends what is no reply
   *   after RFC 5531.
   * @throws {Deno.errors.BadResource} The same, when `close()` is called before that.
   */
  async call(
    procedure: number,
    args: Uint8Array,
    { timeout }: { timeout: number },
  ): Promise<Uint8Array> {
    return todo(procedure, args, timeout);
  }

  /** Closes the connection. After it has ended in another way, and a second time, this does nothing. */
  close(): void {
    return todo();
  }
}

/** Does the work of a procedure: it gets the arguments, and gives the result as XDR. */
export type Procedure = (args: XdrReader) => Uint8Array | Promise<Uint8Array>;

/** A program in one version, which answers many calls at the same time, wherever they come from. */
export class Service {
  /**
   * @param procedures By their numbers; if there is none for 0, that one gives no bytes, whatever it gets.
   * @param options `remember`: how many replies it remembers, from 0 to `Infinity`.
   */
  constructor(
    program: number,
    version: number,
    procedures: Record<number, Procedure>,
    { remember }: { remember: number },
  ) {
    todo(program, version, procedures, remember);
  }

  /**
   * Answers a call. Whoever calls may have any credentials.
   *
   * It refuses, as RFC 5531 says, a call of another RPC version, whatever stands behind that; of another program;
   * of another version, and tells which one there is; of a procedure that there is not. A procedure that throws
   * a RangeError could not understand its arguments. When it throws anything else, it has failed.
   *
   * A call that a client sends again, with the same number, does not run again while it runs, and as long as its
   * reply is remembered: it gets the same reply. Of the replies of procedures, also of those that threw, those that
   * were ready last are remembered, of all clients together.
   *
   * @param client Whose call it is: any text. Another client may use the same numbers for other calls.
   * @param call The bytes of the call, without record marking, which stay as they are.
   * @returns The reply, as soon as it is ready; `undefined` for what is no call after RFC 5531, or only a part of
   *   one.
   */
  async answer(client: string, call: Uint8Array): Promise<Uint8Array | undefined> {
    return todo(client, call);
  }
}

/**
 * Serves a program to many clients at the same time, over connections, until it is told to stop.
 *
 * Each connection is a client of its own, and gets each reply as a record, as soon as it is ready, whatever other
 * calls and clients do. What is no call is ignored. When a client has ended its side, the server sends the
 * replies that are left, and hangs up. When it is gone, or sends a record that is cut or above the limit, the
 * server hangs up on this client, and goes on for the others.
 *
 * @param listener Where clients connect; it is closed in the end.
 * @param options `signal`: stops the server when it aborts, and at once if it has aborted before. `limit`: the
 *   most bytes that a call may have as a record, up to `Infinity`.
 * @returns When it has stopped, and every connection is closed. It does not wait for procedures that still run.
 */
export async function serveRpc(
  listener: Deno.Listener,
  service: Service,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  return todo(listener, service, signal, limit);
}

/** Given, for you to use: puts bytes one behind the other. */
function concat(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Given, for you to use: reads until the buffer is full or the stream ends, and tells how many bytes came. */
async function fill(connection: Deno.Conn, buffer: Uint8Array): Promise<number> {
  let got = 0;
  while (got < buffer.length) {
    const length = await connection.read(buffer.subarray(got));
    if (length === null) break;
    got += length;
  }
  return got;
}
