/**
 * The mechanisms that are measured, and what the two sides of each one need.
 *
 * @module
 */

import { join } from "@std/path";
import { close, type Fd, pipe, socketpair } from "lib/sys/fd.ts";
import { mkfifo } from "lib/sys/fifo.ts";
import { ftruncate, O_CREAT, O_EXCL, O_RDWR, shmOpen } from "lib/sys/mmap.ts";
import { mqOpen, O_RDONLY, O_WRONLY } from "lib/sys/mqueue.ts";
import { IPC_CREAT, IPC_EXCL, msgget } from "lib/sys/msg.ts";
import { semget } from "lib/sys/sem.ts";
import { AF_INET, bind, connect, inet, port, SOCK_DGRAM, socket } from "lib/sys/socket.ts";
import { noteKey, noteName } from "lib/testing/watchdog/kept.ts";
import { BLOCK } from "./side.ts";

/** By what a mechanism is measured: in C, by `lib/sys`, by Deno's own API. */
export type Flavour = "c" | "sys" | "api";

/** What both sides of a pair are given. */
export interface Places {
  ping: string[];
  pong: string[];
  /** Descriptors that they inherit, at the same numbers; they are closed here once both have started. */
  fds: Fd[];
}

/** A mechanism. */
export interface Mechanism {
  /** What it is called in a table, and after `--only`. */
  name: string;
  /** By what it can be measured. */
  flavours: Flavour[];
  /** Whether blocks go through it, too. */
  blocks: boolean;
  /** Whether a round is a lock and an unlock of one process, instead of there and back. */
  alone?: boolean;
  /** Makes what the sides need, in this folder. */
  prepare(scratch: string, flavour: Flavour): Places;
}

const ALL: Flavour[] = ["c", "sys", "api"];
const nothing = (): Places => ({ ping: [], pong: [], fds: [] });

let paths = 0;
/** A path that is free. */
const fresh = (scratch: string) => join(scratch, String(++paths));

/** Both sides are given the same words. */
function shared(words: (string | number)[], fds: Fd[] = []): Places {
  return { ping: words.map(String), pong: words.map(String), fds };
}

/** Each side is given an end. */
function ends([one, other]: [Fd, Fd]): Places {
  return { ping: [String(one)], pong: [String(other)], fds: [one, other] };
}

/** Each side reads one and writes the other. */
function crossed(there: [Fd, Fd], back: [Fd, Fd]): Places {
  return {
    ping: [String(back[0]), String(there[1])],
    pong: [String(there[0]), String(back[1])],
    fds: [...there, ...back],
  };
}

function datagrams(): [Fd, Fd] {
  const [one, other] = [socket(AF_INET, SOCK_DGRAM), socket(AF_INET, SOCK_DGRAM)];
  for (const fd of [one, other]) bind(fd, inet("127.0.0.1", 0));
  connect(one, inet("127.0.0.1", port(other)));
  connect(other, inet("127.0.0.1", port(one)));
  return [one, other];
}

function posixQueue(scratch: string): [Fd, Fd] {
  const [name, size] = [noteName(scratch), { capacity: 4, size: 64 }];
  const output = mqOpen(name, O_WRONLY | O_CREAT | O_EXCL, 0o600, size);
  return [mqOpen(name, O_RDONLY), output];
}

function sharedMemory(scratch: string): Fd {
  const fd = shmOpen(noteName(scratch), O_RDWR | O_CREAT | O_EXCL, 0o600);
  ftruncate(fd, 4096 + BLOCK);
  return fd;
}

function file(scratch: string): string {
  const path = fresh(scratch);
  Deno.writeTextFileSync(path, "one byte is enough");
  return path;
}

/** Every mechanism, in the order of the table. */
export const MECHANISMS: Mechanism[] = [
  {
    name: "pipe",
    flavours: ALL,
    blocks: true,
    prepare: () => crossed(pipe(), pipe()),
  },
  {
    name: "fifo",
    flavours: ALL,
    blocks: true,
    prepare(scratch) {
      const [there, back] = [fresh(scratch), fresh(scratch)];
      for (const path of [there, back]) mkfifo(path, 0o600);
      return { ping: [back, there], pong: [there, back], fds: [] };
    },
  },
  {
    name: "socketpair",
    flavours: ["c", "sys"],
    blocks: true,
    prepare: () => ends(socketpair()),
  },
  {
    name: "unix",
    flavours: ALL,
    blocks: true,
    prepare: (scratch) => shared([fresh(scratch)]),
  },
  { name: "tcp", flavours: ALL, blocks: true, prepare: () => shared([0]) },
  {
    name: "unix-datagram",
    flavours: ALL,
    blocks: false,
    prepare(scratch, flavour) {
      if (flavour !== "api") return ends(socketpair(SOCK_DGRAM));
      const [one, other] = [fresh(scratch), fresh(scratch)];
      return { ping: [one, other], pong: [other, one], fds: [] };
    },
  },
  {
    name: "udp",
    flavours: ALL,
    blocks: false,
    prepare: (_, flavour) => flavour === "api" ? shared([0]) : ends(datagrams()),
  },
  {
    name: "sysv-queue",
    flavours: ["c", "sys"],
    blocks: false,
    prepare: (scratch) => shared([msgget(noteKey(scratch), IPC_CREAT | IPC_EXCL | 0o600)]),
  },
  {
    name: "posix-queue",
    flavours: ["c", "sys"],
    blocks: false,
    prepare: (scratch) => crossed(posixQueue(scratch), posixQueue(scratch)),
  },
  {
    name: "shared-memory",
    flavours: ["c", "sys"],
    blocks: true,
    prepare(scratch) {
      const fd = sharedMemory(scratch);
      return shared([fd], [fd]);
    },
  },
  {
    name: "sysv-semaphore",
    flavours: ["c", "sys"],
    blocks: false,
    prepare: (scratch) => shared([semget(noteKey(scratch), 2, IPC_CREAT | IPC_EXCL | 0o600)]),
  },
  { name: "atomics", flavours: ["c", "api"], blocks: false, prepare: nothing },
  {
    name: "record-lock",
    flavours: ALL,
    blocks: false,
    alone: true,
    prepare: (scratch) => shared([file(scratch)]),
  },
  { name: "signal", flavours: ALL, blocks: false, prepare: nothing },
];

/** Closes what was made for two sides, here. */
export function closePlaces({ fds }: Places): void {
  fds.forEach(close);
}
