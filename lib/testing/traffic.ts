/**
 * What the kernel tells about the connections of another process: whether it listens, whether it has
 * read what was sent to it, whether it waits for room.
 *
 * ```ts
 * import { socketsAt } from "lib/testing/traffic.ts";
 * import { listen } from "lib/testing/streams.ts";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const [listener, address] = listen({ transport: "tcp", hostname: "127.0.0.1", port: 0 });
 * const [socket, ...others] = socketsAt(Deno.pid, address);
 * assert(socket?.listens);
 * assertEquals(others, []);
 * listener.close();
 * ```
 *
 * @module
 */

import { waitsFor } from "./diagnosis/activity.ts";
import { eventually } from "./peer/eventually.ts";
import { type Socket, socketOf, unreadAtOtherEnd } from "./diagnosis/objects/sockets.ts";
import { PeerError, testLine } from "./peer/peer_error.ts";
import { descriptors } from "./diagnosis/proc.ts";
import type { Address } from "./streams.ts";

/** A process that communicates: a peer, or a foreign program. */
export interface Party {
  /** Its process id. */
  readonly pid: number;
  /** What it is called in messages. */
  readonly role: string;
  /** Whether nothing more is to be expected of it. */
  readonly settled: boolean;
}

/** Gives the sockets of a process that have to do with an address: its listener, its connections. */
export function socketsAt(pid: number, address: Address): Socket[] {
  const name = address.transport === "unix" ? address.path : `${address.hostname}:${address.port}`;
  return socketsOf(pid).filter((it) => [it.address, it.peerAddress].includes(name));
}

/**
 * Waits until a process listens.
 *
 * @param party The process.
 * @param address Where it was asked to listen.
 * @param host What that begins with, where the process listens at other addresses, too.
 * @returns Where it listens: with the port that the kernel chose.
 */
export async function listens(party: Party, address: Address, host = ""): Promise<Address> {
  const listener = () =>
    socketsOf(party.pid).find((it) => it.listens && it.address.startsWith(host));
  let seen: Socket | undefined; // It may be gone a moment later.
  await eventually(
    () => (seen = listener()) !== undefined || party.settled,
    `${party.role} listens`,
  );
  const found = seen?.address ?? "";
  if (address.transport === "unix") return { ...address, path: found };
  const [, hostname = "", port = 0] = /^(.*):(\d+)$/.exec(found) ?? [];
  return { ...address, hostname, port: Number(port) };
}

/** Waits until a process has accepted every connection and read all that was sent to it, however slowly. */
export async function taken(party: Party, address: Address): Promise<void> {
  const all = () =>
    socketsAt(party.pid, address).every(({ unread, underWay, listens }) =>
      unread === 0 && (listens || !underWay)
    );
  const done = () => party.settled || all();
  await patiently(party, address, done, `${party.role} has read what was sent`);
}

/** Waits until a process that sends gets no further, because nobody reads at the other end. */
export async function stuck(party: Party, address: Address): Promise<void> {
  let [level, looks] = [-1, 0];
  await eventually(() => {
    const [full] = socketsAt(party.pid, address)
      .map(({ inode, ...its }) => ({ inode, arrived: unreadAtOtherEnd(party.pid, its) }))
      .filter(({ arrived }) => arrived > 0);
    looks = full && full.arrived === level ? looks + 1 : 0;
    level = full?.arrived ?? -1;
    const waits = looks > 2 && waitsFor(party.pid, `socket:[${full?.inode}]`);
    return party.settled || waits || looks > 20; // It may have another way to wait.
  }, `${party.role} has filled the connection`);
}

/** How long a process may do nothing that shows in its sockets, in milliseconds. */
const STANDSTILL = 4000;
/** How often its sockets are looked at, in milliseconds. */
const LOOK = 100;
/** Longer than any test, in milliseconds. */
const FOREVER = 100_000;

/**
 * Waits for a promise as long as a process gets on, however slowly: bytes come and go in its sockets.
 *
 * @param party The process.
 * @param address Where it listens or connects to.
 * @param promise What is awaited.
 * @param what In words, that it is settled.
 * @returns What it resolves to.
 * @throws {Error} When the promise is not settled, and for some seconds nothing has changed.
 */
export async function gettingOn<T>(
  party: Party,
  address: Address,
  promise: Promise<T>,
  what: string,
): Promise<T> {
  let settled = false;
  const settle = () => void (settled = true);
  promise.then(settle, settle);
  await patiently(party, address, () => settled, what);
  return await promise;
}

/**
 * Waits until a condition holds, as long as a process gets on: like {@linkcode gettingOn}.
 *
 * @param party The process.
 * @param address Where it listens or connects to.
 * @param condition What has to become true; it is asked again and again.
 * @param what The condition in words.
 * @throws {Error} When the condition does not hold, and for some seconds nothing has changed.
 */
export async function patiently(
  party: Party,
  address: Address,
  condition: () => boolean,
  what: string,
): Promise<void> {
  const stack = [testLine()];
  let [picture, looked, moved] = ["", performance.now(), performance.now()];
  const stands = () => {
    const now = performance.now();
    if (now - looked < LOOK) return false;
    looked = now;
    const sockets = socketsAt(party.pid, address);
    const seen = sockets.map((it) => [it.inode, it.unread, unreadAtOtherEnd(party.pid, it)]).join();
    if (seen !== picture) [picture, moved] = [seen, now];
    return now - moved > STANDSTILL;
  };
  let holds = false;
  await eventually(() => (holds = condition()) || stands(), what, FOREVER);
  if (!holds) {
    throw new PeerError(`Gave up after waiting ${STANDSTILL} ms until ${what}`, { stack });
  }
}

function socketsOf(pid: number): Socket[] {
  return [...descriptors(pid)].filter(([, { target }]) => target.startsWith("socket:"))
    .map(([fd]) => socketOf(pid, fd))
    .filter((socket) => socket !== undefined);
}
