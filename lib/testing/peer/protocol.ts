/**
 * What a test and its peers tell each other: frames of a mark, a length, and a serialized message. By the
 * mark, something that another function has written there is told from a frame.
 *
 * ```ts
 * import { Decoder, encode, type Report } from "lib/testing/peer/protocol.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const frame = encode({ kind: "returned", value: "hello" });
 * const decoder = new Decoder<Report>();
 * assertEquals(decoder.push(frame.subarray(0, 5)), []);
 * assertEquals(decoder.push(frame.subarray(5)), [{ kind: "returned", value: "hello" }]);
 * ```
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { deserialize, serialize } from "node:v8";

/** What a peer has to do. */
export interface Request {
  /** The URL of the module with the function. */
  module: string;
  /** The export to call. */
  name: string;
  /** What to call it with. */
  args: unknown[];
}

/** Something that was thrown in a peer. */
export interface Thrown {
  /** The error's name; `undefined` when it was not an `Error`. */
  name?: string;
  /** The error's message, or the thrown value as text. */
  message: string;
  /** The error's code, such as `EPIPE`. */
  code?: string;
  /** Where it was thrown: the lines of the stack that are the learner's. */
  stack: string[];
}

/** What a peer tells its test, in this order. */
export type Report =
  | { kind: "ready" } // the learner's module is loaded next
  | { kind: "loaded" } // the function is called next
  | { kind: "listens" } // to some signal, which may come at any time
  | { kind: "passed" } // a scenario: the learner's function has returned, and the rest follows
  | { kind: "returned"; value: unknown }
  | { kind: "threw"; error: Thrown }
  | { kind: "unusable"; reason: string; stack: string[] } // nothing to call, or nothing to pass on
  | { kind: "escaped"; error: Thrown } // an error that nobody caught, at any time
  | { kind: "starved" } // nothing can settle what the function awaits
  | { kind: "exiting" } // it called Deno.exit()
  | { kind: "leaving"; open: string[] }; // then it waits to be killed

/** The exit code of a peer that cannot tell anybody anything. */
export const UNHEARD = 113;

/** Every frame begins with it. */
const MARK = 0x1bc0_aded;
const SIZEOF_MARK = 4;
const HEADER = SIZEOF_MARK + 4;

/** Makes the bytes of one message. */
export function encode(message: Request | Report): Uint8Array<ArrayBuffer> {
  const body = serialize(message);
  const frame = new Uint8Array(HEADER + body.length);
  const header = new DataView(frame.buffer);
  header.setUint32(0, MARK);
  header.setUint32(SIZEOF_MARK, body.length);
  frame.set(body, HEADER);
  return frame;
}

/** Makes messages of bytes that arrive in pieces. */
export class Decoder<Message> {
  #pieces: Uint8Array[] = [];
  #length = 0;
  #wanted = SIZEOF_MARK;

  /**
   * Takes the next bytes, and gives the messages that they complete.
   *
   * @throws {Error} When they are no frames.
   */
  push(piece: Uint8Array): Message[] {
    this.#pieces.push(piece.slice());
    this.#length += piece.length;
    const messages: Message[] = [];
    while (this.#length >= this.#wanted) {
      let bytes = Buffer.concat(this.#pieces);
      if (bytes.readUInt32BE(0) !== MARK) throw new Error("Cannot read a message: it has no mark");
      const known = bytes.length >= HEADER;
      const end = HEADER + (known ? bytes.readUInt32BE(SIZEOF_MARK) : 0);
      if (known && bytes.length >= end) {
        messages.push(deserialize(bytes.subarray(HEADER, end)));
        bytes = bytes.subarray(end);
        this.#wanted = SIZEOF_MARK;
      } else {
        this.#wanted = end;
      }
      this.#pieces = [bytes];
      this.#length = bytes.length;
    }
    return messages;
  }
}
