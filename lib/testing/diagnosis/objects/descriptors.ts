/**
 * What one descriptor stands for, in the words of a sentence that lists several.
 *
 * ```ts
 * import { describe } from "lib/testing/diagnosis/objects/descriptors.ts";
 * import { close, pipe } from "lib/sys/fd.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * const names = { self: Deno.pid, nameOf: () => "this process" };
 * assertStringIncludes(
 *   describe(Deno.pid, { fd: readEnd, input: true, output: false }, names).text,
 *   `whose write end is open in itself (fd ${writeEnd})`,
 * );
 * close(readEnd);
 * close(writeEnd);
 * ```
 *
 * @module
 */

import { type Fd, unread } from "../../../sys/fd.ts";
import { anonymousKind } from "../identity.ts";
import { holders, target } from "../proc.ts";
import { pidfdProcess } from "./children.ts";
import { withCopy } from "./copies.ts";
import { join, type Names, parties, type Phrase, pidsOf } from "./phrase.ts";
import { isPipe } from "./pipes.ts";
import { signalfdNames } from "./signals.ts";
import { otherEnd, socketOf, unreadAtOtherEnd } from "./sockets.ts";

/** A descriptor that is watched. */
export interface Watched {
  /** The descriptor. */
  fd: Fd;
  /** Whether it is watched for bytes, connections and the like. */
  input: boolean;
  /** Whether it is watched for room. */
  output: boolean;
}

/** Tells what one descriptor is watched for, and who could make it happen. */
export function describe(pid: number, { fd, input, output }: Watched, names: Names): Phrase {
  const object = target(pid, fd);
  const what = (nouns: [input: string, output: string]) =>
    join([...input ? [nouns[0]] : [], ...output ? [nouns[1]] : []], "the end", "or");
  if (object === undefined) return { text: `fd ${fd}, which is closed`, others: [] };
  if (isPipe(pid, fd)) {
    const end = output && !input ? "read" : "write";
    const others = holders(object, end);
    const unreadBytes = input ? bytesToRead(withCopy(pid, fd, unread) ?? 0) : "";
    return {
      text: `${what(["bytes", "room"])} on fd ${fd}, ${object}${unreadBytes}, ` +
        `whose ${end} end is open in ${parties(others, names)}`,
      others: pidsOf(others),
    };
  }
  const socket = socketOf(pid, fd);
  if (socket?.listens) {
    return { text: `a connection to ${socket.name} (fd ${fd}${queue(socket.unread)})`, others: [] };
  }
  if (socket) {
    const others = otherEnd(socket);
    const aim = what([socket.datagrams ? "a datagram" : "bytes", "room"]);
    const where = others && `whose other end is open in ${parties(others, names)}`;
    const open = where ? `, ${where}` : "";
    const hungUp = socket.ended && !others?.length;
    const end = hungUp ? ", whose other end has hung up" : open;
    return {
      text: `${aim} on fd ${fd}, ${socket.name}${bytesToRead(socket.unread)}${end}` +
        bytesToRead(unreadAtOtherEnd(pid, socket)) +
        (socket.ended && !hungUp ? ", and sends no more" : ""),
      others: pidsOf(others ?? []),
    };
  }
  return { text: anonymous(pid, fd, object, names), others: [pidfdProcess(pid, fd) ?? []].flat() };
}

/** Tells what a descriptor that is neither a pipe nor a socket is watched or read for. */
export function anonymous(pid: number, fd: Fd, object: string, { nameOf }: Names): string {
  const kind = anonymousKind(object);
  const child = pidfdProcess(pid, fd);
  if (child !== undefined) return `the end of ${nameOf(child)} on fd ${fd}, a pidfd`;
  switch (kind) {
    case "signalfd":
      return `${signalfdNames(pid, fd)} on fd ${fd}, a signalfd`;
    case "eventfd":
      return `somebody to add to fd ${fd}, an eventfd`;
    case "timerfd":
      return `the time of fd ${fd}, a timerfd`;
    case "inotify":
      return `a change of a file on fd ${fd}, an inotify descriptor`;
    case undefined:
      return `fd ${fd}, ${object}`;
    default:
      return `fd ${fd}, ${kind}`;
  }
}

/** Who has connected to a listener, and was not accepted yet. */
function queue(connections: number): string {
  if (connections === 0) return "";
  return `, where ${connections === 1 ? "1 waits" : `${connections} wait`} to be accepted`;
}

/** What has arrived, and nobody has read. */
export function bytesToRead(bytes: number): string {
  return bytes === 0 ? "" : ` with ${bytes} ${bytes === 1 ? "byte" : "bytes"} to read`;
}
