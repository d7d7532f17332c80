/**
 * Looks for signals now and then instead of waiting for them, sends from a Worker, and watches timer and gate at the
 * same time. @module
 */

import { SysError } from "lib/sys/errno.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { spawn } from "lib/sys/process.ts";
import { signalSet, sigtimedwait } from "lib/sys/sigwait.ts";
import { timerfdCreate, timerfdRead, timerfdSettime } from "lib/sys/timer.ts";
import type { Notice } from "../realtime_signal.ts";

export type { Notice } from "../realtime_signal.ts";
export { send } from "../realtime_signal.ts";

/** How long it sleeps between two looks, in milliseconds. */
const NAP = 25;

/** In a thread of its own: sends each number, and sleeps while there is no room. */
const SENDER = `
  const { sigqueue } = await import(${JSON.stringify(import.meta.resolve("lib/sys/sigwait.ts"))});
  const nothing = new Int32Array(new SharedArrayBuffer(4));
  self.onmessage = ({ data: [pid, signal, values] }) => {
    for (const value of values) {
      for (;;) {
        try {
          sigqueue(pid, signal, value);
          break;
        } catch (error) {
          if (error.code !== "EAGAIN") return self.postMessage(error.code);
          Atomics.wait(nothing, 0, 0, ${NAP});
        }
      }
    }
    self.postMessage("");
  };`;

export function startListener(command: string, args: string[], signals: number[]): number {
  const environment = { ...Deno.env.toObject() };
  return spawn(command, args, { 0: 0, 1: 1, 2: 2 }, { env: environment, blocked: [...signals] });
}

export async function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  for (const value of values) {
    if (!Number.isInteger(value) || Math.abs(value + 0.5) > 2 ** 31) throw new RangeError("no int");
  }
  if (values.length === 0) return;
  const url = URL.createObjectURL(new Blob([SENDER], { type: "text/javascript" }));
  const worker = new Worker(url, { type: "module" });
  const { promise, resolve } = Promise.withResolvers<string>();
  worker.onmessage = ({ data }) => resolve(data);
  worker.postMessage([pid, signal, values]);
  const code = await promise;
  worker.terminate();
  URL.revokeObjectURL(url);
  if (code !== "") throw Object.assign(new Error(`Cannot send: ${code}`), { code });
}

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  const nothing = new Int32Array(new SharedArrayBuffer(4));
  for (const begin = performance.now();;) {
    for (const signal of new Set([...signals].sort((a, b) => a - b))) {
      const notice = look(signal);
      if (notice !== undefined) return notice;
    }
    const left = ms - (performance.now() - begin);
    if (left <= 0) return undefined;
    Atomics.wait(nothing, 0, 0, Math.min(left, NAP));
  }
}

export function drain(signals: number[]): Notice[] {
  const next = receive(signals, 0);
  return next === undefined ? [] : [next, ...drain(signals)];
}

export function countPeriods(periodMs: number, gate: Fd): number {
  const timer = timerfdCreate();
  timerfdSettime(timer, periodMs, periodMs);
  let count = 0;
  for (;;) {
    try {
      const [byte, over] = poll([{ fd: gate, events: POLLIN }, { fd: timer, events: POLLIN }]);
      if (over) count += timerfdRead(timer);
      if (byte) break;
    } catch (error) {
      if (!(error instanceof SysError) || error.code !== "EINTR") throw error;
    }
  }
  close(timer);
  return count;
}

/** Takes a signal of one number, if there is one. */
function look(signal: number): Notice | undefined {
  try {
    const { code, pid, value } = sigtimedwait(signalSet([signal]), 0);
    if (code === -1) return { signal, value, sender: pid, how: "sigqueue" };
    if (code === 0) return { signal, value: 0, sender: pid, how: "kill" };
    return { signal, value: 0, sender: 0, how: "kernel" };
  } catch (error) {
    if (error instanceof SysError && error.code === "EAGAIN") return undefined;
    throw error;
  }
}
