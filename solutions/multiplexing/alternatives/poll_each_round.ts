/** A server that makes the list for poll() each time, reads little at a time, and sends little at a time. */

import {
  close,
  F_GETFL,
  F_SETFL,
  F_SETOWN,
  fcntl,
  type Fd,
  O_ASYNC,
  read,
  unread,
} from "lib/sys/fd.ts";
import { MSG_DONTWAIT, send } from "lib/sys/message.ts";
import { poll, POLLHUP, POLLIN, POLLNVAL, POLLOUT, POLLRDHUP } from "lib/sys/poll.ts";
import { accept } from "lib/sys/socket.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface Ready {
  fd: Fd;
  ended: boolean;
}

/** It never waits for long at a time. */
export function waitForAny(fds: Fd[], milliseconds: number): Ready[] {
  const begin = performance.now();
  for (;;) {
    const left = milliseconds - (performance.now() - begin);
    const ready: Ready[] = [];
    const happened = polled(fds.map((fd) => [fd, POLLIN | POLLRDHUP]), Math.min(left, 20_000));
    happened?.forEach((events, at) => {
      const fd = fds[at]!;
      if (events & POLLNVAL || fd < 0) fcntl(fd, F_GETFL);
      if (events) ready.push({ fd, ended: (events & (POLLHUP | POLLRDHUP)) > 0 });
    });
    if (ready.length > 0 || (happened && left <= 0)) return ready;
  }
}

function polled(list: [Fd, number][], ms: number): number[] | undefined {
  for (const [fd] of list) if (fd < 0) fcntl(fd, F_GETFL);
  try {
    return poll(list.map(([fd, events]) => ({ fd, events })), Math.max(0, Math.ceil(ms)));
  } catch (error) {
    if ((error as { code?: string }).code === "EINTR") return undefined;
    throw error;
  }
}

/** It asks how much there is, and reads as much. */
export function drain(fd: Fd): { bytes: Bytes; ended: boolean } {
  const bytes = new Uint8Array(unread(fd));
  for (let at = 0; at < bytes.length;) at += read(fd, bytes.subarray(at));
  const [events] = polled([[fd, POLLIN]], 0) ?? [0];
  if (events === 0 || unread(fd) > 0) return { bytes, ended: false };
  // Where bytes are to be given, an error is left for the next call.
  return { bytes, ended: bytes.length > 0 || read(fd, new Uint8Array(1)) === 0 };
}

export function onData(fd: Fd, handle: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  const flags = fcntl(fd, F_GETFL);
  let on = true;
  const look = () => {
    while (on) {
      const [events] = polled([[fd, POLLIN]], 0) ?? [0];
      if (!events || unread(fd) === 0) return; // Nothing more, or the end, or a reset.
      const bytes = new Uint8Array(Math.min(unread(fd), 777));
      const length = read(fd, bytes);
      handle(bytes.slice(0, length));
    }
  };
  Deno.addSignalListener("SIGIO", look);
  fcntl(fd, F_SETOWN, Deno.pid);
  fcntl(fd, F_SETFL, flags | O_ASYNC);
  setTimeout(look, 0);
  return () => {
    on = false;
    Deno.removeSignalListener("SIGIO", look);
    fcntl(fd, F_SETFL, flags);
  };
}

interface Client {
  fd: Fd;
  line: number[];
  answers: Bytes[];
  ended: boolean;
}

const size = ({ answers }: Client) => answers.reduce((sum, { length }) => sum + length, 0);

export function serveLines(
  listener: Fd,
  stop: Fd,
  answer: (line: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>,
  { limit }: { limit: number },
): void {
  let clients: Client[] = [];
  const wanted = (client: Client): [Fd, number] => [
    client.fd,
    (client.ended || size(client) >= limit ? 0 : POLLIN) |
    (client.answers.length > 0 ? POLLOUT : 0),
  ];
  const serve = (client: Client, events: number) => {
    if (events & POLLIN) {
      const bytes = attempt(() => {
        const buffer = new Uint8Array(1000);
        return buffer.subarray(0, read(client.fd, buffer));
      });
      if (!bytes?.length) client.ended = true;
      for (const byte of bytes ?? []) {
        if (byte !== 10) client.line.push(byte);
        else {
          client.answers.push(answer(Uint8Array.from(client.line.splice(0))).slice());
          client.answers.push(Uint8Array.of(10));
        }
      }
    }
    const [first, ...others] = client.answers;
    if (first && events & POLLOUT) {
      const sent = attempt(() => send(client.fd, first.subarray(0, 4000), MSG_DONTWAIT)) ?? 0;
      client.answers = sent < first.length ? [first.subarray(sent), ...others] : others;
    }
    const gone = (events & ~(POLLIN | POLLOUT)) !== 0;
    if (!gone && !(client.ended && client.answers.length === 0)) return;
    close(client.fd);
    clients = clients.filter((it) => it !== client);
  };
  try {
    for (;;) {
      const watched = clients.map(wanted);
      const list: [Fd, number][] = [[stop, POLLIN], [listener, POLLIN], ...watched];
      const [stopped, come, ...happened] = polled(list, 2 ** 31 - 1) ?? [];
      if (stopped) return;
      for (const [at, client] of clients.entries()) {
        if (happened[at]) serve(client, happened[at]!);
      }
      if (come) clients.push({ fd: accept(listener), line: [], answers: [], ended: false });
    }
  } finally {
    [...clients.map(({ fd }) => fd), listener, stop].forEach(close);
  }
}

function attempt<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}
