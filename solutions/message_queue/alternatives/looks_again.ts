/** An alternative: it never waits in the kernel, but looks again and again, with pauses. */
export * from "../message_queue.ts";
import { SysError } from "lib/sys/errno.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import {
  mqGetattr,
  mqOpen,
  mqReceive,
  mqUnlink,
  O_CREAT,
  O_EXCL,
  O_NONBLOCK,
  O_RDONLY,
} from "lib/sys/mqueue.ts";
import {
  IPC_CREAT,
  IPC_EXCL,
  IPC_NOWAIT,
  IPC_SET,
  IPC_STAT,
  type Message,
  msgctl,
  msgget,
  msgrcv,
  msgsnd,
} from "lib/sys/msg.ts";
import { Mailbox as Right } from "../message_queue.ts";

/** How often it looks, in milliseconds. */
const PAUSE = 20;
/** The type of the message that stays in the queue when no job will follow. */
const END = 1_000_000;
const cell = new Int32Array(new SharedArrayBuffer(4));
const most = Number(Deno.readTextFileSync("/proc/sys/kernel/msgmax"));

export function openQueue(key: number, limit?: number): number {
  const queue = attempt(["ENOENT"], () => msgget(key, 0o600)) ??
    attempt(["EEXIST"], () => msgget(key, IPC_CREAT | IPC_EXCL | 0o600)) ?? msgget(key, 0o600);
  if (limit !== undefined) msgctl(queue, IPC_SET, { ...msgctl(queue, IPC_STAT), limit });
  return queue;
}

export function submit(queue: number, job: Uint8Array, urgency: number): void {
  if (![1, 2, 3, 4, 5, 6, 7, 8, 9].includes(urgency)) throw new RangeError("no such urgency");
  if (job.length > most) throw new RangeError("too long");
  send(queue, urgency, job);
}

export async function doJobs(
  queue: number,
  handle: (job: Uint8Array) => void | Promise<void>,
): Promise<number> {
  let count = 0;
  for (;;) {
    const message = take(queue, -END);
    if (message === undefined) {
      await new Promise((go) => setTimeout(go, PAUSE));
    } else if (message.type === END) {
      send(queue, END, message.text);
      return count;
    } else {
      await handle(message.text);
      count++;
    }
  }
}

export function finish(queue: number): void {
  send(queue, END, new Uint8Array(1));
}

export function request(requests: number, replies: number, body: Uint8Array): Uint8Array {
  const pid = [0, 8, 16, 24].map((bits) => Deno.pid >> bits & 255);
  send(requests, 1, new Uint8Array([...pid, ...body]));
  for (;;) {
    const answer = take(replies, Deno.pid);
    if (answer !== undefined) return answer.text;
    Atomics.wait(cell, 0, 0, PAUSE);
  }
}

export class Mailbox implements Disposable {
  #fd: Fd | undefined;
  #name: string;

  private constructor(fd: Fd, name: string) {
    this.#fd = fd;
    this.#name = name;
  }

  static create(name: string, capacity: number, size: number): Mailbox {
    const flags = O_RDONLY | O_NONBLOCK | O_CREAT | O_EXCL;
    return new Mailbox(mqOpen(name, flags, 0o600, { capacity, size }), name);
  }

  static post(name: string, letter: Uint8Array<ArrayBuffer>, priority: number): boolean {
    return Right.post(name, letter, priority);
  }

  take(ms = Infinity): { letter: Uint8Array; priority: number } | undefined {
    const end = performance.now() + ms;
    const { size } = mqGetattr(this.#fd!);
    for (;;) {
      const taken = attempt(["EAGAIN"], () => mqReceive(this.#fd!, size));
      if (taken !== undefined) return { letter: taken.bytes, priority: taken.priority };
      const left = end - performance.now();
      if (left <= 0) return undefined;
      Atomics.wait(cell, 0, 0, Math.min(PAUSE, left));
    }
  }

  [Symbol.dispose](): void {
    if (this.#fd === undefined) return;
    close(this.#fd);
    mqUnlink(this.#name);
    this.#fd = undefined;
  }
}

function send(queue: number, type: number, bytes: Uint8Array): void {
  const sent = () => (msgsnd(queue, type, bytes, IPC_NOWAIT), true);
  while (!attempt(["EAGAIN"], sent)) Atomics.wait(cell, 0, 0, PAUSE);
}

function take(queue: number, type: number): Message | undefined {
  return attempt(["ENOMSG"], () => msgrcv(queue, most, type, IPC_NOWAIT));
}

function attempt<T>(codes: string[], call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (error instanceof SysError && codes.includes(error.code)) return undefined;
    throw error;
  }
}
