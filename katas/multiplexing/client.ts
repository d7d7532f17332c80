/**
 * Clients of a server, in the process of the test: none of them ever waits.
 *
 * @module
 */

import { SysError } from "lib/sys/errno.ts";
import { close, type Fd, unread } from "lib/sys/fd.ts";
import { MSG_DONTWAIT, receive, send } from "lib/sys/message.ts";
import {
  AF_INET,
  AF_UNIX,
  connect,
  SHUT_WR,
  shutdown,
  socket,
  type SocketAddress,
} from "lib/sys/socket.ts";
import { concat } from "lib/testing/bytes.ts";
import { eventually } from "lib/testing/peer/eventually.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** How long a server may take until the next bytes move, in milliseconds: who is slow is not wrong. */
const PATIENCE = 5000;

/** One client. */
export class Client implements Disposable {
  /** Its socket. */
  readonly fd: Fd;
  /** How many bytes it has sent. */
  sent = 0;
  /** Whether the server has hung up; with an error when it broke the connection off. */
  ended: true | string | undefined;
  #rest: Bytes[] = [];
  #pieces: Bytes[] = [];
  #lines = 0;
  #come = 0;
  #closed = false;

  /** Connects. */
  constructor(address: SocketAddress) {
    this.fd = socket(address.length > 2 && address[0] === AF_INET ? AF_INET : AF_UNIX);
    connect(this.fd, address);
  }

  /** Sends lines, as soon as there is room: see {@linkcode move}. */
  say(...lines: Uint8Array[]): this {
    for (const line of lines) this.sendRaw(concat(line, Uint8Array.of(10)));
    return this;
  }

  /** Sends bytes, as soon as there is room. */
  sendRaw(bytes: Bytes): this {
    this.#rest.push(bytes);
    this.push();
    return this;
  }

  /** Sends as much as there is room for. Tells whether nothing is left to send. */
  push(): boolean {
    for (let first; (first = this.#rest[0]) && this.ended === undefined;) {
      const sent = this.#attempt(() => send(this.fd, first!, MSG_DONTWAIT));
      if (sent === undefined) return false;
      this.sent += sent;
      if (sent === first.length) this.#rest.shift();
      else this.#rest[0] = first.subarray(sent);
    }
    return true;
  }

  /** Receives what is there, until so many bytes have come in all. */
  pull(most = Infinity): void {
    const buffer = new Uint8Array(1 << 18);
    while (this.ended === undefined && this.#come < most) {
      const length = this.#attempt(() => receive(this.fd, buffer, MSG_DONTWAIT));
      if (length === undefined) return;
      if (length === 0) this.ended = true;
      this.#come += length;
      for (let at = -1; (at = buffer.indexOf(10, at + 1)) >= 0 && at < length;) this.#lines++;
      this.#pieces.push(buffer.slice(0, length));
    }
  }

  /** How many answers have come. */
  get lines(): number {
    return this.#lines;
  }

  /** How many bytes wait to be received. */
  get waiting(): number {
    return unread(this.fd);
  }

  /** What has come so far. */
  get received(): Bytes {
    this.#pieces = [concat(...this.#pieces)];
    return this.#pieces[0]!;
  }

  /** Sends all, and receives so many answers. */
  async hears(count: number, what: string): Promise<this> {
    await this.#until(
      () => {
        this.push();
        this.pull();
        return this.#lines >= count || this.ended !== undefined;
      },
      () => `${what} (${this.#lines} of ${count} answers have come)`,
    );
    return this;
  }

  /** Sends all, and receives up to the end. */
  async hearsAll(what: string): Promise<this> {
    await this.#until(
      () => {
        this.push();
        this.pull();
        return this.ended !== undefined;
      },
      () => `the server hangs up: ${what}`,
    );
    return this;
  }

  /** Receives so many bytes, or a few more, and sends nothing. */
  async hearsBytes(count: number, what: string): Promise<void> {
    const most = this.#come + count;
    await this.#until(
      () => {
        this.pull(most);
        return this.#come >= most || this.ended !== undefined;
      },
      () => `${what} (${most - this.#come} of ${count} bytes are missing)`,
    );
  }

  /** Sends no more. */
  end(): this {
    shutdown(this.fd, SHUT_WR);
    return this;
  }

  /** Is gone. */
  close(): void {
    if (!this.#closed) close(this.fd);
    this.#closed = true;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  async #until(done: () => boolean, what: () => string): Promise<void> {
    for (let moved = -1, over = false; !over;) {
      const goesOn = () => (over = done()) || this.sent + this.#come > moved;
      await eventually(goesOn, what, PATIENCE);
      moved = this.sent + this.#come;
    }
  }

  #attempt(call: () => number): number | undefined {
    try {
      return call();
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      if (error.code !== "EAGAIN") this.ended = error.code;
      return undefined;
    }
  }
}
