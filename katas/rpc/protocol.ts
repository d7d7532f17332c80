/**
 * What is said on a connection, as RFC 5531 has it: the tests' own way to write and read it.
 *
 * @module
 */

import { concat } from "lib/testing/bytes.ts";

/** Loads your module. */
export const load = (url: string): Promise<typeof import("./rpc.ts")> => import(url);

/** Numbers of this kata: 0x20000000 to 0x3fffffff are free for everybody. */
export const [PROGRAM, VERSION] = [0x20000001, 3];

/** Words of four bytes, the most significant byte first. */
export function words(...numbers: number[]): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(4 * numbers.length));
  numbers.forEach((n, i) => view.setUint32(4 * i, n));
  return new Uint8Array(view.buffer);
}

/** The words of bytes, as far as there are whole ones. */
export function wordsOf(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: bytes.length >> 2 }, (_, i) => view.getUint32(4 * i));
}

const LAST = 0x80000000;

/** A record in fragments of these lengths; the last one takes the rest. */
export function record(bytes: Uint8Array, ...lengths: number[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const length of lengths) {
    parts.push(words(length), bytes.subarray(at, at += length));
  }
  return concat(...parts, words(LAST + bytes.length - at), bytes.subarray(at));
}

/** Credentials or a verifier: a flavor, and up to 400 bytes. */
export function auth(flavor: number, length: number): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(Math.ceil(length / 4) * 4);
  body.fill(0xa7, 0, length);
  return concat(words(flavor, length), body);
}

/** What a call says; what is left out is usual. */
export interface Call {
  number?: number;
  type?: number;
  rpc?: number;
  program?: number;
  version?: number;
  procedure?: number;
  credentials?: Uint8Array;
  verifier?: Uint8Array;
  args?: Uint8Array;
}

/** The bytes of a call. */
export function callOf(it: Call): Uint8Array<ArrayBuffer> {
  const { number = 7, type = 0, rpc = 2, program = PROGRAM, version = VERSION, procedure = 1 } = it;
  const { credentials = auth(0, 0), verifier = auth(0, 0), args = words() } = it;
  const head = words(number, type, rpc, program, version, procedure);
  return concat(head, credentials, verifier, args);
}

/** The bytes of a reply that accepts a call: its status, and what comes after it. */
export function replyOf(
  number: number,
  status: number,
  rest: Uint8Array = words(),
  verifier: Uint8Array = auth(0, 0),
): Uint8Array<ArrayBuffer> {
  return concat(words(number, 1, 0), verifier, words(status), rest);
}

/** What errors are called that have a code when Deno makes them, and none when you do. */
const NAMES: Record<string, string> = { ECONNRESET: "ConnectionReset", EPIPE: "BrokenPipe" };

/** The name of an error, given that or its code. */
export const nameOf = (error: string): string => NAMES[error] ?? error;
