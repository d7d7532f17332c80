/**
 * What the tests with real threads run, each in a process of its own. `url` is that of your file.
 *
 * @module
 */

import { Socket } from "node:net";
import { close, type Fd, write } from "lib/sys/fd.ts";
import { stat, threads } from "lib/testing/diagnosis/proc.ts";
import { runInThread } from "lib/testing/peer/thread.ts";
import type { Memory } from "./sync.ts";

type Kata = typeof import("./sync.ts");

const load = async (url: string): Promise<Kata> => await import(url);

/** What the Workers share. */
interface Shared {
  readonly mutex: SharedArrayBuffer;
  /** The mutex of the condition variable. */
  readonly other: SharedArrayBuffer;
  readonly condition: SharedArrayBuffer;
  readonly written: Memory;
  readonly read: Memory;
  readonly barrier: Memory;
}

/** What each Worker does. Whoever has to wake all of them cannot tell how many there are. */
const NAMES = [
  "waitWithin",
  "lock",
  "writes",
  ...Array<string>(5).fill("wait"),
  ...Array<string>(5).fill("reads"),
  ...Array<string>(5).fill("meets"),
];

/**
 * Eighteen Workers sleep: each waits for what the main thread has, or has not done yet. It does so when the test
 * writes a byte.
 */
export async function sleeping(url: string, ready: Fd, go: Fd): Promise<string> {
  const { Barrier, Condition, Mutex, ReadersWriterLock } = await load(url);
  const [mutex, other] = [Mutex.create(), Mutex.create()];
  const condition = Condition.create(other);
  const [written, read] = [ReadersWriterLock.create(), ReadersWriterLock.create()];
  const barrier = Barrier.create(6);
  mutex.lock();
  written.lock();
  read.lockShared();
  const objects = { mutex, other, condition, written, read, barrier };
  const shared = Object.fromEntries(
    Object.entries(objects).map(([name, { shared }]) => [name, shared]),
  );
  const told: unknown[] = [];
  const socket = new Socket({ fd: go, readable: true, writable: false });
  socket.on("data", () => {
    other.lock();
    other.unlock();
    condition.broadcast();
    mutex.unlock();
    written.unlock();
    read.unlockShared();
    told.push(barrier.wait());
  });
  const [woken, ...others] = await Promise.all(
    NAMES.map((name) => runInThread(import.meta.url, name, [url, shared, ready])),
  );
  socket.destroy(); // It closes go.
  close(ready);
  // A Worker has descriptors of its own until its thread has ended.
  const isWorker = (thread: number) => stat(Deno.pid, thread)?.name.startsWith("worker-");
  while (threads(Deno.pid).some(isWorker)) await new Promise((resolve) => setTimeout(resolve, 10));
  if (woken !== true) return `a signal came, and waitWithin(Infinity) has returned ${woken}`;
  const all = [...others.slice(-5), ...told];
  const right = all.every((it) => typeof it === "boolean") && all.filter((it) => it).length === 1;
  if (right) return "all have gone on";
  return `at a barrier for six, wait() has returned ${all.join(", ")}`;
}

const ONE = new Uint8Array(1);

/** In a Worker. */
export async function lock(url: string, shared: Shared, ready: Fd): Promise<void> {
  const { Mutex } = await load(url);
  const mutex = new Mutex(shared.mutex);
  write(ready, ONE);
  mutex.lock();
  mutex.unlock();
}

/** In a Worker. */
export async function wait(url: string, shared: Shared, ready: Fd): Promise<void> {
  const { Condition, Mutex } = await load(url);
  const condition = new Condition(new Mutex(shared.other), shared.condition);
  write(ready, ONE);
  condition.mutex.lock();
  condition.wait();
  condition.mutex.unlock();
}

/** In a Worker. */
export async function waitWithin(url: string, shared: Shared, ready: Fd): Promise<boolean> {
  const { Condition, Mutex } = await load(url);
  const condition = new Condition(new Mutex(shared.other), shared.condition);
  write(ready, ONE);
  condition.mutex.lock();
  const woken = condition.waitWithin(Infinity);
  condition.mutex.unlock();
  return woken;
}

/** In a Worker. */
export async function reads(url: string, shared: Shared, ready: Fd): Promise<void> {
  const { ReadersWriterLock } = await load(url);
  const lock = new ReadersWriterLock(shared.written);
  write(ready, ONE);
  lock.lockShared();
  lock.unlockShared();
}

/** In a Worker. */
export async function writes(url: string, shared: Shared, ready: Fd): Promise<void> {
  const { ReadersWriterLock } = await load(url);
  const lock = new ReadersWriterLock(shared.read);
  write(ready, ONE);
  lock.lock();
  lock.unlock();
}

/** In a Worker. */
export async function meets(url: string, shared: Shared, ready: Fd): Promise<boolean> {
  const { Barrier } = await load(url);
  const barrier = new Barrier(shared.barrier);
  write(ready, ONE);
  return barrier.wait();
}
