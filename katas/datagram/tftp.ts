/**
 * TFTP, RFC 1350: its packets, and a server for many files at a time.
 *
 * @module
 */

import { type TestScope } from "lib/testing/scope.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** How many bytes a full block has. */
export const BLOCK = 512;

const [READ, DATA, ACK, ERROR] = [1, 3, 4, 5];

/** Makes a packet: words of two bytes each, then bytes. */
export function packet(words: number[], ...rest: (Uint8Array | string)[]): Bytes {
  const bytes = rest.flatMap((it) => [...typeof it === "string" ? encode(it) : it]);
  return Uint8Array.from([...words.flatMap((word) => [word >> 8, word & 255]), ...bytes]);
}

/** Makes the packet that asks for a file. */
export const request = (name: string) => packet([READ], `${name}\0octet\0`);

/** Makes a packet with a block of a file. */
export const data = (number: number, bytes: Uint8Array) => packet([DATA, number], bytes);

/** Makes the packet that acknowledges a block. */
export const ack = (number: number) => packet([ACK, number]);

/** Makes the packet that tells what is wrong. */
export const error = (code: number, text: string) => packet([ERROR, code], `${text}\0`);

/** Gives the block of a file that has a number: the first one is 1. */
export function block(file: Bytes, number: number): Bytes {
  return file.subarray((number - 1) * BLOCK, number * BLOCK);
}

/** Names a packet for people. */
export function named(bytes: Uint8Array | undefined): string {
  if (bytes === undefined) return "nothing";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [kind, number] = [0, 2].map((at) => at + 2 <= bytes.length ? view.getUint16(at) : -1);
  const rest = bytes.subarray(4);
  if (kind === READ) return `a request for ${JSON.stringify(decode(bytes.subarray(2)))}`;
  if (kind === DATA && number !== -1) return `DATA ${number} with ${rest.length} bytes`;
  if (kind === ACK && rest.length === 0) return `ACK ${number}`;
  if (kind === ERROR && rest.at(-1) === 0) return `ERROR ${number}`;
  if (bytes.length === 0) return "an empty datagram";
  return `${bytes.length} bytes: ${[...bytes.subarray(0, 8)].join(" ")}`;
}

/** A server that does what the standard says, and loses nothing. Each file goes once. */
export class FileServer {
  /** Rejects with what a client has done wrong, in words. */
  readonly wrong: Promise<never>;
  /** The blocks that were acknowledged: name and number. */
  readonly acknowledged = new Set<string>();
  #files: Map<string, Bytes>;
  #well: Deno.DatagramConn;
  #open: Deno.DatagramConn[] = [];
  #fail: (reason: Error) => void;

  /**
   * Begins to serve until the end of the test.
   *
   * @param files The files by name.
   */
  constructor({ own }: TestScope, files: Map<string, Bytes>) {
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => {}); // Somebody races with it, or nobody cares.
    [this.wrong, this.#fail, this.#files] = [promise, reject, files];
    own({ [Symbol.dispose]: () => this.#open.forEach((it) => it.close()) });
    this.#well = this.#listen((bytes, from) => this.#begin(bytes, from));
  }

  /** Where it receives requests. */
  get address(): Deno.NetAddr {
    return this.#well.addr as Deno.NetAddr;
  }

  #listen(receive: (bytes: Bytes, from: Deno.NetAddr) => void): Deno.DatagramConn {
    const socket = Deno.listenDatagram({ transport: "udp", hostname: "127.0.0.2", port: 0 });
    this.#open.push(socket);
    (async () => {
      for await (const [bytes, from] of socket) receive(bytes.slice(), from as Deno.NetAddr);
    })();
    return socket;
  }

  #begin(bytes: Bytes, client: Deno.NetAddr): void {
    const name = [...this.#files.keys()].find((it) => same(bytes, request(it)));
    if (name === undefined) return this.#complain(`${named(bytes)} came to the port for requests`);
    const file = this.#files.get(name)!;
    this.#files.delete(name);
    let number = 1;
    const transfer = this.#listen((bytes) => {
      if (!same(bytes, ack(number))) {
        return this.#complain(`${name}: ${named(bytes)} came instead of ACK ${number}`);
      }
      this.acknowledged.add(`${name} ${number}`);
      if (block(file, number).length === BLOCK) send(++number);
    });
    const send = (number: number) => transfer.send(data(number, block(file, number)), client);
    send(number);
  }

  #complain(what: string): void {
    const error = new Error(what);
    error.name = "";
    error.stack = "";
    this.#fail(error);
  }
}

function same(some: Uint8Array, others: Uint8Array): boolean {
  return some.length === others.length && some.every((byte, at) => byte === others[at]);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
