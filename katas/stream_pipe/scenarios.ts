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
  unread,
  write,
} from "lib/sys/fd.ts";
import { O_RDONLY, open } from "lib/sys/fifo.ts";
import { isOpen } from "lib/testing/descriptors.ts";
import { type Outcome, outcome } from "lib/testing/outcome.ts";
import { hasReturned } from "lib/testing/peer/scenario.ts";
import { amidst, sameBytes } from "lib/testing/views.ts";

const F_DUPFD_CLOEXEC = 1030;
/** No process has so many. */
const NOT_OPEN = 9999;

const load = (kata: string): Promise<typeof import("./stream_pipe.ts")> => import(kata);

/**
 * Exchanges one message after another. Tells which of them are not as they were, and which numbers were closed
 * again when they named another file.
 */
export async function exchangeEach(kata: string, calls: [end: Fd, message: Uint8Array][]) {
  const { exchange } = await load(kata);
  const outcomes: Outcome<Uint8Array>[] = [];
  const changed: number[] = [];
  const copies: Fd[] = [];
  for (const [end, bytes] of calls) {
    const message = amidst(bytes);
    outcomes.push(await outcome(() => exchange(end, message)));
    if (!sameBytes(message, bytes)) changed.push(bytes.length);
    copies.push(fcntl(0, F_DUPFD_CLOEXEC, end)); // It has the number of the end, when that was closed.
  }
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setTimeout(resolve));
  return { outcomes, changed, closed: copies.filter((it) => !closeOpen(it)) };
}

/** Exchanges messages while an hour goes by on the clock, and then writes to `over`. */
export async function exchangeForAnHour(kata: string, end: Fd, message: Uint8Array, over: Fd) {
  const { exchange } = await load(kata);
  const { Clock } = await import("lib/testing/clock.ts");
  using clock = new Clock();
  using _ = await begin();
  const exchanging = (async () => await exchange(end, amidst(message)))();
  exchanging.catch(() => {}); // It is awaited below.
  await clock.pass(3_600_000);
  write(over, new Uint8Array(1));
  close(over);
  return await exchanging;
}

/** Submits one job after another. */
export async function submitEach(kata: string, queue: Fd, jobs: Uint8Array[], told?: Fd) {
  const { submit } = await load(kata);
  using _ = await begin(told);
  const outcomes: Outcome<void>[] = [];
  const changed: number[] = [];
  for (const bytes of jobs) {
    const job = amidst(bytes);
    outcomes.push(await outcome(() => submit(queue, job)));
    if (!sameBytes(job, bytes)) changed.push(bytes.length);
  }
  return { outcomes, changed, open: closeOpen(queue) };
}

/**
 * Takes jobs until there is none, and asks twice more; or takes a few only.
 *
 * @param late Whether another worker takes what the first look has seen, before this one can: its job is among
 *   these then.
 */
export async function work(kata: string, queue: Fd, few = Infinity, told?: Fd, late = false) {
  const { nextJob } = await load(kata);
  const jobs: Uint8Array[] = [];
  if (late) await takeBetween(queue, jobs);
  using _ = await begin(told);
  const after: unknown[] = [];
  while (jobs.length < few) {
    const job = await nextJob(queue);
    if (job === null) break;
    jobs.push(job);
  }
  if (jobs.length < few) after.push(await nextJob(queue), await nextJob(queue));
  return { jobs, after, open: closeOpen(queue) }; // Only now: no job may have changed meanwhile.
}

/** When something has been seen in a queue by a call that leaves it there, takes it as another worker would. */
async function takeBetween(queue: Fd, jobs: Uint8Array[]): Promise<void> {
  const { messageLibc } = await import("lib/sys/libc.ts");
  const { MSG_PEEK } = await import("lib/sys/message.ts");
  type Receive = (fd: Fd, buffer: Uint8Array, length: bigint, flags: number) => bigint;
  const libc = messageLibc() as unknown as { recv: Receive };
  const { recv } = libc;
  libc.recv = (fd, buffer, length, flags) => {
    const result = recv(fd, buffer, length, flags);
    if (fd === queue && (flags & MSG_PEEK) !== 0 && result > 0n) {
      libc.recv = recv;
      const job = new Uint8Array(100_000);
      jobs.push(job.subarray(0, Number(recv(fd, job, BigInt(job.length), 0))));
    }
    return result;
  };
}

/** Asks a queue that has ended, and then takes the only job of another queue that has got its number. */
export async function workTwice(kata: string, queue: Fd, job: Uint8Array<ArrayBuffer>) {
  const { nextJob } = await load(kata);
  await nextJob(queue);
  const [here, there] = socketpair(SOCK_SEQPACKET);
  closeOpen(queue);
  const same = fcntl(there, F_DUPFD_CLOEXEC, queue);
  write(here, job);
  close(here);
  const next = await nextJob(same);
  [there, same].forEach(close);
  return { next, same };
}

/** What is handed over: a note, and so many descriptors. */
export interface Parcel {
  note: string;
  count: number;
  /** Whether the first of them goes once more. */
  twice?: true;
  /** Whether there is also one that is not open. */
  gone?: true;
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
  for (const parcel of parcels) {
    const [here, there] = socketpair(SOCK_SEQPACKET);
    const files = openFiles(file, parcel);
    const fds = files.map(({ fd }) => fd);
    if (parcel.gone) fds.splice(1, 0, NOT_OPEN);
    const list = [...fds];
    const called = await outcome(() => handOver(here, parcel.note, list));
    const open = `${list}` === `${fds}` && files.every(({ fd }) => isOpen(fd));
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
  const next = new TextEncoder().encode("the next one");
  const found = [];
  for (const parcel of parcels) {
    const files = openFiles(file, parcel);
    sendMessage(here, new TextEncoder().encode(parcel.note), files.map(({ fd }) => fd));
    sendMessage(here, next, [here]);
    const taken = await takeOver(there);
    const left = unread(there);
    const fds = [...taken?.fds ?? []];
    const following = await takeOver(there);
    found.push({
      note: taken?.note,
      count: fds.length,
      same: fds.every((fd, at) => isSame(fd, files[at])),
      inherited: fds.some((fd) => isOpen(fd) && (fcntl(fd, F_GETFD) & FD_CLOEXEC) === 0),
      left: left === next.length,
      lasting: `${taken?.fds ?? []}` === `${fds}`,
    });
    const all = [...fds, ...files.map(({ fd }) => fd), ...following?.fds ?? []];
    new Set(all).forEach(close);
  }
  close(here);
  const after = [await takeOver(there), await takeOver(there)];
  return { found, after, open: closeOpen(there) };
}

/** Takes one parcel over, and tells its note. */
export async function takeOne(kata: string, channel: Fd, told: Fd) {
  const { takeOver } = await load(kata);
  using _ = await begin(told);
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

/** Opens a file so often, and reads each time a little more of it. The first one comes last. */
function openFiles(path: string, { count, twice }: Parcel): OpenFile[] {
  const files = Array.from({ length: count }, (_, at) => {
    const fd = open(path, O_RDONLY);
    read(fd, new Uint8Array(at + 1));
    return { fd, offset: at + 1 };
  });
  files.push(...files.splice(0, 1)); // So that nobody can find their order by their numbers.
  return twice ? [...files, files[0]!] : files;
}

/** Whether a descriptor stands for this open file, and not only for the same file. */
function isSame(fd: Fd, file: OpenFile | undefined): boolean {
  if (file === undefined || fd === file.fd || !isOpen(fd)) return false;
  const [, offset] = /^pos:\s*(\d+)/.exec(Deno.readTextFileSync(`/proc/self/fdinfo/${fd}`)) ?? [];
  return Number(offset) === file.offset;
}

/**
 * Tells the test that your function is called now. From then on, a call that waits for a time at most comes
 * back soon: so nobody can wait for long who gives up some day.
 */
async function begin(told?: Fd): Promise<Disposable> {
  const { hurrySleeps } = await import("lib/testing/sleeps.ts");
  if (told !== undefined) {
    write(told, new Uint8Array(1));
    close(told);
  }
  return hurrySleeps();
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

function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
