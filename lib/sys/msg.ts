/**
 * System V message queues: open one, send, receive, control. `man 7 sysvipc`.
 *
 * A queue has a key, by which processes find it, and an id, by which they use it. It lives until somebody
 * removes it. Each function is one system call. None of them loops, retries or hides anything.
 *
 * ```ts
 * import { IPC_PRIVATE, IPC_RMID, IPC_STAT, msgctl, msgget, msgrcv, msgsnd } from "lib/sys/msg.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const queue = msgget(IPC_PRIVATE, 0o600);
 * msgsnd(queue, 7, new Uint8Array([1, 2, 3]));
 * assertEquals(msgctl(queue, IPC_STAT).messages, 1);
 * assertEquals(msgrcv(queue, 100, 7), { type: 7, text: new Uint8Array([1, 2, 3]) });
 * msgctl(queue, IPC_RMID);
 * ```
 *
 * @module
 */

import { check } from "./errno.ts";
import { IPC_STAT } from "./ipc.ts";
import type { IPC_RMID, IPC_SET } from "./ipc.ts";
import { msgLibc } from "./libc.ts";

export {
  IPC_CREAT,
  IPC_EXCL,
  IPC_NOWAIT,
  IPC_PRIVATE,
  IPC_RMID,
  IPC_SET,
  IPC_STAT,
} from "./ipc.ts";

/** A message as it has been received. */
export interface Message {
  /** Its type, which is at least 1. */
  type: number;
  /** Its bytes, in an array of its own. */
  text: Uint8Array<ArrayBuffer>;
}

/** What {@linkcode msgctl} can set of a queue. */
export interface QueueSettings {
  /** The user to whom it belongs. */
  uid: number;
  /** The group to which it belongs. */
  gid: number;
  /** Who may use it: nine bits, as of a file. */
  mode: number;
  /** How many bytes its messages may have together. */
  limit: number;
}

/** What the kernel knows of a queue: `struct msqid_ds`. */
export interface QueueState extends QueueSettings {
  /** How many messages it holds. */
  messages: number;
  /** How many bytes these have together. */
  bytes: number;
  /** The process that was the last to send; 0 when there was none. */
  lastSender: number;
  /** The process that was the last to receive; 0 when there was none. */
  lastReceiver: number;
}

/** Flag of {@linkcode msgrcv}: cuts off what there is no room for, instead of failing. */
export const MSG_NOERROR = 0o10000;
/** Flag of {@linkcode msgrcv}: takes a message of any type but this one. */
export const MSG_EXCEPT = 0o20000;

/** `long mtype`, in front of the bytes. */
const TYPE = 8;

/** Offsets in `struct msqid_ds` of `asm-generic/msgbuf.h`; x86-64 and aarch64 both have it. */
const STATE = {
  uid: 4,
  gid: 8,
  mode: 20,
  bytes: 72,
  messages: 80,
  limit: 88,
  lastSender: 96,
  lastReceiver: 100,
  size: 120,
};

/**
 * Opens the queue of a key: `man 2 msgget`.
 *
 * @param key The key, or `IPC_PRIVATE` for a new queue.
 * @param flags `IPC_CREAT`, `IPC_EXCL`, and nine bits: who may use a new queue, or what you want to do with
 *   one that is there.
 * @returns Its id.
 * @throws {SysError} `ENOENT` when nothing has the key, `EEXIST` when something has it and you asked for a
 *   new one, `EACCES` when you may not use it so.
 */
export function msgget(key: number, flags: number): number {
  return check("msgget", `key 0x${(key >>> 0).toString(16)}`, msgLibc().msgget(key, flags));
}

/**
 * Sends a message, and waits while the queue is full: `man 2 msgsnd`.
 *
 * @param queue Its id.
 * @param type The message's type, at least 1.
 * @param text Its bytes: none, or up to the number in `/proc/sys/kernel/msgmax`.
 * @param flags `IPC_NOWAIT`, or 0.
 * @throws {SysError} `EINVAL` when there is no such queue, or the message cannot be one; `EIDRM` when the
 *   queue is removed meanwhile; `EAGAIN` when it is full and you do not wait; `EINTR` when a signal came.
 */
export function msgsnd(queue: number, type: number, text: Uint8Array, flags = 0): void {
  const buffer = new Uint8Array(TYPE + text.length);
  new DataView(buffer.buffer).setBigInt64(0, BigInt(type), true);
  buffer.set(text, TYPE);
  const size = BigInt(text.length); // without the type
  check("msgsnd", named(queue), msgLibc().msgsnd(queue, buffer, size, flags));
}

/**
 * Receives a message, and waits while there is none: `man 2 msgrcv`.
 *
 * @param queue Its id.
 * @param size For how many bytes there is room.
 * @param type Which message: 0 the oldest; a positive number the oldest of this type; −n the oldest one of
 *   the lowest type that is n or lower.
 * @param flags `IPC_NOWAIT`, {@linkcode MSG_NOERROR}, {@linkcode MSG_EXCEPT}, or 0.
 * @throws {SysError} `E2BIG` when the message is longer, which then stays; `EINVAL` when there is no such
 *   queue; `EIDRM` when it is removed meanwhile; `ENOMSG` when there is no message and you do not wait;
 *   `EINTR` when a signal came.
 */
export function msgrcv(queue: number, size: number, type: number, flags = 0): Message {
  const buffer = new Uint8Array(TYPE + size);
  const received = msgLibc().msgrcv(queue, buffer, BigInt(size), BigInt(type), flags);
  const length = check("msgrcv", named(queue), received);
  return {
    type: Number(new DataView(buffer.buffer).getBigInt64(0, true)),
    text: buffer.slice(TYPE, TYPE + length),
  };
}

/** Removes a queue, with its messages: `man 2 msgctl`. */
export function msgctl(queue: number, operation: typeof IPC_RMID): void;
/** Gives what the kernel knows of a queue: a copy, `man 2 msgctl`. */
export function msgctl(queue: number, operation: typeof IPC_STAT): QueueState;
/**
 * Removes a queue, asks about it, or sets its attributes: `man 2 msgctl`.
 *
 * @param queue Its id.
 * @param operation `IPC_RMID`, `IPC_STAT` or `IPC_SET`.
 * @param settings What the attributes become: all of them.
 * @throws {SysError} `EINVAL` when there is no such queue, `EPERM` when it is not yours or the limit is too
 *   high for you, `EACCES` when you may not read from it.
 */
export function msgctl(
  queue: number,
  operation: typeof IPC_SET,
  settings: QueueSettings,
): void;
export function msgctl(
  queue: number,
  operation: number,
  settings?: QueueSettings,
): QueueState | void {
  const struct = new Uint8Array(STATE.size);
  const view = new DataView(struct.buffer);
  if (settings) {
    view.setUint32(STATE.uid, settings.uid, true);
    view.setUint32(STATE.gid, settings.gid, true);
    view.setUint32(STATE.mode, settings.mode, true);
    view.setBigUint64(STATE.limit, BigInt(settings.limit), true);
  }
  check("msgctl", named(queue), msgLibc().msgctl(queue, operation, struct));
  if (operation !== IPC_STAT) return;
  const count = (offset: number) => Number(view.getBigUint64(offset, true));
  return {
    uid: view.getUint32(STATE.uid, true),
    gid: view.getUint32(STATE.gid, true),
    mode: view.getUint32(STATE.mode, true) & 0o777,
    limit: count(STATE.limit),
    messages: count(STATE.messages),
    bytes: count(STATE.bytes),
    lastSender: view.getInt32(STATE.lastSender, true),
    lastReceiver: view.getInt32(STATE.lastReceiver, true),
  };
}

function named(queue: number): string {
  return `message queue ${queue}`;
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") msgLibc();
