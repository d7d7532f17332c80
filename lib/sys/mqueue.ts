/**
 * POSIX message queues: open one, send, receive, remove its name. `man 7 mq_overview`.
 *
 * A queue has a name that begins with a slash, and is in no folder. On Linux, an open queue is a descriptor:
 * `close()` closes it, `poll()` watches it, a program can inherit it. Each function is one system call. None
 * of them loops, retries or hides anything.
 *
 * ```ts
 * import { close } from "lib/sys/fd.ts";
 * import { O_CREAT, O_EXCL, O_RDWR, mqOpen, mqReceive, mqSend, mqUnlink } from "lib/sys/mqueue.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const name = `/example-${crypto.randomUUID()}`;
 * const queue = mqOpen(name, O_RDWR | O_CREAT | O_EXCL, 0o600, { capacity: 4, size: 64 });
 * mqUnlink(name); // It can be used until it is closed.
 * mqSend(queue, new Uint8Array([1]), 3);
 * mqSend(queue, new Uint8Array([2]), 9);
 * assertEquals(mqReceive(queue, 64), { bytes: new Uint8Array([2]), priority: 9 });
 * close(queue);
 * ```
 *
 * @module
 */

import { cString } from "./c_string.ts";
import { check } from "./errno.ts";
import { type Fd, O_CLOEXEC } from "./fd.ts";
import { mqueueLibc } from "./libc.ts";

export { O_NONBLOCK, O_RDONLY, O_RDWR, O_WRONLY } from "./fifo.ts";

/** Flag of {@linkcode mqOpen}: makes the queue when there is none of this name. */
export const O_CREAT = 0o100;
/** Flag of {@linkcode mqOpen}, with {@linkcode O_CREAT}: fails when there is one. */
export const O_EXCL = 0o200;

/** How large a queue is: a part of `struct mq_attr`. */
export interface QueueSize {
  /** How many messages it can hold. */
  capacity: number;
  /** How many bytes a message can have. */
  size: number;
}

/** What the kernel knows of an open queue. */
export interface QueueAttributes extends QueueSize {
  /** How it is open: `O_NONBLOCK`, or 0. */
  flags: number;
  /** How many messages it holds. */
  count: number;
}

/** A message as it has been received. */
export interface Letter {
  /** Its bytes, in an array of its own. */
  bytes: Uint8Array<ArrayBuffer>;
  /** How urgent it is: the higher, the sooner it comes. */
  priority: number;
}

/** A `time_t` has 64 bits, and a later moment never comes either. In seconds. */
const FAR_AWAY = 2 ** 53;

/** Offsets in `struct mq_attr` of `linux/mqueue.h`: longs, which have 8 bytes on x86-64 and aarch64. */
const ATTRIBUTES = { flags: 0, capacity: 8, size: 16, count: 24, end: 64 };

/**
 * Opens a queue: `man 3 mq_open`. No program that this process starts inherits it, unless `spawn()` hands it
 * over.
 *
 * @param name A slash, and up to 254 bytes without one.
 * @param flags `O_RDONLY`, `O_WRONLY` or `O_RDWR`, and `O_CREAT`, `O_EXCL`, `O_NONBLOCK`.
 * @param mode Who may use a new queue, less what the umask names.
 * @param size How large a new queue is.
 * @throws {SysError} `ENOENT` when there is none, `EEXIST` when there is one and you asked for a new one,
 *   `EACCES` when you may not, `EMFILE` when you have too many.
 */
export function mqOpen(name: string, flags: number, mode = 0, size?: QueueSize): Fd {
  let attributes: Uint8Array<ArrayBuffer> | null = null;
  if (size) {
    attributes = new Uint8Array(ATTRIBUTES.end);
    const view = new DataView(attributes.buffer);
    view.setBigInt64(ATTRIBUTES.capacity, BigInt(size.capacity), true);
    view.setBigInt64(ATTRIBUTES.size, BigInt(size.size), true);
  }
  const open = mqueueLibc().mq_open(cString(name), flags | O_CLOEXEC, mode, attributes);
  return check("mq_open", name, open);
}

/**
 * Removes the name of a queue. Who has it open can go on: `man 3 mq_unlink`.
 *
 * @throws {SysError} `ENOENT` when there is none, `EACCES` when it is not yours.
 */
export function mqUnlink(name: string): void {
  check("mq_unlink", name, mqueueLibc().mq_unlink(cString(name)));
}

/** Gives what the kernel knows of an open queue: `man 3 mq_getattr`. */
export function mqGetattr(queue: Fd): QueueAttributes {
  const attributes = new Uint8Array(ATTRIBUTES.end);
  check("mq_getattr", queue, mqueueLibc().mq_getattr(queue, attributes));
  const view = new DataView(attributes.buffer);
  const number = (offset: number) => Number(view.getBigInt64(offset, true));
  return {
    flags: number(ATTRIBUTES.flags),
    capacity: number(ATTRIBUTES.capacity),
    size: number(ATTRIBUTES.size),
    count: number(ATTRIBUTES.count),
  };
}

/**
 * Sends a message, and waits while the queue is full: `man 3 mq_send`.
 *
 * @param queue The queue, open for writing.
 * @param bytes The message.
 * @param priority How urgent it is, 0 to 32767: the higher, the sooner it comes.
 * @throws {SysError} `EAGAIN` when the queue is full and open with `O_NONBLOCK`; `EMSGSIZE` when the message
 *   is longer than the queue takes.
 */
export function mqSend(queue: Fd, bytes: Uint8Array<ArrayBuffer>, priority: number): void {
  const size = BigInt(bytes.length);
  check("mq_send", queue, mqueueLibc().mq_send(queue, bytes, size, priority));
}

/**
 * Receives the most urgent message, the oldest first, and waits while there is none: `man 3 mq_receive`.
 *
 * @param queue The queue, open for reading.
 * @param size For how many bytes there is room: at least as many as a message of this queue can have.
 * @throws {SysError} `EMSGSIZE` when there is less room; `EAGAIN` when the queue is empty and open with
 *   `O_NONBLOCK`.
 */
export function mqReceive(queue: Fd, size: number): Letter {
  return received(
    size,
    (bytes, priority) =>
      check("mq_receive", queue, mqueueLibc().mq_receive(queue, bytes, BigInt(size), priority)),
  );
}

/**
 * The same, and waits until a moment at most: `man 3 mq_timedreceive`.
 *
 * @param queue The queue, open for reading.
 * @param size For how many bytes there is room.
 * @param until The moment, in milliseconds as `Date.now()` counts them. It need not be a whole number, but
 *   it is not `Infinity`.
 * @throws {SysError} `ETIMEDOUT` when no message has come until then; and as {@linkcode mqReceive}.
 */
export function mqTimedreceive(queue: Fd, size: number, until: number): Letter {
  const seconds = Math.min(Math.floor(until / 1000), FAR_AWAY);
  const nanoseconds = seconds === FAR_AWAY ? 0 : Math.floor((until - 1000 * seconds) * 1e6);
  const moment = new Uint8Array(new BigInt64Array([BigInt(seconds), BigInt(nanoseconds)]).buffer);
  return received(size, (bytes, priority) => {
    const call = mqueueLibc().mq_timedreceive;
    return check("mq_timedreceive", queue, call(queue, bytes, BigInt(size), priority, moment));
  });
}

type Bytes = Uint8Array<ArrayBuffer>;

function received(size: number, call: (bytes: Bytes, priority: Bytes) => number): Letter {
  const bytes = new Uint8Array(size);
  const priority = new Uint32Array(1);
  const length = call(bytes, new Uint8Array(priority.buffer));
  return { bytes: bytes.slice(0, length), priority: priority[0]! };
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") mqueueLibc();
