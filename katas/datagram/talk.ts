/**
 * A server that the test plays, packet by packet.
 *
 * @module
 */

import { eventually } from "lib/testing/mod.ts";
import { assertEquals, AssertionError } from "@std/assert";
import type { SocketAddress } from "lib/sys/socket.ts";
import type { TestScope } from "lib/testing/scope.ts";
import { Far } from "./far_sides.ts";
import { block, data, named, request } from "./tftp.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** How long the test waits for a packet, in milliseconds: less than `deadline`, so that it can say what it waited for. */
const ANSWER = 6000;

/** A peer that has been asked to fetch files. */
interface Party {
  pid: number;
  settled: boolean;
  result: Promise<unknown>;
}

/** Where a server receives requests, and from where the file goes. */
interface Places {
  host?: string;
  transferHost?: string | undefined;
  /** Whether the file goes from the port for requests. */
  samePort?: boolean | undefined;
}

/** The other side of one call of fetchFile(), which the test plays packet by packet. */
export class Talk {
  /** Where requests come to. */
  readonly well: Far;
  /** From where the file goes. */
  readonly transfer: Far;
  #client: SocketAddress | undefined;
  #peer: Party | undefined;

  /** Nobody asks yet. Without a host, or a port, for the transfer, it is the one of requests, or a new one. */
  constructor(
    scope: TestScope,
    { host = "127.0.0.1", transferHost = host, samePort = false }: Places = {},
  ) {
    this.well = Far.udp(scope, host);
    this.transfer = samePort ? this.well : Far.udp(scope, transferHost);
  }

  /** Where the learner's function receives. */
  get client(): SocketAddress {
    return this.#client!;
  }

  /** Begins to play. */
  with(peer: Party): this {
    this.#peer = peer;
    return this;
  }

  /** Waits for a request. */
  async asked(what = "fetchFile() asks for the file"): Promise<void> {
    const { bytes, from } = await this.#next(this.well, what);
    assertEquals(named(bytes), named(request("kata")), `${what}: what it sends`);
    if (this.#client) assertEquals([...from], [...this.#client], `${what}: from which address`);
    this.#client = from;
  }

  /** Waits for the request at the partner's address: it may have gone to the first one once more. */
  async askedThere(what: string): Promise<void> {
    const { bytes, from } = await this.#next(this.transfer, what);
    assertEquals(named(bytes), named(request("kata")), `${what}: what it sends`);
    assertEquals([...from], [...this.client], `${what}: from which address`);
  }

  /** Waits until a block is acknowledged; what was sent before may come once more, of block `last` if there is one. */
  async acknowledges(
    number: number,
    what = `fetchFile() acknowledges block ${number}`,
    last = number - 1,
  ) {
    const before = last === 0 ? named(request("kata")) : `ACK ${last}`;
    for (;;) {
      const { bytes, from } = await this.#next(this.transfer, what);
      assertEquals([...from], [...this.client], `${what}: from which address`);
      if (named(bytes) === before) continue;
      return assertEquals(named(bytes), `ACK ${number}`, `${what}: what it sends`);
    }
  }

  /** Sends a packet. */
  send(bytes: Bytes): void {
    this.transfer.send(bytes, this.client);
  }

  /** Sends a block of a file, and waits until it is acknowledged. */
  async gives(file: Bytes, number: number): Promise<void> {
    this.send(data(number, block(file, number)));
    await this.acknowledges(number);
  }

  /** Waits for what a stranger is told, or the server instead. */
  async told(stranger: Far, packet: Bytes): Promise<string> {
    let said: string | undefined;
    await eventually(
      () => {
        const { settled } = this.#peer!; // before the look: what was sent until then is there
        const [answer, other] = [stranger.take(), this.transfer.take()];
        if (answer) said = named(answer.bytes);
        else if (other) said = `${named(other.bytes)}, to the server`;
        else if (settled) said = "nothing, and it has ended";
        return said !== undefined;
      },
      `fetchFile() answers a stranger, who has sent ${named(packet)}`,
      ANSWER,
    );
    return said!;
  }

  async #next(far: Far, what: string) {
    const got = await far.next(this.#peer!, what, ANSWER);
    if (got) return got;
    const [outcome] = await this.#peer!.result as { error?: string; message?: string }[];
    const { error, message } = outcome!;
    const how = error === undefined ? "returned" : `threw ${error} (${message})`;
    throw new AssertionError(`${what}: it ${how} instead.`);
  }
}
