/** A solution of the multiplexing kata. @module */

import {
  EPOLL_CTL_ADD,
  EPOLL_CTL_MOD,
  epollCreate,
  epollCtl,
  EPOLLERR,
  EPOLLHUP,
  EPOLLIN,
  EPOLLOUT,
  epollWait,
} from "lib/sys/epoll.ts";
import { SysError } from "lib/sys/errno.ts";
import {
  close,
  F_GETFL,
  F_SETFL,
  F_SETOWN,
  fcntl,
  type Fd,
  O_ASYNC,
  O_NONBLOCK,
  read,
} from "lib/sys/fd.ts";
import { MSG_DONTWAIT, send } from "lib/sys/message.ts";
import { poll, POLLHUP, POLLIN, POLLRDHUP } from "lib/sys/poll.ts";
import { accept } from "lib/sys/socket.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The longest time that poll() can wait, in milliseconds: it has 31 bits for it. */
const LONGEST = 2 ** 31 - 1;
/** The byte "\n". */
const NEWLINE = 10;

export interface Ready {
  fd: Fd;
  ended: boolean;
}

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  for (const fd of fds) fcntl(fd, F_GETFL); // throws EBADF; poll() leaves negative numbers out
  const watched = fds.map((fd) => ({ fd, events: POLLIN | POLLRDHUP }));
  const end = performance.now() + milliseconds;
  for (;;) {
    const left = Math.ceil(Math.max(0, end - performance.now()));
    const happened = attempt(() => poll(watched, Math.min(left, LONGEST)), "EINTR");
    const ready = fds.flatMap((fd, at) => {
      const events = happened?.[at] ?? 0;
      return events === 0 ? [] : [{ fd, ended: (events & (POLLHUP | POLLRDHUP)) !== 0 }];
    });
    if (ready.length > 0 || (happened && left <= LONGEST)) return ready;
  }
}

export function drain(fd: Fd): { bytes: Bytes; ended: boolean } {
  const flags = fcntl(fd, F_GETFL);
  const pieces: Bytes[] = [];
  const buffer = new Uint8Array(65536);
  fcntl(fd, F_SETFL, flags | O_NONBLOCK); // This concerns all who share the open file: not for long.
  try {
    let length: number | undefined;
    while ((length = attempt(() => read(fd, buffer), "EAGAIN"))) {
      pieces.push(buffer.slice(0, length));
    }
    return { bytes: join(pieces), ended: length === 0 };
  } catch (error) {
    if (pieces.length === 0) throw error;
    return { bytes: join(pieces), ended: true };
  } finally {
    fcntl(fd, F_SETFL, flags);
  }
}

export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  const flags = fcntl(fd, F_GETFL);
  // One signal may stand for many arrivals, and may be meant for another descriptor.
  const look = () => {
    const bytes = attempt(() => drain(fd), "ECONNRESET")?.bytes;
    if (bytes?.length) handle(bytes);
  };
  Deno.addSignalListener("SIGIO", look); // before there can be a signal: it would end this process
  fcntl(fd, F_SETOWN, Deno.pid);
  fcntl(fd, F_SETFL, flags | O_ASYNC);
  look(); // For what came before, no signal will come.
  return () => {
    fcntl(fd, F_SETFL, flags);
    Deno.removeSignalListener("SIGIO", look);
  };
}

interface Client {
  /** The pieces of a line that has not ended yet. */
  line: Bytes[];
  /** Answers that have no room in the connection yet. */
  queue: Bytes[];
  /** How many bytes these are. */
  queued: number;
  /** Whether it sends no more. */
  ended: boolean;
  /** What epoll watches it for. */
  interest: number;
}

export function serveLines(
  listener: Fd,
  stop: Fd,
  answer: (line: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>,
  { limit }: { limit: number },
): void {
  const epoll = epollCreate();
  const clients = new Map<Fd, Client>();
  try {
    for (const fd of [listener, stop]) epollCtl(epoll, EPOLL_CTL_ADD, fd, EPOLLIN);
    for (;;) {
      const happened = attempt(() => epollWait(epoll, 64), "EINTR") ?? [];
      if (happened.some(({ fd }) => fd === stop)) return;
      for (const { fd, events } of happened) {
        const client = clients.get(fd);
        if (client === undefined) {
          const fd = accept(listener);
          epollCtl(epoll, EPOLL_CTL_ADD, fd, EPOLLIN);
          clients.set(fd, { line: [], queue: [], queued: 0, ended: false, interest: EPOLLIN });
          continue;
        }
        if (events & EPOLLIN) receive(fd, client, answer);
        flush(fd, client);
        if (events & (EPOLLERR | EPOLLHUP) || (client.ended && client.queued === 0)) {
          clients.delete(fd);
          close(fd);
          continue;
        }
        // Room is asked for only while something needs it; or else this would never sleep.
        const interest = (client.ended || client.queued >= limit ? 0 : EPOLLIN) |
          (client.queued > 0 ? EPOLLOUT : 0);
        if (interest !== client.interest) epollCtl(epoll, EPOLL_CTL_MOD, fd, interest);
        client.interest = interest;
      }
    }
  } finally {
    for (const fd of [...clients.keys(), epoll, listener, stop]) close(fd);
  }
}

/** Reads once, and queues the answers to the lines that are complete by that. */
function receive(fd: Fd, client: Client, answer: (line: Bytes) => Bytes): void {
  const buffer = new Uint8Array(65536);
  const length = attempt(() => read(fd, buffer)) ?? 0;
  client.ended = length === 0;
  let start = 0;
  for (let at; (at = buffer.indexOf(NEWLINE, start)) >= 0; start = at + 1) {
    const line = join([...client.line, buffer.subarray(start, at)]);
    client.line = [];
    const bytes = join([answer(line), Uint8Array.of(NEWLINE)]);
    client.queue.push(bytes);
    client.queued += bytes.length;
  }
  client.line.push(buffer.subarray(start, length));
}

/** Sends what the connection has room for. When the client is gone, epoll tells it next. */
function flush(fd: Fd, client: Client): void {
  for (let first; (first = client.queue[0]);) {
    const sent = attempt(() => send(fd, first!, MSG_DONTWAIT));
    if (sent === undefined) return;
    client.queued -= sent;
    if (sent === first.length) client.queue.shift();
    else client.queue[0] = first.subarray(sent);
  }
}

/** Gives what a call returns; `undefined` when it fails with one of these codes, or none is given. */
function attempt<T>(call: () => T, ...codes: string[]): T | undefined {
  try {
    return call();
  } catch (error) {
    const expected = error instanceof SysError &&
      (codes.length === 0 || codes.includes(error.code));
    if (expected) return undefined;
    throw error;
  }
}

function join(pieces: Bytes[]): Bytes {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
