/**
 * Lets calls that wait for a time at most come back soon, as if that time were over.
 *
 * While such a call keeps the thread, no clock can move its time on. Use it in a peer: whoever gives up after
 * some time, or after some looks, does it in a moment then, and whoever waits again goes on waiting. It takes
 * hold of `poll()`, `epollWait()`, `sigtimedwait()` and `mqTimedreceive()` of `lib/sys`, of `Atomics.wait()`, and
 * of the time limits of sockets that are set by `setsockopt()`. A call without a time limit is left alone.
 *
 * ```ts
 * import { hurrySleeps } from "lib/testing/sleeps.ts";
 * import { poll, POLLIN } from "lib/sys/poll.ts";
 * import { recvfrom, setsockopt, SO_RCVTIMEO, timeval } from "lib/sys/datagram.ts";
 * import { epollCreate, epollWait } from "lib/sys/epoll.ts";
 * import { SysError } from "lib/sys/errno.ts";
 * import { close, pipe } from "lib/sys/fd.ts";
 * import { mqOpen, mqTimedreceive, mqUnlink, O_CREAT, O_EXCL, O_RDONLY } from "lib/sys/mqueue.ts";
 * import { AF_INET, SOCK_DGRAM, socket as socketOf } from "lib/sys/socket.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const HOUR = 3_600_000;
 * using _ = hurrySleeps();
 * const [readEnd, writeEnd] = pipe();
 * assertEquals(poll([{ fd: readEnd, events: POLLIN }], HOUR), [0]);
 * const epoll = epollCreate();
 * assertEquals(epollWait(epoll, 8, HOUR), []);
 * assertEquals(Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, HOUR), "timed-out");
 * [readEnd, writeEnd, epoll].forEach(close);
 *
 * const name = `/example-${crypto.randomUUID()}`;
 * const box = mqOpen(name, O_RDONLY | O_CREAT | O_EXCL, 0o600, { capacity: 1, size: 1 });
 * mqUnlink(name);
 * assertThrows(() => mqTimedreceive(box, 1, Date.now() + HOUR), SysError, "ETIMEDOUT");
 *
 * const socket = socketOf(AF_INET, SOCK_DGRAM);
 * setsockopt(socket, SO_RCVTIMEO, timeval(HOUR));
 * assertThrows(() => recvfrom(socket, new Uint8Array(1)), SysError, "EAGAIN");
 * [box, socket].forEach(close);
 * ```
 *
 * @module
 */

import { epollLibc, messageLibc, mqueueLibc, signalLibc, socketLibc } from "../sys/libc.ts";

/** How long a call sleeps before it looks whether its time is over, in milliseconds. */
const SLICE = 10;
/** Who sleeps for so many milliseconds sleeps for ever. */
const FOR_EVER = 2 ** 42;

/** Options of sockets: how long receiving waits at most, and sending. */
const [SO_RCVTIMEO, SO_SNDTIMEO] = [20, 21];

type Bytes = Uint8Array<ArrayBuffer>;

const realTime = Date.now;

/**
 * Takes hold of the calls that begin from now on.
 *
 * @param over Whether their time is over. Until it is, they take as long as they say; `undefined` means that it
 *   never will be. It is asked once for each call that is about to sleep, and again and again while `poll()`,
 *   `epollWait()` or `Atomics.wait()` does.
 * @param most How much time is left out, in milliseconds: when that is used up, calls take as long as they say.
 *   Whoever may give up after more than that must not do it.
 * @returns Puts the real ones back.
 */
export function hurrySleeps(
  over: () => boolean | undefined = () => true,
  most = Infinity,
): Disposable {
  const [
    { poll },
    { epoll_wait },
    { setsockopt },
    { mq_timedreceive },
    { sigtimedwait },
    { wait },
  ] = [
    messageLibc(),
    epollLibc(),
    socketLibc(),
    mqueueLibc(),
    signalLibc(),
    Atomics,
  ];
  const shorten = (ms: number, least = 1) => {
    const skipped = Math.max(0, Math.min(ms - least, most));
    most -= skipped;
    return ms - skipped;
  };
  const inSlices = <T>(ms: number, nothing: T, sleep: (ms: number) => T): T => {
    if (!(ms > 0 && ms < Infinity)) return sleep(ms); // It only looks, or sleeps for ever.
    for (let left = ms;;) {
      const isOver = over();
      if (isOver) return sleep(Math.ceil(shorten(left)));
      if (isOver === undefined) return sleep(left);
      const slice = Math.min(left, SLICE);
      const result = sleep(slice);
      if (result !== nothing || (left -= slice) <= 0) return result;
    }
  };
  Object.assign(messageLibc(), {
    poll: (list: Bytes, length: bigint, ms: number) =>
      inSlices(ms, 0, (slice) => poll(list, length, slice)),
  });
  Object.assign(epollLibc(), {
    epoll_wait: (epoll: number, list: Bytes, most: number, ms: number) =>
      inSlices(ms, 0, (slice) => epoll_wait(epoll, list, most, slice)),
  });
  Object.assign(socketLibc(), {
    setsockopt: (fd: number, level: number, option: number, value: Bytes, length: number) => {
      const limit = option === SO_RCVTIMEO || option === SO_SNDTIMEO ? timeOf(value, 1e3) : 0;
      // Not all calls with this limit may be over in less than a moment: some look how often there were any.
      const given = limit > 0 && over() ? timeIn(shorten(limit, SLICE), 1e3) : value;
      return setsockopt(fd, level, option, given, length);
    },
  });
  Object.assign(mqueueLibc(), {
    mq_timedreceive: (fd: number, bytes: Bytes, size: bigint, priority: Bytes, until: Bytes) => {
      // A clock that is ahead is the program's alone: the kernel would wait until its own clock says so.
      const left = timeOf(until, 1e6) - Date.now();
      const moment = realTime() + (left > 1 && over() ? shorten(left) : left);
      return mq_timedreceive(fd, bytes, size, priority, timeIn(moment, 1e6));
    },
  });
  Object.assign(signalLibc(), {
    sigtimedwait: (set: Bytes, info: Bytes, time: Bytes | null) => {
      const limit = time === null ? 0 : timeOf(time, 1e6);
      const sleeps = limit > 0 && limit < FOR_EVER;
      return sigtimedwait(set, info, sleeps && over() ? timeIn(shorten(limit), 1e6) : time);
    },
  });
  Atomics.wait = (array: Int32Array | BigInt64Array, at: number, value: never, ms = Infinity) =>
    inSlices(ms, "timed-out", (slice) => wait(array as Int32Array, at, value, slice));
  return {
    [Symbol.dispose]: () => {
      Object.assign(messageLibc(), { poll });
      Object.assign(epollLibc(), { epoll_wait });
      Object.assign(socketLibc(), { setsockopt });
      Object.assign(mqueueLibc(), { mq_timedreceive });
      Object.assign(signalLibc(), { sigtimedwait });
      Object.assign(Atomics, { wait });
    },
  };
}

/** Reads a `struct timeval` or `timespec`, in milliseconds. @param units How many of the smaller units are one. */
function timeOf(bytes: Bytes, units: number): number {
  if (bytes.length < 16) return 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return 1000 * Number(view.getBigInt64(0, true)) + Number(view.getBigInt64(8, true)) / units;
}

/** Makes one, of milliseconds. */
function timeIn(ms: number, units: number): Bytes {
  const seconds = Math.floor(ms / 1000);
  const rest = Math.floor((ms - 1000 * seconds) * units);
  return new Uint8Array(new BigInt64Array([BigInt(seconds), BigInt(rest)]).buffer);
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") {
  for (const open of [epollLibc, messageLibc, mqueueLibc, signalLibc, socketLibc]) open();
}
