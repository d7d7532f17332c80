/**
 * What Deno's event loop waits for when it is idle: `man 7 epoll`.
 *
 * Deno watches each pipe and each socket from beginning to end, and for both directions, whether somebody
 * waits for it or not. So what is told here follows from the object: a pipe that has room keeps nobody.
 *
 * ```ts
 * import { loopWait } from "lib/testing/diagnosis/objects/loops.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const nothing = { call: "epoll_wait", for: "events" as const, subject: -1 };
 * const names = { self: Deno.pid, nameOf: () => "this process" };
 * assertEquals(loopWait(Deno.pid, nothing, names), { text: "", others: [] });
 * ```
 *
 * @module
 */

import { type Fd, unread } from "../../../sys/fd.ts";
import type { Wait } from "../calls.ts";
import { anonymousKind } from "../identity.ts";
import { access, age, children, holders, target } from "../proc.ts";
import { pidfdProcess } from "./children.ts";
import { isReady, withCopy } from "./copies.ts";
import { describe } from "./descriptors.ts";
import { join, type Names, parties, people, type Phrase, pidsOf } from "./phrase.ts";
import { isPipe } from "./pipes.ts";
import { otherEnd, type Socket, socketOf, unreadAtOtherEnd } from "./sockets.ts";
import { watchedBy } from "./watching.ts";

/** As many connections of one kind are told one by one. */
const FEW = 2;

/** What is told about one descriptor. */
interface Item extends Phrase {
  fd: Fd;
  /** Whether nobody has room to write here. */
  full?: boolean;
  /** What has come and is not read, as the end of a sentence. */
  unread?: string;
  /** What it has in common with others of its kind, where nothing is special about it. */
  alike?: string;
}

/**
 * Tells what Deno's event loop watches: pipes, listeners, connections. Its own machinery does not count,
 * and its children have sentences of their own.
 */
export function loopWait(pid: number, wait: Wait, names: Names): Phrase {
  const family = children(pid);
  const items = loopDescriptors(pid, wait).map((fd) => itemOf(pid, fd, names))
    .filter((item) => item !== undefined);
  const told = items.filter(({ others, full, unread }) =>
    full || !unread && (others.length === 0 || others.some((other) => !family.includes(other)))
  );
  const unread = items.flatMap(({ unread }) => unread ?? []);
  const texts = [
    ...told.length === 0 ? [] : [`, which watches for ${join(folded(told))}`],
    ...unread.length === 0 ? [] : [`, and does not read ${join(unread)}`],
  ];
  return { text: texts.join(""), others: [...new Set(items.flatMap(({ others }) => others))] };
}

/** Gives what Deno's event loop watches, but for its own machinery and its children. */
export function loopDescriptors(pid: number, wait: Wait): Fd[] {
  const all = (watchedBy(pid, wait) ?? []).map(({ fd }) => fd);
  return all.filter((fd) => !isMachinery(pid, fd));
}

/**
 * Gives each process that could make an idle event loop go on. That a signal could is for the caller to know.
 *
 * @param pid The process.
 * @param wait What its main thread waits in.
 * @param horizon How far to look ahead, in milliseconds: a timer that ends later does not count.
 * @returns `undefined` when that cannot be told: anybody may connect to a listener, or open a FIFO.
 */
export function loopMovers(pid: number, wait: Wait, horizon: number): number[] | undefined {
  const limit = (wait.amount ?? 0) | 0;
  // Nobody knows when it began to wait; it did not before it existed.
  if (limit >= 0 && limit - age(pid) < horizon) return undefined;
  const movers = new Set<number>();
  for (const { fd } of watchedBy(pid, wait) ?? []) {
    const each = isMachinery(pid, fd) ? [pidfdProcess(pid, fd) ?? []].flat() : others(pid, fd);
    if (each === undefined) return undefined;
    each.forEach((other) => movers.add(other));
  }
  return [...movers];
}

/** Whose doing can be an event on a descriptor. */
function others(pid: number, fd: Fd): number[] | undefined {
  const object = target(pid, fd) ?? "";
  const opened = access(pid, fd);
  if (object.startsWith("pipe:") && opened !== "both") {
    if (opened === "write" && isReady(pid, fd, "room") === true) return []; // Nobody waits here.
    return pidsOf(holders(object, opened === "write" ? "read" : "write"));
  }
  const socket = socketOf(pid, fd);
  if (!socket || socket.listens || socket.datagrams || socket.underWay) return undefined;
  const ends = [...otherEnd(socket) ?? [], ...holders(object, "read")];
  return otherEnd(socket)?.length ? pidsOf(ends) : undefined;
}

function itemOf(pid: number, fd: Fd, names: Names): Item | undefined {
  if (isPipe(pid, fd)) return pipeItem(pid, fd, names);
  const socket = socketOf(pid, fd);
  const output = socket !== undefined && unreadAtOtherEnd(pid, socket) > 0;
  const told = describe(pid, { fd, input: true, output }, names);
  const alike = socket && !output ? alikeness(socket, names) : undefined;
  return { fd, ...told, ...alike === undefined ? {} : { alike } };
}

function pipeItem(pid: number, fd: Fd, names: Names): Item | undefined {
  const object = target(pid, fd)!;
  if (access(pid, fd) !== "write") {
    const { text, others } = describe(pid, { fd, input: true, output: false }, names);
    const bytes = withCopy(pid, fd, unread) ?? 0;
    if (bytes === 0) return { fd, text, others };
    const what = bytes === 1 ? "1 byte that is" : `${bytes} bytes that are`;
    return { fd, text, others, unread: `${what} in ${object} (fd ${fd})` };
  }
  const room = isReady(pid, fd, "room");
  if (room === true) return undefined;
  const readers = holders(object, "read");
  const full = room === false ? ", which is full," : "";
  const text = `room on fd ${fd}, ${object}${full} whose read end is open only in ` +
    parties(readers, names);
  return { fd, text, others: pidsOf(readers), full: room === false };
}

/** What a connection has in common with others that wait for bytes from the same processes. */
function alikeness(socket: Socket, names: Names): string | undefined {
  const others = socket.listens || socket.ended || socket.unread > 0 ? undefined : otherEnd(socket);
  if (others === undefined || others.length === 0) return undefined;
  return `whose other end is open in ${people(pidsOf(others), names)}`;
}

/** Tells many connections of one kind in one phrase. */
function folded(items: Item[]): string[] {
  const groups = Map.groupBy(items, ({ alike, fd }) => alike ?? fd);
  return [...groups.values()].flatMap((group) => {
    const alike = group[0]!.alike;
    if (alike === undefined || group.length <= FEW) return group.map(({ text }) => text);
    const fds = ranges(group.map(({ fd }) => fd));
    return [`bytes on any of ${group.length} connections (fd ${fds}), ${alike}`];
  });
}

/** Makes `3, 5 to 7` of 3, 5, 6 and 7. */
function ranges(fds: Fd[]): string {
  const runs: [first: Fd, last: Fd][] = [];
  for (const fd of fds.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && run[1] === fd - 1) run[1] = fd;
    else runs.push([fd, fd]);
  }
  return runs.map(([first, last]) => first === last ? `${first}` : `${first} to ${last}`).join(
    ", ",
  );
}

function isMachinery(pid: number, fd: Fd): boolean {
  const object = target(pid, fd);
  if (object === undefined || pidfdProcess(pid, fd) !== undefined) return true;
  if (["eventfd", "eventpoll"].includes(anonymousKind(object) ?? "")) return true;
  const socket = socketOf(pid, fd);
  // Deno tells itself about signals through two sockets that nobody else has.
  return socket?.family === "unix" && socket.address === "" &&
    (otherEnd(socket)?.every((other) => other.pid === pid) ?? false);
}
