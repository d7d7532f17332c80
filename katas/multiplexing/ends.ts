/**
 * Ends of pipes and connections in many states.
 *
 * @module
 */

import {
  close,
  F_GETFL,
  F_GETPIPE_SZ,
  F_SETFL,
  F_SETPIPE_SZ,
  fcntl,
  type Fd,
  O_NONBLOCK,
  pipe,
  socketpair,
  unread,
  write,
} from "lib/sys/fd.ts";
import { MSG_DONTWAIT, send } from "lib/sys/message.ts";
import { poll, POLLIN, POLLRDHUP } from "lib/sys/poll.ts";
import {
  AF_INET,
  AF_UNIX,
  bind,
  connect,
  inet,
  listen,
  port,
  SHUT_WR,
  shutdown,
  socket,
  unix,
} from "lib/sys/socket.ts";
import { positions } from "lib/testing/bytes.ts";
import { tcpPair } from "lib/testing/descriptors.ts";

/** Operation of `fcntl`: copies a descriptor, to this number or the next one that is free. */
const F_DUPFD = 0;
/** How long the kernel may take to deliver something, in milliseconds. */
const DELIVERY = 4000;

/** One end of something, and the descriptors that keep it in its state. */
export interface End {
  what: string;
  fd: Fd;
  others: Fd[];
}

/** Waits until something has arrived. */
export function arrives(fd: Fd, events = POLLIN): void {
  const end = performance.now() + DELIVERY;
  while (((poll([{ fd, events }], DELIVERY)[0] ?? 0) & events) !== events) {
    if (performance.now() > end) throw new Error(`Nothing arrived on fd ${fd}`);
  }
}

/** Breaks a connection off: what was not read makes it a reset. */
function reset(here: Fd, there: Fd, before = new Uint8Array()): void {
  write(here, new Uint8Array(1));
  arrives(there);
  if (before.length > 0) write(there, before);
  while (unread(here) < before.length) arrives(here);
  close(there);
  arrives(here, POLLIN | POLLRDHUP);
}

/** Something of each kind, in each state. `ended` is left out where nothing can be taken. */
export function endsInManyStates(): (End & { ended?: boolean })[] {
  const ends: (End & { ended?: boolean })[] = [];
  const add = (what: string, fd: Fd, others: Fd[], ended?: boolean) => {
    ends.push({ what, fd, others, ...ended !== undefined && { ended } });
  };
  for (const bytes of [0, 1]) {
    for (const state of ["open", "ended"]) {
      const [readEnd, writeEnd] = pipe();
      if (bytes > 0) write(writeEnd, new Uint8Array(bytes));
      if (state === "ended") close(writeEnd);
      const others = state === "open" ? [writeEnd] : [];
      const can = bytes > 0 || state === "ended";
      add(
        `A pipe, ${state}, with ${bytes} bytes`,
        readEnd,
        others,
        can ? state === "ended" : undefined,
      );
    }
  }
  for (const [family, pair] of [["unix", socketpair], ["TCP", tcpPair]] as const) {
    for (const bytes of [0, 1]) {
      for (const state of ["open", "half closed", "closed"]) {
        const [here, there] = pair();
        if (bytes > 0) write(there, new Uint8Array(bytes));
        if (state === "half closed") shutdown(there, SHUT_WR);
        if (state === "closed") close(there);
        if (state !== "open") arrives(here, POLLIN | POLLRDHUP);
        else if (bytes > 0) arrives(here);
        const can = bytes > 0 || state !== "open";
        const what = `A ${family} connection, ${state} by the other side, with ${bytes} bytes`;
        const others = state === "closed" ? [] : [there];
        add(what, here, others, can ? state !== "open" : undefined);
      }
    }
    const [here, there] = pair();
    reset(here, there);
    add(`A ${family} connection that was broken off`, here, [], true);
    for (const clients of [0, 2]) {
      const listener = socket(family === "unix" ? AF_UNIX : AF_INET);
      const name = `\0${crypto.randomUUID()}`;
      bind(listener, family === "unix" ? abstract(name) : inet("127.0.0.1", 0));
      listen(listener, 5);
      const address = family === "unix" ? abstract(name) : inet("127.0.0.1", port(listener));
      const others = Array.from({ length: clients }, () => {
        const client = socket(family === "unix" ? AF_UNIX : AF_INET);
        connect(client, address);
        return client;
      });
      if (clients > 0) arrives(listener);
      const what = `A listener of ${family} with ${clients} clients`;
      add(what, listener, others, clients > 0 ? false : undefined);
    }
  }
  for (let count = 0; count < 300; count++) {
    const [low, there] = socketpair();
    const here = count % 60 === 1 ? high(low) : low;
    if (count % 3 > 0) write(there, new Uint8Array(1));
    add(`One of many connections`, here, [there], count % 3 > 0 ? false : undefined);
  }
  return ends;
}

/** Moves a descriptor to a number that select() has no room for, where this process may have so many. */
function high(fd: Fd): Fd {
  try {
    const copy = fcntl(fd, F_DUPFD, 1024);
    close(fd);
    return copy;
  } catch {
    return fd;
  }
}

/** The address of a name that is in no folder: `man 7 unix`, "abstract". */
function abstract(name: string): Uint8Array<ArrayBuffer> {
  return unix(name).slice(0, -1); // Each byte counts, also the last one.
}

/** An end in which bytes wait to be read. */
export interface Filled {
  what: string;
  fd: Fd;
  sent: Uint8Array;
  ended: boolean;
  /** Closes what is still open. */
  close: () => void;
}

/** Gives, one after the other, ends in which these many bytes wait; `Infinity` is as many as there is room for. */
export function* endsWithBytes(
  sizes = [0, 1, 65535, 65536, 65537, 2 ** 20, Infinity],
): Generator<Filled> {
  const kinds = [["pipe", pipe], ["unix connection", socketpair], [
    "TCP connection",
    tcpPair,
  ]] as const;
  for (const [kind, make] of kinds) {
    for (const size of sizes) {
      for (const ended of [false, true]) {
        for (const flag of [0, O_NONBLOCK]) {
          if (kind === "TCP connection" && size > 65535) continue; // Some would still be under way.
          if (size === 2 ** 20 && (kind !== "pipe" || flag || ended)) continue; // This takes some time.
          const [fd, writer] = make();
          if (kind === "pipe" && size === 2 ** 20) grow(fd, size);
          if (kind === "pipe" && size < Infinity && size > fcntl(fd, F_GETPIPE_SZ)) {
            [fd, writer].forEach(close);
            continue;
          }
          const sent = fill(writer, size, kind === "pipe" ? fd : undefined);
          while (unread(fd) < sent.length) arrives(fd);
          if (ended) close(writer);
          if (ended && kind !== "pipe") arrives(fd, POLLIN | POLLRDHUP);
          fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | flag);
          const mode = flag ? "without" : "with";
          yield {
            what: `A ${kind} ${mode} blocking, ${
              ended ? "ended" : "open"
            }, with ${sent.length} bytes`,
            fd,
            sent,
            ended,
            close: () => [fd, ...ended ? [] : [writer]].forEach(close),
          };
        }
      }
    }
  }
}

/** So many bytes have been made: others come each time. */
let made = 0;

function others(length: number): Uint8Array<ArrayBuffer> {
  made += 100;
  return positions(made + length).slice(made);
}

/** Makes room in a pipe, if this user may. */
function grow(pipe: Fd, size: number): void {
  try {
    fcntl(pipe, F_SETPIPE_SZ, size);
  } catch {
    // It stays as it is: the most that one may have is in /proc/sys/fs/pipe-max-size.
  }
}

/** Puts so many bytes into a pipe or connection, or as many as there is room for. */
function fill(writer: Fd, size: number, pipe: Fd | undefined): Uint8Array<ArrayBuffer> {
  if (pipe !== undefined) {
    const bytes = others(Math.min(size, fcntl(pipe, F_GETPIPE_SZ)));
    if (bytes.length > 0) write(writer, bytes);
    return bytes;
  }
  const bytes = others(Math.min(size, 400_000));
  let sent = 0;
  try {
    while (sent < bytes.length) {
      sent += send(writer, bytes.subarray(sent, sent + 4096), MSG_DONTWAIT);
    }
  } catch (error) {
    if ((error as { code?: string }).code !== "EAGAIN") throw error;
  }
  return bytes.slice(0, sent);
}

/** Connections that were broken off, and in which so many bytes are left to read. */
export function* brokenOff(size = 0): Generator<Omit<Filled, "ended">> {
  for (const [family, pair] of [["unix", socketpair], ["TCP", tcpPair]] as const) {
    for (const flag of [0, O_NONBLOCK]) {
      const [fd, there] = pair();
      const sent = positions(size);
      reset(fd, there, sent);
      fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | flag);
      const what = `A ${family} connection that was broken off`;
      yield { what, fd, sent, close: () => close(fd) };
    }
  }
}
