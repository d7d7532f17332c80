/** Reads signals from a descriptor, sends by the bare system call, and takes the time instead of a timer. @module */

import { Buffer } from "node:buffer";
import { check, SysError } from "lib/sys/errno.ts";
import { close, type Fd, read } from "lib/sys/fd.ts";
import { libc } from "lib/sys/libc.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { readSignals, SFD_NONBLOCK, signalfd } from "lib/sys/signalfd.ts";
import { type SignalInfo, signalSet } from "lib/sys/sigwait.ts";
import type { Notice } from "../realtime_signal.ts";

export type { Notice } from "../realtime_signal.ts";
export { startListener } from "../realtime_signal.ts";

const SYS_RT_SIGQUEUEINFO = Deno.build.arch === "aarch64" ? 138n : 129n;

export function send(pid: number, signal: number, value: number): void {
  const info = Buffer.alloc(128);
  if (!Number.isInteger(value) || value < -(2 ** 31) || value >= 2 ** 31) {
    throw new RangeError(`${value} does not fit into an int`);
  }
  info.writeInt32LE(signal, 0);
  info.writeInt32LE(-1, 8); // SI_QUEUE
  info.writeInt32LE(Deno.pid, 16);
  info.writeInt32LE(Deno.uid() ?? 0, 20);
  info.writeInt32LE(value, 24);
  const address = Deno.UnsafePointer.value(Deno.UnsafePointer.of(info));
  const call = libc().syscall;
  const sent = call(SYS_RT_SIGQUEUEINFO, BigInt(pid), BigInt(signal), address, 0n, 0n);
  check("rt_sigqueueinfo", `pid ${pid}`, sent);
}

export function sendAll(pid: number, signal: number, values: number[]): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const left = [...values];
  const refused = left.find((value) => value !== ~~value);
  const go = () => {
    try {
      for (; left.length > 0; left.shift()) send(pid, signal, left[0]!);
      resolve();
    } catch (error) {
      if (error instanceof SysError && error.code === "EAGAIN") setTimeout(go, 20);
      else reject(error);
    }
  };
  if (refused === undefined) go();
  else reject(new RangeError(`${refused} does not fit into an int`));
  return promise;
}

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  const end = performance.now() + ms;
  const fd = signalfd(signalSet(signals), SFD_NONBLOCK);
  try {
    for (;;) {
      const [notice] = available(fd, 1);
      const left = end - performance.now();
      if (notice !== undefined || left <= 0) return notice;
      wait(fd, Math.min(Math.ceil(left), 1_000_000_000));
    }
  } finally {
    close(fd);
  }
}

export function drain(signals: number[]): Notice[] {
  const fd = signalfd(signalSet(signals), SFD_NONBLOCK);
  const all: Notice[] = [];
  for (let some; (some = available(fd, 7)).length > 0;) all.push(...some);
  close(fd);
  return all;
}

export function countPeriods(periodMs: number, gate: Fd): number {
  const begin = performance.now();
  read(gate, new Uint8Array(1));
  return Math.floor((performance.now() - begin) / periodMs);
}

function available(fd: Fd, count: number): Notice[] {
  try {
    return readSignals(fd, count).map(notice);
  } catch (error) {
    if (error instanceof SysError && error.code === "EAGAIN") return [];
    throw error;
  }
}

function wait(fd: Fd, ms: number): void {
  try {
    poll([{ fd, events: POLLIN }], ms);
  } catch (error) {
    if (!(error instanceof SysError && error.code === "EINTR")) throw error;
  }
}

function notice({ signal, code, pid, value }: SignalInfo): Notice {
  const how = code === -1 ? "sigqueue" : code === 0 ? "kill" : "kernel";
  return {
    signal,
    value: how === "sigqueue" ? value : 0,
    sender: how === "kernel" ? 0 : pid,
    how,
  };
}
