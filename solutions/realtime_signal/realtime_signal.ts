/** A solution of the realtime_signal kata. @module */

import { setTimeout as sleep } from "node:timers/promises";
import { SysError } from "lib/sys/errno.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { spawn } from "lib/sys/process.ts";
import {
  SI_QUEUE,
  SI_USER,
  type SignalInfo,
  signalSet,
  sigqueue,
  sigtimedwait,
} from "lib/sys/sigwait.ts";
import { TFD_NONBLOCK, timerfdCreate, timerfdRead, timerfdSettime } from "lib/sys/timer.ts";

/** The longest pause between two tries to send, in milliseconds. */
const PAUSE = 100;

export interface Notice {
  signal: number;
  value: number;
  sender: number;
  how: "sigqueue" | "kill" | "kernel";
}

export function startListener(command: string, args: string[], signals: number[]): number {
  return spawn(command, args, {}, { blocked: signals });
}

export function send(pid: number, signal: number, value: number): void {
  check(value);
  sigqueue(pid, signal, value);
}

export async function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  values.forEach(check);
  for (const value of values) {
    // Nothing tells when there is room: look again, but less and less often.
    for (let pause = 1; !isQueued(pid, signal, value); pause = Math.min(2 * pause, PAUSE)) {
      await sleep(pause);
    }
  }
}

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  const set = signalSet(signals);
  const end = performance.now() + ms;
  return unless("EAGAIN", () =>
    uninterrupted(() => {
      const left = Math.max(end - performance.now(), 0);
      return noticeOf(sigtimedwait(set, left === Infinity ? undefined : left));
    }));
}

export function drain(signals: number[]): Notice[] {
  const notices: Notice[] = [];
  for (let next; (next = receive(signals, 0));) notices.push(next);
  return notices;
}

export function countPeriods(periodMs: number, gate: Fd): number {
  const timer = timerfdCreate(TFD_NONBLOCK);
  try {
    timerfdSettime(timer, periodMs, periodMs);
    uninterrupted(() => poll([{ fd: gate, events: POLLIN }]));
    return unless("EAGAIN", () => timerfdRead(timer)) ?? 0;
  } finally {
    close(timer);
  }
}

function check(value: number): void {
  if (value !== (value | 0)) {
    throw new RangeError(`Cannot send ${value}: it is no whole number of 32 bits`);
  }
}

function isQueued(pid: number, signal: number, value: number): boolean {
  return unless("EAGAIN", () => (sigqueue(pid, signal, value), true)) ?? false;
}

function noticeOf({ signal, code, pid, value }: SignalInfo): Notice {
  if (code === SI_QUEUE) return { signal, value, sender: pid, how: "sigqueue" };
  if (code === SI_USER) return { signal, value: 0, sender: pid, how: "kill" };
  return { signal, value: 0, sender: 0, how: "kernel" };
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

/** Calls; one error is no failure, but means that there is nothing. */
function unless<T>(code: string, call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (codeOf(error) === code) return undefined;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof SysError ? error.code : undefined;
}
