/**
 * Programs that call your functions several times in one process, and look at what comes of it.
 *
 * Each one runs in a process of its own, and gets the URL of your module as its first argument. Where it gets
 * `told`, it writes a byte there before each call that may wait, and one after it.
 *
 * @module
 */

import { close, type Fd, read, unread, write } from "lib/sys/fd.ts";
import { type Outcome, outcome } from "lib/testing/outcome.ts";
import { TellingCalls } from "lib/testing/told_calls.ts";
import { amidst, sameBytes } from "lib/testing/views.ts";

/** When a worker gets this job, its scenario calls `finish()`. */
export const LAST = "the last job";

/** When a worker gets this job, its scenario removes the queue. */
export const REMOVES = "the job that removes the queue";

const HOUR = 3_600_000;
/** More than a timer or a count of milliseconds in 32 bits can hold. */
const LONG = 2 ** 31 + HOUR;

const load = (kata: string): Promise<typeof import("./message_queue.ts")> => import(kata);

/**
 * Opens queues. Another process makes that of `wanted` when your first call there has found none. The queue of
 * `removed` is opened once more before, and is removed then.
 */
export async function openEach(
  kata: string,
  calls: [key: number, limit?: number][],
  { wanted = 0, removed = 0 } = {},
) {
  const { openQueue } = await load(kata);
  const { noteMade } = await import("lib/testing/peer/made.ts");
  const { IPC_RMID, msgctl } = await import("lib/sys/msg.ts");
  if (wanted !== 0) await compete(wanted);
  const outcomes: Outcome<number>[] = [];
  for (const call of calls) {
    if (call[0] === removed) await outcome(() => msgctl(openQueue(removed), IPC_RMID));
    const opened = await outcome(() => openQueue(...call));
    if ("result" in opened) noteMade("msg", opened.result);
    outcomes.push(opened);
  }
  return outcomes;
}

/** Makes a queue in the moment after msgget() has found none. */
async function compete(key: number): Promise<void> {
  const { msgLibc } = await import("lib/sys/libc.ts");
  const libc = msgLibc() as { msgget: (key: number, flags: number) => number };
  const { msgget } = libc;
  libc.msgget = (...call) => {
    const id = msgget(...call);
    if (id === -1) msgget(key, 0o1600); // IPC_CREAT. It succeeds, so that errno stays.
    return id;
  };
}

/** A job, where it goes, and how urgent it is. */
export type Job = [queue: number, bytes: Uint8Array, urgency: number];

/** Submits one job after another. Tells which of them are not as they were. */
export async function submitEach(kata: string, jobs: Job[], told?: Fd) {
  const { submit } = await load(kata);
  using calls = new Calls(told);
  const outcomes: Outcome<void>[] = [];
  const changed: number[] = [];
  for (const [queue, bytes, urgency] of jobs) {
    const job = amidst(bytes);
    outcomes.push(await calls.outcome(() => submit(queue, job, urgency)));
    if (!sameBytes(job, bytes)) changed.push(bytes.length);
  }
  return { outcomes, changed };
}

/** What a worker has done. */
export interface Work {
  outcome: Outcome<number>;
  /** The jobs, as they are at the end. */
  jobs: Uint8Array[];
}

/**
 * Works at one queue after another. Some jobs of one byte fail: the odd ones at once, the even ones later; 6 is
 * one that gives no reason.
 */
export async function workAtEach(kata: string, queues: number[], told?: Fd): Promise<Work[]> {
  const { doJobs, finish } = await load(kata);
  const { IPC_RMID, msgctl } = await import("lib/sys/msg.ts");
  using calls = new Calls(told);
  const all: Work[] = [];
  for (const queue of queues) {
    const jobs: Uint8Array[] = [];
    const handle = (job: Uint8Array): void | Promise<void> => {
      jobs.push(job);
      if (isLast(job)) finish(queue);
      if (new TextDecoder().decode(job) === REMOVES) msgctl(queue, IPC_RMID);
      if (job.length !== 1 || job[0]! > 9) return;
      const code = `JOB ${job[0]}`;
      if (job[0]! % 2 === 1) throw Object.assign(new Error("on purpose"), { code });
      return new Promise((_, reject) =>
        setTimeout(() => reject(job[0] === 6 ? undefined : code), 5)
      );
    };
    const work = () => doJobs(queue, handle);
    all.push({ outcome: await calls.outcome(work, all.length === 0 ? HOUR : 0), jobs });
  }
  return all;
}

/**
 * Works so that each job tells when it begins, and ends when a byte has come from `gate`. The first one takes an
 * hour before.
 */
export async function workSlowly(kata: string, queue: number, told: Fd, gate: Fd): Promise<Work> {
  const { doJobs, finish } = await load(kata);
  const { Clock } = await import("lib/testing/clock.ts");
  using clock = new Clock();
  const jobs: Uint8Array[] = [];
  const outcome = await new Calls().outcome(() =>
    doJobs(queue, async (job) => {
      jobs.push(job);
      if (jobs.length === 1) await clock.pass(HOUR);
      write(told, new Uint8Array(1));
      while (unread(gate) === 0) await new Promise((go) => setTimeout(go, 1));
      read(gate, new Uint8Array(1));
      if (isLast(job)) finish(queue);
    })
  );
  [told, gate].forEach(close);
  return { outcome, jobs };
}

/** Finishes queues, one after the other. */
export async function finishEach(kata: string, queues: number[], told: Fd) {
  const { finish } = await load(kata);
  using calls = new Calls(told);
  const outcomes: Outcome<void>[] = [];
  for (const queue of queues) outcomes.push(await calls.outcome(() => finish(queue)));
  return outcomes;
}

/** Finishes a queue, and comes too late to work there, so many times. */
export async function finishAndWork(kata: string, queue: number, times: number) {
  const { finish } = await load(kata);
  const finished = await outcome(() => finish(queue));
  return { finished, late: await workAtEach(kata, Array(times).fill(queue)) };
}

/** A request: where it goes, where its answer comes, and its body. */
export type Question = [requests: number, replies: number, body: Uint8Array];

/** Asks one question after another. Tells which bodies are not as they were. */
export async function requestEach(kata: string, questions: Question[], told?: Fd) {
  const { request } = await load(kata);
  using calls = new Calls(told);
  const outcomes: Outcome<Uint8Array>[] = [];
  const changed: number[] = [];
  for (const [requests, replies, bytes] of questions) {
    const body = amidst(bytes);
    outcomes.push(await calls.outcome(() => request(requests, replies, body)));
    if (!sameBytes(body, bytes)) changed.push(bytes.length);
  }
  return { outcomes, changed };
}

/** A box that was made, and disposed of twice. */
export interface MadeBox {
  error?: string;
  /** How large it was, and who could use it; nothing where there was none of that name. */
  found?: { capacity: number; size: number; mode: number };
  /** What came of disposing of it. */
  disposed?: Outcome<void>;
  /** Whether there was one of that name when it had been disposed of. */
  named?: boolean;
  /** Whether another process that had it open could still use it. */
  usable?: boolean;
  /** How many letters were in it when it had been disposed of: there was one before. */
  kept?: number;
  /** What came of disposing of it again, when another box had its name, and its descriptor perhaps. */
  again?: Outcome<void>;
  /** Whether that box was spared. */
  spared?: boolean;
  /** The same with another box that `create()` has made. */
  replaced?: Outcome<boolean>;
}

/** Makes boxes, and disposes of each twice; before, one whose name somebody has taken away meanwhile. */
export async function createEach(kata: string, boxes: [string, number, number][], spare: string) {
  const { Mailbox } = await load(kata);
  const mqueue = await import("lib/sys/mqueue.ts");
  const both = mqueue.O_RDWR | mqueue.O_NONBLOCK;
  const open = (name: string) => attempt(() => mqueue.mqOpen(name, both));
  Deno.umask(0); // It takes no rights away.
  const all: MadeBox[] = [];
  const nameless = await outcome(() => Mailbox.create(spare, 1, 1));
  attempt(() => mqueue.mqUnlink(spare));
  if ("result" in nameless) attempt(() => nameless.result[Symbol.dispose]());
  for (const [name, capacity, size] of boxes) {
    const made = await outcome(() => Mailbox.create(name, capacity, size));
    if ("error" in made) {
      all.push(made);
      continue;
    }
    const box: MadeBox = {};
    const other = open(name);
    if (other !== undefined) {
      const { capacity, size } = mqueue.mqGetattr(other);
      const mode = Deno.statSync(`/proc/self/fd/${other}`).mode! & 0o777;
      box.found = { capacity, size, mode };
    }
    if (other !== undefined) attempt(() => mqueue.mqSend(other, new Uint8Array(1), 0));
    box.disposed = await outcome(() => made.result[Symbol.dispose]());
    const after = open(name);
    box.named = after !== undefined;
    if (after !== undefined) close(after);
    if (other !== undefined) {
      box.kept = mqueue.mqGetattr(other).count;
      attempt(() => mqueue.mqReceive(other, size)); // There may be no room.
      const sent = attempt(() => mqueue.mqSend(other, new Uint8Array(1), 0) ?? true);
      box.usable = sent === true && mqueue.mqGetattr(other).count > 0;
    }
    if (!box.named) {
      const next = mqueue.mqOpen(name, both | mqueue.O_CREAT | mqueue.O_EXCL, 0o600);
      box.again = await outcome(() => made.result[Symbol.dispose]());
      const isOpen = attempt(() => mqueue.mqGetattr(next)) !== undefined; // Now: numbers come again.
      const still = open(name);
      box.spared = isOpen && still !== undefined;
      for (const fd of [next, still]) if (fd !== undefined) attempt(() => close(fd));
      attempt(() => mqueue.mqUnlink(name));
      box.replaced = await outcome(() => {
        using _another = Mailbox.create(name, capacity, size);
        made.result[Symbol.dispose]();
        const found = open(name);
        if (found !== undefined) close(found);
        return found !== undefined;
      });
    }
    if (other !== undefined) close(other);
    all.push(box);
  }
  return all;
}

/** Posts letters. Tells which of them are not as they were. */
export async function postEach(kata: string, letters: [string, Uint8Array, number][]) {
  const { Mailbox } = await load(kata);
  const outcomes: Outcome<boolean>[] = [];
  const changed: number[] = [];
  for (const [name, bytes, priority] of letters) {
    const letter = amidst(bytes);
    outcomes.push(await outcome(() => Mailbox.post(name, letter, priority)));
    if (!sameBytes(letter, bytes)) changed.push(bytes.length);
  }
  return { outcomes, changed };
}

/** What was taken, and how long that took. */
export interface Taken {
  outcome: Outcome<{ letter: Uint8Array; priority: number } | undefined>;
  ms: number;
  /** How much later it asked the kernel to wake it up, in milliseconds; at most 0 where it did not ask. */
  late: number;
}

/**
 * Makes a box and another one, waits until `gate` is closed, and takes letters out of the first: each time it
 * waits so long at most.
 */
export async function takeEach(
  kata: string,
  [name, capacity, size]: [string, number, number],
  otherName: string,
  times: (number | undefined)[],
  told: Fd,
  gate: Fd,
): Promise<Taken[]> {
  const { Mailbox } = await load(kata);
  const box = Mailbox.create(name, capacity, size);
  const other = Mailbox.create(otherName, 1, 1);
  write(told, new Uint8Array(1));
  read(gate, new Uint8Array(1));
  close(gate);
  using calls = new Calls(told);
  const all: Taken[] = [];
  let [limit, late] = [Infinity, 0];
  await noteMoments((ms) => late = Math.max(late, ms - limit));
  other.take(0);
  for (const time of times) {
    const begin = performance.now();
    const take = () => time === undefined ? box.take() : box.take(time);
    const waits = time === undefined || time > HOUR;
    const passes = waits ? time === 2 ** 31 ? HOUR : LONG : 0;
    limit = waits ? Infinity : time;
    late = 0;
    all.push({ outcome: await calls.outcome(take, passes), ms: performance.now() - begin, late });
  }
  for (const it of [other, box]) it[Symbol.dispose]();
  return all;
}

/** Notes for how long, in milliseconds, whoever takes letters asks the kernel to wait. */
async function noteMoments(note: (ms: number) => void): Promise<void> {
  const { mqueueLibc } = await import("lib/sys/libc.ts");
  type Moment = { buffer: ArrayBuffer; byteOffset: number } | null;
  type Call = (fd: Fd, bytes: unknown, size: bigint, priority: unknown, until: Moment) => bigint;
  const libc = mqueueLibc() as unknown as { mq_timedreceive: Call };
  const { mq_timedreceive } = libc;
  libc.mq_timedreceive = (...call) => {
    const until = call[4] && new DataView(call[4].buffer, call[4].byteOffset, 16);
    const part = (offset: number) => Number(until!.getBigInt64(offset, true));
    note(until === null ? Infinity : 1000 * part(0) + part(8) / 1e6 - Date.now());
    return mq_timedreceive(...call);
  };
}

/** Calls of yours that may wait: some time goes by meanwhile. */
class Calls extends TellingCalls {
  override async outcome<T>(
    call: () => T | Promise<T>,
    passes = this.tells ? HOUR : 0,
  ): Promise<Outcome<T>> {
    if (passes === 0) return await super.outcome(call);
    const { whileTimePasses } = await import("lib/testing/passing.ts");
    return await super.outcome(() => whileTimePasses(passes, call));
  }
}

function isLast(job: Uint8Array): boolean {
  return new TextDecoder().decode(job) === LAST;
}

function attempt<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}
