/**
 * Programs that call your functions several times in one process, and look at what comes of it.
 *
 * Each one runs in a process of its own, and gets the URL of your module as its first argument.
 *
 * @module
 */

// What only one scenario needs is imported there: each module costs every process some time.
import {
  close,
  F_GETFD,
  fcntl,
  type Fd,
  FD_CLOEXEC,
  read,
  SOCK_SEQPACKET,
  socketpair,
} from "lib/sys/fd.ts";
import { O_RDONLY, open } from "lib/sys/fifo.ts";
import { hasReturned } from "lib/testing/peer/scenario.ts";

/** How a call ended: with a result, or with the code of an error. */
export type Outcome<T> = { result: T } | { error: string };

const load = (kata: string): Promise<typeof import("./stream_pipe.ts")> => import(kata);

/** Exchanges one message after another. Tells which of them are not as they were. */
export async function exchangeEach(kata: string, calls: [end: Fd, message: Uint8Array][]) {
  const { exchange } = await load(kata);
  const outcomes: Outcome<Uint8Array>[] = [];
  const changed: number[] = [];
  for (const [end, bytes] of calls) {
    const message = amidst(bytes);
    outcomes.push(await outcome(() => exchange(end, message)));
    if (!equal(message, bytes)) changed.push(bytes.length);
  }
  return { outcomes, changed };
}

/** Submits one job after another. */
export async function submitEach(kata: string, queue: Fd, jobs: Uint8Array[]) {
  const { submit } = await load(kata);
  const outcomes: Outcome<void>[] = [];
  const changed: number[] = [];
  for (const bytes of jobs) {
    const job = amidst(bytes);
    outcomes.push(await outcome(() => submit(queue, job)));
    if (!equal(job, bytes)) changed.push(bytes.length);
  }
  return { outcomes, changed, open: closeOpen(queue) };
}

/** Takes jobs until there is none, and asks twice more; or takes a few only. */
export async function work(kata: string, queue: Fd, few = Infinity) {
  const { nextJob } = await load(kata);
  const jobs: Uint8Array[] = [];
  const after: unknown[] = [];
  while (jobs.length < few) {
    const job = await nextJob(queue);
    if (job === null) break;
    jobs.push(job);
  }
  if (jobs.length < few) after.push(await nextJob(queue), await nextJob(queue));
  return { jobs, after, open: closeOpen(queue) }; // Only now: no job may have changed meanwhile.
}

/** What is handed over: a note, and so many descriptors; or those of these numbers. */
export interface Parcel {
  note: string;
  count: number;
  fds?: Fd[];
}

/** What came of a parcel. */
export interface Arrival {
  /** The note, and for each descriptor whether it is the same open file. */
  packets: { note: string; same: boolean[] }[];
  /** Whether the sender's descriptors are still open, and its list is as it was. */
  open: boolean;
  /** Whether the channel is still open. */
  channel: boolean;
  error?: string;
}

/** Hands each parcel over. Packets are taken by `lib/sys`, which sees each one as it is. */
export async function handOverEach(kata: string, parcels: Parcel[], file: string) {
  const { handOver } = await load(kata);
  const { MSG_DONTWAIT, receive, receiveMessage } = await import("lib/sys/message.ts");
  const arrivals: Arrival[] = [];
  for (const { note, count, fds: given } of parcels) {
    const [here, there] = socketpair(SOCK_SEQPACKET);
    const files = given ? [] : openFiles(file, count);
    const fds = given ?? files.map(({ fd }) => fd);
    const list = [...fds];
    const called = await outcome(() => handOver(here, note, list));
    const open = `${list}` === `${fds}` && fds.every(isOpen);
    const arrival: Arrival = { packets: [], open, channel: closeOpen(here) };
    if ("error" in called) arrival.error = called.error;
    const waits = () => receive(there, new Uint8Array(1), MSG_DONTWAIT | 2) >= 0;
    const buffer = new Uint8Array(100_000);
    while (tries(waits)) {
      const { length, fds: taken } = receiveMessage(there, buffer, 253);
      if (length === 0 && taken.length === 0) break;
      const same = taken.map((fd, at) => isSame(fd, files[at]));
      arrival.packets.push({ note: decode(buffer.subarray(0, length)), same });
      taken.forEach(close);
    }
    for (const fd of [there, ...files.map(({ fd }) => fd)]) if (isOpen(fd)) close(fd);
    arrivals.push(arrival);
  }
  return arrivals;
}

/** Takes over what `lib/sys` has sent. */
export async function takeOverEach(kata: string, parcels: Parcel[], file: string) {
  const { takeOver } = await load(kata);
  const { sendMessage } = await import("lib/sys/message.ts");
  const [here, there] = socketpair(SOCK_SEQPACKET);
  const found = [];
  for (const { note, count } of parcels) {
    const files = openFiles(file, count);
    sendMessage(here, new TextEncoder().encode(note), files.map(({ fd }) => fd));
    const taken = await takeOver(there);
    const fds = taken?.fds ?? [];
    found.push({
      note: taken?.note,
      count: fds.length,
      same: fds.every((fd, at) => isSame(fd, files[at])),
      inherited: fds.some((fd) => isOpen(fd) && (fcntl(fd, F_GETFD) & FD_CLOEXEC) === 0),
    });
    [...fds, ...files.map(({ fd }) => fd)].forEach(close);
  }
  close(here);
  const after = [await takeOver(there), await takeOver(there)];
  return { found, after, open: closeOpen(there) };
}

/** Takes one parcel over, and tells its note. */
export async function takeOne(kata: string, channel: Fd) {
  const { takeOver } = await load(kata);
  const taken = await takeOver(channel);
  hasReturned();
  taken?.fds.forEach(close);
  close(channel);
  return taken?.note;
}

/** The old server: passes its listeners on, and is gone. */
export async function retire(kata: string, channel: Fd, listeners: Fd[]) {
  const { handOver } = await load(kata);
  await handOver(channel, "unix, TCP", listeners);
  hasReturned();
  for (const fd of [channel, ...listeners]) close(fd);
}

/** The new server: answers one client of each listener. */
export async function succeed(kata: string, channel: Fd, answer: Uint8Array<ArrayBuffer>) {
  const { takeOver } = await load(kata);
  const { accept } = await import("lib/sys/socket.ts");
  const { write } = await import("lib/sys/fd.ts");
  const taken = await takeOver(channel);
  hasReturned();
  for (const listener of taken?.fds ?? []) {
    const connection = accept(listener);
    write(connection, answer);
    close(connection);
    close(listener);
  }
  close(channel);
}

interface OpenFile {
  fd: Fd;
  /** How far it has been read. No other one has been read as far. */
  offset: number;
}

/** Opens a file so often, and reads each time a little more of it. */
function openFiles(path: string, count: number): OpenFile[] {
  return Array.from({ length: count }, (_, at) => {
    const fd = open(path, O_RDONLY);
    read(fd, new Uint8Array(at + 1));
    return { fd, offset: at + 1 };
  });
}

/** Whether a descriptor stands for this open file, and not only for the same file. */
function isSame(fd: Fd, file: OpenFile | undefined): boolean {
  if (file === undefined || fd === file.fd || !isOpen(fd)) return false;
  const [, offset] = /^pos:\s*(\d+)/.exec(Deno.readTextFileSync(`/proc/self/fdinfo/${fd}`)) ?? [];
  return Number(offset) === file.offset;
}

function isOpen(fd: Fd): boolean {
  return tries(() => fcntl(fd, F_GETFD) >= 0);
}

/** Closes a descriptor. Tells whether it was open until now. */
function closeOpen(fd: Fd): boolean {
  return tries(() => {
    close(fd);
    return true;
  });
}

function tries(call: () => boolean): boolean {
  try {
    return call();
  } catch {
    return false;
  }
}

/** Puts bytes between others, as a message often is a part of something larger. */
function amidst(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(bytes.length + 1000).fill(0xa5);
  whole.set(bytes, 13);
  return whole.subarray(13, 13 + bytes.length);
}

function equal(some: Uint8Array, others: Uint8Array): boolean {
  return some.length === others.length && some.every((byte, at) => byte === others[at]);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

async function outcome<T>(call: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { result: await call() };
  } catch (error) {
    const { code, name, message } = error as Error & { code?: string };
    if (name === "TodoError") throw error;
    return { error: error instanceof RangeError ? "RangeError" : code ?? `${name}: ${message}` };
  }
}
