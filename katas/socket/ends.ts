/**
 * The test's ends: servers and clients of its own, what they send, and what it expects of the others.
 *
 * @module
 */

import { assertBytes, concat, eventually, positions, soon } from "lib/testing/mod.ts";
import { assert } from "@std/assert";
import { join } from "@std/path";
import { contents, target } from "lib/testing/diagnosis/proc.ts";
import type { TestScope } from "lib/testing/scope.ts";
import { connect, listen, receive } from "lib/testing/streams.ts";
import { close, type Fd, unread } from "lib/sys/fd.ts";
import * as sys from "lib/sys/socket.ts";
import type { Address } from "./socket.ts";
import type { Bytes } from "./scenarios.ts";

export type Transport = Address["transport"];

/** This machine, but not under the name that everybody tries first. */
export const HOST = "127.0.0.2";

/** More bytes than a unix connection holds that nobody reads from, however much that is on this machine. */
export const PLENTY = 3 + 2 * (Number(contents("/proc/sys/net/core/wmem_default")) || 1 << 18);

/** The bytes that a scenario makes of the same numbers. */
export const bytesOf = ([length, from]: Bytes) => positions(from + length).subarray(from);

/** A path that is not there yet, or any free port. */
export function free(
  { scratch }: TestScope,
  transport: Transport,
  name = "socket",
  hostname = HOST,
): Address {
  return transport === "unix"
    ? { transport, path: join(scratch(), name) }
    : { transport, hostname, port: 0 };
}

/** Lets the test listen, for clients of the learner's. */
export function open(scope: TestScope, transport: Transport): [Deno.Listener, Address] {
  const [listener, address] = listen(free(scope, transport));
  return [scope.own(listener), address];
}

/** Lets the test connect to a server of the learner's, as one client after the other. */
export async function connectAll<Name extends string>(
  { own }: TestScope,
  address: Address,
  ...names: Name[]
): Promise<Record<Name, Deno.Conn>> {
  const connections = {} as Record<Name, Deno.Conn>;
  for (const name of names) connections[name] = own(await connect(address));
  return connections;
}

/** Makes an address that is taken, where nobody listens until listen() is called. */
export function reserve(scope: TestScope, transport: Transport, name = "deserted"): [Fd, Address] {
  const address = free(scope, transport, name);
  const unix = address.transport === "unix";
  const fd = own(scope, sys.socket(unix ? sys.AF_UNIX : sys.AF_INET));
  sys.bind(fd, unix ? sys.unix(address.path) : sys.inet(address.hostname, 0));
  return [fd, unix ? address : { ...address, port: sys.port(fd) }];
}

/** Makes a server that takes messages, and no connections. */
export function reserveForMessages(scope: TestScope, path: string): void {
  sys.bind(own(scope, sys.socket(sys.AF_UNIX, sys.SOCK_DGRAM)), sys.unix(path));
}

/** Closes a descriptor at the end of the test, if that has not been done before. */
export function own(scope: TestScope, fd: Fd): Fd {
  const object = target(Deno.pid, fd);
  scope.own({ [Symbol.dispose]: () => target(Deno.pid, fd) === object && close(fd) });
  return fd;
}

/** Closes a connection while bytes are there that nobody has read: for the other side, it breaks. */
export async function breakOff(fd: Fd, bytes: number): Promise<void> {
  await eventually(
    () => unread(fd) >= bytes,
    "the bytes have arrived that nobody is going to read",
  );
  close(fd);
}

/** Leaves a path behind, like a server that was killed. */
export function leaveBehind(path: string): void {
  const fd = sys.socket(sys.AF_UNIX);
  sys.bind(fd, sys.unix(path));
  close(fd);
}

/** Makes a frame. */
export function frame(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(4);
  new DataView(header.buffer).setUint32(0, bytes.length);
  return concat(header, bytes);
}

export const ascii = (text: string) => new TextEncoder().encode(text);
export const HAL = frame(ascii("HAL"));
export const IBM = frame(ascii("IBM"));

/** Fails unless what a server sends next is the answer. */
export async function assertAnswer(
  client: Deno.Conn,
  expected: Uint8Array,
  what: string,
): Promise<void> {
  // With a reset, nothing is left to be read.
  const receiving = receive(client, expected.length).catch(() => new Uint8Array());
  assertSame(`Waited until ${what}`, await soon(receiving, what), expected);
}

/** Fails unless the same bytes arrived, and says which ones. */
export function assertSame(what: string, actual: Uint8Array, expected: Uint8Array): void {
  try {
    assertBytes(actual, expected);
  } catch (error) {
    (error as Error).message = `${what}: ${(error as Error).message}`;
    throw error;
  }
}

export function assertHeader(length: number, actual: number[], expected: number[]): void {
  const words = (header: number[]) => header.join(", ");
  const message = `The header of ${length} bytes was ${words(actual)} instead of ${
    words(expected)
  }.`;
  assert(words(actual) === words(expected), message);
}

/** Fails with the first case that did not come out as it had to. */
export function assertOutcomes(
  what: string,
  cases: [name: string, actual: string, expected: string][],
) {
  for (const [name, actual, expected] of cases) {
    assert(actual === expected, `${name}, ${what} ${actual}. Expected: it ${expected}.`);
  }
}
