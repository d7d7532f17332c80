/** A solution of the message_queue kata. @module */

import { SysError } from "lib/sys/errno.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import {
  mqGetattr,
  mqOpen,
  mqReceive,
  mqSend,
  mqTimedreceive,
  mqUnlink,
  O_CREAT,
  O_EXCL,
  O_NONBLOCK,
  O_RDONLY,
  O_WRONLY,
} from "lib/sys/mqueue.ts";
import { IPC_CREAT, IPC_SET, IPC_STAT, msgctl, msgget, msgrcv, msgsnd } from "lib/sys/msg.ts";

/** The type of the message that no job follows: higher than every urgency, so that it comes last. */
const END = 10;

export function openQueue(key: number, limit?: number): number {
  const queue = msgget(key, IPC_CREAT | 0o600);
  if (limit !== undefined) msgctl(queue, IPC_SET, { ...msgctl(queue, IPC_STAT), limit });
  return queue;
}

export function submit(queue: number, job: Uint8Array, urgency: number): void {
  if (!Number.isInteger(urgency) || urgency < 1 || urgency >= END) {
    throw new RangeError(`Cannot submit a job of urgency ${urgency}: it is a number from 1 to 9`);
  }
  if (job.length > longest()) {
    throw new RangeError(`Cannot submit ${job.length} bytes: a job has at most ${longest()}`);
  }
  uninterrupted(() => msgsnd(queue, urgency, job));
}

export async function doJobs(
  queue: number,
  handle: (job: Uint8Array) => void | Promise<void>,
): Promise<number> {
  for (let done = 0;; done++) {
    const { type, text } = uninterrupted(() => msgrcv(queue, longest(), -END));
    if (type === END) {
      finish(queue); // for the next worker
      return done;
    }
    await handle(text);
  }
}

export function finish(queue: number): void {
  uninterrupted(() => msgsnd(queue, END, new Uint8Array(0))); // no byte: a full queue takes it, too
}

export function request(requests: number, replies: number, body: Uint8Array): Uint8Array {
  const message = new Uint8Array(4 + body.length);
  new DataView(message.buffer).setUint32(0, Deno.pid, true);
  message.set(body, 4);
  uninterrupted(() => msgsnd(requests, 1, message));
  return uninterrupted(() => msgrcv(replies, longest(), Deno.pid)).text;
}

export class Mailbox implements Disposable {
  #isOpen = true;

  constructor(readonly fd: Fd, readonly name: string) {}

  static create(name: string, capacity: number, size: number): Mailbox {
    const flags = O_RDONLY | O_CREAT | O_EXCL;
    return new this(mqOpen(name, flags, 0o600, { capacity, size }), name);
  }

  static post(name: string, letter: Uint8Array<ArrayBuffer>, priority: number): boolean {
    const box = mqOpen(name, O_WRONLY | O_NONBLOCK);
    try {
      mqSend(box, letter, priority);
      return true;
    } catch (error) {
      if (codeOf(error) === "EAGAIN") return false;
      throw error;
    } finally {
      close(box);
    }
  }

  take(ms = Infinity): { letter: Uint8Array; priority: number } | undefined {
    const { size } = mqGetattr(this.fd);
    try {
      const { bytes, priority } = ms === Infinity
        ? mqReceive(this.fd, size)
        : mqTimedreceive(this.fd, size, Date.now() + ms);
      return { letter: bytes, priority };
    } catch (error) {
      if (codeOf(error) === "ETIMEDOUT") return undefined;
      throw error;
    }
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    close(this.fd);
    mqUnlink(this.name);
  }
}

/** How many bytes a message can have. */
function longest(): number {
  return Number(Deno.readTextFileSync("/proc/sys/kernel/msgmax"));
}

/** Calls again while a signal ends the call. */
function uninterrupted<T>(call: () => T): T {
  for (;;) {
    try {
      return call();
    } catch (error) {
      if (codeOf(error) !== "EINTR") throw error;
    }
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof SysError ? error.code : undefined;
}
