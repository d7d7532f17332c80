/** Epoll that tells each arrival once, and descriptors in non-blocking mode, which are read and written up to EAGAIN. */

import * as ep from "lib/sys/epoll.ts";
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
  unread,
  write,
} from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { accept } from "lib/sys/socket.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface Ready {
  fd: Fd;
  ended: boolean;
}

export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  const epoll = ep.epollCreate();
  try {
    for (const fd of fds) {
      ep.epollCtl(epoll, ep.EPOLL_CTL_ADD, fd, ep.EPOLLIN | ep.EPOLLRDHUP);
    }
    const end = Date.now() + milliseconds;
    for (;;) {
      const left = Math.max(0, end - Date.now());
      const wait = left === Infinity ? -1 : Math.min(left, 1e9);
      const happened = without("EINTR", () => ep.epollWait(epoll, fds.length + 1, wait));
      const found = new Map(happened?.map(({ fd, events }) => [fd, events]));
      if (happened === undefined || (found.size === 0 && Date.now() < end)) continue;
      const over = ep.EPOLLHUP | ep.EPOLLRDHUP;
      return fds.filter((fd) => found.has(fd))
        .map((fd) => ({ fd, ended: (found.get(fd)! & over) !== 0 }));
    }
  } finally {
    close(epoll);
  }
}

/** Reads only when poll() says that there is something: no flag is needed. */
export function drain(fd: Fd): { bytes: Bytes; ended: boolean } {
  fcntl(fd, F_GETFL);
  let bytes = new Uint8Array();
  const buffer = new Uint8Array(5000);
  while (poll([{ fd, events: POLLIN }], 0)[0] !== 0) {
    // Where bytes are to be given, an error is left for the next call.
    if (bytes.length > 0 && unread(fd) === 0) return { bytes, ended: true };
    const length = read(fd, buffer);
    if (length === 0) return { bytes, ended: true };
    bytes = concat(bytes, buffer.subarray(0, length));
  }
  return { bytes, ended: false };
}

const listeners = new Set<() => void>();
const ring = () => listeners.forEach((listener) => listener());

/** One listener for all, which stays; the descriptor is in non-blocking mode until the end. */
export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  const flags = fcntl(fd, F_GETFL);
  const buffer = new Uint8Array(3000);
  const look = () => {
    while (listeners.has(look)) { // handle() may have ended it.
      const length = without(/EAGAIN|ECONNRESET/, () => read(fd, buffer));
      if (!length) return;
      handle(buffer.slice(0, length));
    }
  };
  if (listeners.size === 0) Deno.addSignalListener("SIGIO", ring);
  listeners.add(look);
  fcntl(fd, F_SETOWN, Deno.pid);
  fcntl(fd, F_SETFL, flags | O_ASYNC | O_NONBLOCK);
  queueMicrotask(() => listeners.has(look) && look());
  return () => {
    listeners.delete(look);
    if (listeners.size === 0) Deno.removeSignalListener("SIGIO", ring);
    fcntl(fd, F_SETFL, flags);
  };
}

class Client {
  input: Bytes = new Uint8Array();
  output: Bytes = new Uint8Array();
  ended = false;
  constructor(readonly fd: Fd) {}

  /** Goes on as far as it can. Tells whether the connection is needed any more. */
  move(answer: (line: Bytes) => Bytes, limit: number): boolean {
    const buffer = new Uint8Array(16384);
    for (let moved = true; moved;) {
      moved = false;
      if (this.output.length > 0) {
        const sent = without("EAGAIN", () => write(this.fd, this.output)) ?? 0;
        this.output = this.output.subarray(sent);
        moved = sent > 0;
      }
      const at = this.output.length < limit ? this.input.indexOf(10) : -1;
      if (at >= 0) {
        const line = this.input.slice(0, at);
        this.input = this.input.subarray(at + 1);
        this.output = concat(this.output, new Answered(answer, line).bytes, Uint8Array.of(10));
        moved = true;
      } else if (!this.ended && this.output.length < limit) {
        const length = without("EAGAIN", () => read(this.fd, buffer));
        this.ended = length === 0;
        this.input = concat(this.input, buffer.subarray(0, length ?? 0));
        moved = length !== undefined;
      }
    }
    return !this.ended || this.output.length > 0 || this.input.includes(10);
  }
}

/** What answer() throws is not an error of the connection. */
class Answered {
  readonly bytes: Bytes;
  constructor(answer: (line: Bytes) => Bytes, line: Bytes) {
    try {
      this.bytes = answer(line);
    } catch (error) {
      throw new AnswerError("", { cause: error });
    }
  }
}

class AnswerError extends Error {}

export function serveLines(
  listener: Fd,
  stop: Fd,
  answer: (line: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>,
  { limit }: { limit: number },
): void {
  const clients = new Map<Fd, Client>();
  const epoll = ep.epollCreate();
  const move = (client: Client) => {
    try {
      if (client.move(answer, limit)) return;
    } catch (error) {
      if (error instanceof AnswerError) throw error.cause;
    }
    clients.delete(client.fd);
    close(client.fd);
  };
  try {
    fcntl(listener, F_SETFL, fcntl(listener, F_GETFL) | O_NONBLOCK);
    ep.epollCtl(epoll, ep.EPOLL_CTL_ADD, stop, ep.EPOLLIN);
    ep.epollCtl(epoll, ep.EPOLL_CTL_ADD, listener, ep.EPOLLIN | ep.EPOLLET);
    for (;;) {
      for (const { fd } of without("EINTR", () => ep.epollWait(epoll, 7)) ?? []) {
        if (fd === stop) return;
        for (let it; fd === listener && (it = without("EAGAIN", () => accept(listener)));) {
          fcntl(it, F_SETFL, O_NONBLOCK);
          clients.set(it, new Client(it));
          const events = ep.EPOLLIN | ep.EPOLLOUT | ep.EPOLLRDHUP | ep.EPOLLET;
          ep.epollCtl(epoll, ep.EPOLL_CTL_ADD, it, events);
        }
        const client = clients.get(fd);
        if (client) move(client);
      }
    }
  } finally {
    for (const fd of [...clients.keys(), epoll, listener, stop]) close(fd);
  }
}

function without<T>(code: string | RegExp, call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if ((error as { code?: string }).code?.match(code)) return undefined;
    throw error;
  }
}

function concat(...parts: Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}
