/**
 * Descriptors that a process watches with poll(), select() or epoll: `man 2 poll`, `man 7 epoll`.
 *
 * `struct pollfd` of `asm-generic/poll.h`, and the bit sets of select(), whose words are `long`, are
 * the same on x86-64 and aarch64.
 *
 * ```ts
 * import { describe } from "lib/testing/objects/watching.ts";
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

import type { Fd } from "../../sys/fd.ts";
import type { Wait } from "../calls.ts";
import { bytesAt, children, holders, target, watched } from "../proc.ts";
import { pidfdProcess } from "./children.ts";
import { type Finding, join, type Names, parties, pidsOf } from "./finding.ts";
import { isPipe } from "./pipes.ts";
import { handled, signalfdNames } from "./signals.ts";
import { otherEnd, socketOf } from "./sockets.ts";

/** A descriptor that is watched. */
export interface Watched {
  /** The descriptor. */
  fd: Fd;
  /** Whether it is watched for bytes, connections and the like. */
  input: boolean;
  /** Whether it is watched for room. */
  output: boolean;
}

const SIZEOF_POLLFD = 8; // int fd; short events; short revents;
const POLLIN = 1 | 2 | 0x40; // with POLLPRI and POLLRDNORM
const POLLOUT = 4 | 0x100; // with POLLWRNORM
const MOST = 1024;

/** Gives the descriptors that a call waits on; `undefined` when that cannot be read. */
export function watchedBy(pid: number, wait: Wait): Watched[] | undefined {
  if (wait.for === "events") {
    return watched(pid, wait.subject).sort((a, b) => a - b).map((fd) => ({
      fd,
      input: true,
      output: false,
    }));
  }
  const count = Math.min(wait.subject, MOST);
  if (wait.for === "polled") {
    const view = bytesAt(pid, wait.addresses?.[0] ?? 0n, count * SIZEOF_POLLFD);
    return view && pollfds(view);
  }
  const bytes = 8 * Math.ceil(count / 64);
  const [input, output] = (wait.addresses ?? []).map((address) =>
    address === 0n ? new DataView(new ArrayBuffer(bytes)) : bytesAt(pid, address, bytes)
  );
  if (!input || !output || input.byteLength < bytes || output.byteLength < bytes) return undefined;
  const has = (set: DataView, fd: number) => (set.getUint8(fd >> 3) >> (fd & 7) & 1) === 1;
  return Array.from({ length: count }, (_, fd) => ({
    fd,
    input: has(input, fd),
    output: has(output, fd),
  })).filter(({ input, output }) => input || output);
}

/** Tells what a process waits for that watches descriptors. */
export function watchWait(pid: number, wait: Wait, names: Names): Finding {
  const all = watchedBy(pid, wait);
  if (all === undefined) {
    return { text: `${wait.call}; its memory with the descriptors cannot be read`, others: [] };
  }
  if (all.length === 0) {
    const aim = isEndless(wait)
      ? `until a signal is sent to it; ${handled(pid)}`
      : "until some time has passed";
    return { text: `${wait.call} ${aim}`, others: [] };
  }
  const each = all.map((one) => describe(pid, one, names));
  return {
    text: `${wait.call} for ${join(each.map(({ text }) => text))}`,
    others: [...new Set(each.flatMap(({ others }) => others))],
  };
}

/** Whether poll() or ppoll() has no time limit. Without descriptors it is then what pause() is. */
function isEndless({ call, addresses, amount }: Wait): boolean {
  return call === "poll" ? ((amount ?? 0) | 0) < 0 : call === "ppoll" && addresses?.[1] === 0n;
}

/** Tells what one descriptor is watched for, and who could make it happen. */
export function describe(pid: number, { fd, input, output }: Watched, names: Names): Finding {
  const object = target(pid, fd);
  const what = (nouns: [input: string, output: string]) =>
    join([...input ? [nouns[0]] : [], ...output ? [nouns[1]] : []], "the end").replace(
      " and ",
      " or ",
    );
  if (object === undefined) return { text: `fd ${fd}, which is closed`, others: [] };
  if (isPipe(pid, fd)) {
    const others = holders(object, output && !input ? "read" : "write");
    const end = output && !input ? "read" : "write";
    const aim = what(["bytes", "room"]);
    return {
      text: `${aim} on fd ${fd}, ${object}, whose ${end} end is open in ${parties(others, names)}`,
      others: pidsOf(others),
    };
  }
  const socket = socketOf(pid, fd);
  if (socket?.listens) {
    return { text: `a connection to ${socket.name} (fd ${fd})`, others: [] };
  }
  if (socket) {
    const others = otherEnd(socket);
    const aim = what([socket.datagrams ? "a datagram" : "bytes", "room"]);
    const end = others ? `, whose other end is open in ${parties(others, names)}` : "";
    return { text: `${aim} on fd ${fd}, ${socket.name}${end}`, others: pidsOf(others ?? []) };
  }
  return { text: anonymous(pid, fd, object, names), others: [pidfdProcess(pid, fd) ?? []].flat() };
}

/** Tells what a descriptor that is neither a pipe nor a socket is watched or read for. */
export function anonymous(pid: number, fd: Fd, object: string, { nameOf }: Names): string {
  const kind = /^anon_inode:\[?([^\]]*)\]?$/.exec(object)?.[1];
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

function pollfds(view: DataView): Watched[] {
  const count = Math.floor(view.byteLength / SIZEOF_POLLFD);
  return Array.from({ length: count }, (_, i) => {
    const events = view.getInt16(i * SIZEOF_POLLFD + 4, true);
    return {
      fd: view.getInt32(i * SIZEOF_POLLFD, true),
      input: (events & POLLIN) !== 0,
      output: (events & POLLOUT) !== 0,
    };
  }).filter(({ fd }) => fd >= 0);
}

/**
 * Tells what Deno's event loop watches: pipes, listeners, connections. Its own machinery does not count,
 * and its children have sentences of their own.
 */
export function loopWait(pid: number, wait: Wait, names: Names): Finding {
  const family = children(pid);
  const each = (watchedBy(pid, wait) ?? []).filter(({ fd }) => !isMachinery(pid, fd))
    .map((one) => describe(pid, one, names));
  const told = each.filter(({ others }) =>
    others.length === 0 || others.some((other) => !family.includes(other))
  );
  const others = [...new Set(each.flatMap(({ others }) => others))];
  return told.length === 0
    ? { text: "", others }
    : { text: `, which watches for ${join(told.map(({ text }) => text))}`, others };
}

function isMachinery(pid: number, fd: Fd): boolean {
  const object = target(pid, fd);
  if (object === undefined || pidfdProcess(pid, fd) !== undefined) return true;
  if (/^anon_inode:\[(eventfd|eventpoll)\]$/.test(object)) return true;
  const socket = socketOf(pid, fd);
  // Deno tells itself about signals through two sockets that nobody else has.
  return socket?.family === "unix" && socket.address === "" &&
    (otherEnd(socket)?.every((other) => other.pid === pid) ?? false);
}
