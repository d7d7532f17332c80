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
 * @returns Where it listens: with the port that the kernel chose.
 */
export async function listens(party: Party, address: Address): Promise<Address> {
  const listener = () => socketsOf(party.pid).find(({ listens }) => listens);
  await eventually(() => listener() !== undefined || party.settled, `${party.role} listens`);
  const found = listener()?.address ?? "";
  if (address.transport === "unix") return { ...address, path: found };
  const [, hostname = "", port = 0] = /^(.*):(\d+)$/.exec(found) ?? [];
  return { ...address, hostname, port: Number(port) };
}

/** Waits until a process has accepted every connection and read all that was sent to it. */
export async function taken(party: Party, address: Address): Promise<void> {
  const all = () =>
    socketsAt(party.pid, address).every(({ unread, underWay, listens }) =>
      unread === 0 && (listens || !underWay)
    );
  await eventually(() => party.settled || all(), `${party.role} has read what was sent`);
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

function socketsOf(pid: number): Socket[] {
  return [...descriptors(pid)].filter(([, { target }]) => target.startsWith("socket:"))
    .map(([fd]) => socketOf(pid, fd))
    .filter((socket) => socket !== undefined);
}
