/**
 * Lets calls that wait for a time at most come back soon, as if that time were over.
 *
 * While such a call keeps the thread, no clock can move its time on. Use it in a peer: whoever gives up after
 * some time, or after some looks, does it in a moment then, and whoever waits again goes on waiting. It takes
 * hold of `poll()` of `lib/sys/poll.ts`, of `sigtimedwait()` of `lib/sys/sigwait.ts`, and of `Atomics.wait()`. A
 * call without a time limit is left alone.
 *
 * ```ts
 * import { hurrySleeps } from "lib/testing/sleeps.ts";
 * import { poll, POLLIN } from "lib/sys/poll.ts";
 * import { close, pipe } from "lib/sys/fd.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const HOUR = 3_600_000;
 * using _ = hurrySleeps();
 * const [readEnd, writeEnd] = pipe();
 * assertEquals(poll([{ fd: readEnd, events: POLLIN }], HOUR), [0]);
 * assertEquals(Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, HOUR), "timed-out");
 * [readEnd, writeEnd].forEach(close);
 * ```
 *
 * @module
 */

import { messageLibc, signalLibc } from "../sys/libc.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** How long a call sleeps before it looks whether its time is over, in milliseconds. */
const SLICE = 10;
/** Who sleeps for so many seconds sleeps for ever. */
const FOR_EVER = 2n ** 32n;

/** One millisecond: `struct timespec`. */
const MOMENT = new Uint8Array(new BigInt64Array([0n, 1_000_000n]).buffer);

/**
 * Takes hold of the calls that begin from now on.
 *
 * @param over Whether their time is over. Until it is, they take as long as they say. It is asked when a
 *   call is about to sleep, and now and then while it does; for `sigtimedwait()` only when that begins.
 * @returns Puts the real ones back.
 */
export function hurrySleeps(over: () => boolean = () => true): Disposable {
  const [{ poll }, { sigtimedwait }, { wait }] = [messageLibc(), signalLibc(), Atomics];
  const inSlices = <T>(ms: number, nothing: T, sleep: (ms: number) => T): T => {
    if (!(ms > 0 && ms < Infinity)) return sleep(ms); // It only looks, or sleeps for ever.
    for (let left = ms;;) {
      const slice = Math.min(left, over() ? 1 : SLICE);
      const result = sleep(slice);
      if (result !== nothing || (left -= slice) <= 0 || over()) return result;
    }
  };
  Object.assign(messageLibc(), {
    poll: (list: Bytes, length: bigint, ms: number) =>
      inSlices(ms, 0, (slice) => poll(list, length, slice)),
  });
  Object.assign(signalLibc(), {
    sigtimedwait: (set: Bytes, info: Bytes, time: Bytes | null) =>
      sigtimedwait(set, info, time !== null && sleeps(time) && over() ? MOMENT : time),
  });
  Atomics.wait = (array: Int32Array | BigInt64Array, at: number, value: never, ms = Infinity) =>
    inSlices(ms, "timed-out", (slice) => wait(array as Int32Array, at, value, slice));
  return {
    [Symbol.dispose]: () => {
      Object.assign(messageLibc(), { poll });
      Object.assign(signalLibc(), { sigtimedwait });
      Object.assign(Atomics, { wait });
    },
  };
}

/** Whether a call with this `struct timespec` sleeps, but not for ever. */
function sleeps(time: Bytes): boolean {
  const [seconds, nanoseconds] = new BigInt64Array(time.buffer);
  return seconds! < FOR_EVER && seconds! + nanoseconds! > 0n;
}
