/**
 * The mechanisms by the calls of `lib/sys`, in plain loops that block.
 *
 * @module
 */

import { type Fd, read, write } from "lib/sys/fd.ts";
import { O_RDONLY, O_RDWR, O_WRONLY, open } from "lib/sys/fifo.ts";
import * as futex from "lib/sys/futex.ts";
import { mmap } from "lib/sys/mmap.ts";
import { mqReceive, mqSend } from "lib/sys/mqueue.ts";
import { msgrcv, msgsnd } from "lib/sys/msg.ts";
import { kill } from "lib/sys/process.ts";
import { F_SETLK, F_SETLKW, F_UNLCK, F_WRLCK, setLock } from "lib/sys/record_lock.ts";
import { semop } from "lib/sys/sem.ts";
import { signalSet, sigwait } from "lib/sys/sigwait.ts";
import {
  accept,
  AF_INET,
  AF_UNIX,
  bind,
  connect,
  inet,
  listen,
  port,
  socket,
  type SocketAddress,
  unix,
} from "lib/sys/socket.ts";
import { BLOCK, type Open, type Place, type Side } from "./side.ts";

const ONE = new Uint8Array(1);
/** A page for the cells, and a block behind it. */
const AREA = 4096 + BLOCK;

/** Reads from one descriptor, writes to another one. */
function stream(input: Fd, output: Fd): Side {
  const block = new Uint8Array(BLOCK);
  return {
    send: () => void write(output, ONE),
    receive: () => void read(input, ONE),
    sendBlock() {
      for (let sent = 0; sent < BLOCK;) sent += write(output, block.subarray(sent));
    },
    receiveBlock: () => read(input, block),
  };
}

function connection(family: number, address: SocketAddress, { begins, ready }: Place): Side {
  const own = socket(family);
  if (begins) {
    connect(own, address);
    return stream(own, own);
  }
  bind(own, address);
  listen(own, 1);
  ready(family === AF_INET ? port(own) : 0);
  const accepted = accept(own);
  return stream(accepted, accepted);
}

/** A cell for each direction, which counts what was sent; a block lies behind the page of the cells. */
function sharedMemory({ begins, words }: Place): Side {
  const { memory } = mmap(Number(words[0]), AREA);
  const cells = new Int32Array(memory, 0, 2);
  const area = new Uint8Array(memory, 4096);
  const block = new Uint8Array(BLOCK);
  const [mine, other] = begins ? [0, 1] : [1, 0];
  let received = 0;
  const send = () => {
    Atomics.add(cells, mine, 1);
    futex.notify(cells, mine, 1);
  };
  const receive = () => {
    while (Atomics.load(cells, other) === received) futex.wait(cells, other, received);
    received++;
  };
  return {
    send,
    receive,
    sendBlock() {
      area.set(block);
      send();
      receive();
    },
    receiveBlock() {
      receive();
      block.set(area);
      send();
      return BLOCK;
    },
  };
}

/** Nobody waits for a lock here: one call locks, one unlocks. */
function recordLock({ begins, words }: Place): Side {
  if (!begins) return { send() {}, receive() {} };
  const fd = open(words[0]!, O_RDWR);
  return {
    send() {
      setLock(fd, F_SETLKW, { type: F_WRLCK, start: 0, length: 1 });
      setLock(fd, F_SETLK, { type: F_UNLCK, start: 0, length: 1 });
    },
    receive() {},
  };
}

/** How to open each mechanism. */
export const SYS: Record<string, Open> = {
  pipe: ({ words }) => stream(Number(words[0]), Number(words[1])),
  fifo({ begins, words }) {
    const [input, output] = words as [string, string];
    if (!begins) return stream(open(input, O_RDONLY), open(output, O_WRONLY));
    const first = open(output, O_WRONLY);
    return stream(open(input, O_RDONLY), first);
  },
  socketpair: ({ words }) => stream(Number(words[0]), Number(words[0])),
  "unix-datagram": ({ words }) => stream(Number(words[0]), Number(words[0])),
  udp: ({ words }) => stream(Number(words[0]), Number(words[0])),
  unix: (place) => connection(AF_UNIX, unix(place.words[0]!), place),
  tcp: (place) => connection(AF_INET, inet("127.0.0.1", Number(place.words[0])), place),
  "sysv-queue": ({ begins, words }) => ({
    send: () => msgsnd(Number(words[0]), begins ? 1 : 2, ONE),
    receive: () => void msgrcv(Number(words[0]), 1, begins ? 2 : 1),
  }),
  "posix-queue": ({ words }) => ({
    send: () => mqSend(Number(words[1]), ONE, 0),
    receive: () => void mqReceive(Number(words[0]), 64),
  }),
  "shared-memory": sharedMemory,
  "sysv-semaphore": ({ begins, words }) => ({
    send: () => semop(Number(words[0]), [{ number: begins ? 0 : 1, by: 1 }]),
    receive: () => semop(Number(words[0]), [{ number: begins ? 1 : 0, by: -1 }]),
  }),
  "record-lock": recordLock,
  signal({ other }) {
    const set = signalSet(["SIGUSR1"]);
    return { send: () => kill(other(), "SIGUSR1"), receive: () => void sigwait(set) };
  },
};
