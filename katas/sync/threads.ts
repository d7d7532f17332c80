/**
 * What the tests with real threads run, each in a process of its own. `url` is that of your file.
 *
 * @module
 */

import { Socket } from "node:net";
import { close, type Fd, write } from "lib/sys/fd.ts";
import { runInThread } from "lib/testing/peer/thread.ts";
import type { Memory } from "./sync.ts";

type Kata = typeof import("./sync.ts");

const load = async (url: string): Promise<Kata> => await import(url);

/** Runs functions of this module, each in a Worker; when the test writes a byte, this thread acts. */
async function sleeping(
  url: string,
  [ready, go]: [ready: Fd, go: Fd],
  tasks: Record<string, unknown>,
  act: () => void,
): Promise<unknown[]> {
  const socket = new Socket({ fd: go, readable: true, writable: false });
  socket.on("data", act);
  const results = await Promise.all(
    Object.entries(tasks).map(([name, memory]) =>
      runInThread(import.meta.url, name, [url, memory, ready])
    ),
  );
  socket.destroy(); // It closes go.
  close(ready);
  return results;
}

/** The memory of a mutex and of a condition variable. */
interface Pair {
  readonly mutex: SharedArrayBuffer;
  readonly condition: SharedArrayBuffer;
}

/** A Worker waits for the mutex, and two wait for a signal. Then they get what they wait for. */
export async function mutexAndCondition(
  url: string,
  ready: Fd,
  go: Fd,
): Promise<unknown[]> {
  const { Mutex, Condition } = await load(url);
  const [mutex, other] = [Mutex.create(), Mutex.create()];
  const condition = Condition.create(other);
  mutex.lock();
  const pair: Pair = { mutex: other.shared, condition: condition.shared };
  return await sleeping(
    url,
    [ready, go],
    { lock: mutex.shared, wait: pair, waitWithin: pair },
    () => {
      other.lock();
      other.unlock();
      condition.broadcast();
      mutex.unlock();
    },
  );
}

const joined = ({ Mutex, Condition }: Kata, { mutex, condition }: Pair) =>
  new Condition(new Mutex(mutex), condition);

const ONE = new Uint8Array(1);

/** In a Worker. */
export async function lock(url: string, shared: SharedArrayBuffer, ready: Fd): Promise<boolean> {
  const { Mutex } = await load(url);
  const mutex = new Mutex(shared);
  write(ready, ONE);
  mutex.lock();
  mutex.unlock();
  return true;
}

/** In a Worker. */
export async function wait(url: string, pair: Pair, ready: Fd): Promise<boolean> {
  const condition = joined(await load(url), pair);
  write(ready, ONE);
  condition.mutex.lock();
  condition.wait();
  condition.mutex.unlock();
  return true;
}

/** In a Worker. */
export async function waitWithin(url: string, pair: Pair, ready: Fd): Promise<boolean> {
  const condition = joined(await load(url), pair);
  write(ready, ONE);
  condition.mutex.lock();
  const woken = condition.waitWithin(Infinity);
  condition.mutex.unlock();
  return woken;
}

/** A Worker waits for the others at a barrier, one wants to write, and one to read. */
export async function lockAndBarrier(url: string, ready: Fd, go: Fd): Promise<unknown[]> {
  const { Barrier, ReadersWriterLock } = await load(url);
  const barrier = Barrier.create(2);
  const [written, read] = [ReadersWriterLock.create(), ReadersWriterLock.create()];
  written.lock();
  read.lockShared();
  const tasks = { reads: written.shared, writes: read.shared, meets: barrier.shared };
  const told: unknown[] = [];
  const results = await sleeping(url, [ready, go], tasks, () => {
    written.unlock();
    read.unlockShared();
    told.push(barrier.wait());
  });
  return [...results, ...told];
}

/** In a Worker. */
export async function reads(url: string, shared: Memory, ready: Fd): Promise<boolean> {
  const { ReadersWriterLock } = await load(url);
  const lock = new ReadersWriterLock(shared);
  write(ready, ONE);
  lock.lockShared();
  lock.unlockShared();
  return true;
}

/** In a Worker. */
export async function writes(url: string, shared: Memory, ready: Fd): Promise<boolean> {
  const { ReadersWriterLock } = await load(url);
  const lock = new ReadersWriterLock(shared);
  write(ready, ONE);
  lock.lock();
  lock.unlock();
  return true;
}

/** In a Worker. */
export async function meets(url: string, shared: Memory, ready: Fd): Promise<boolean> {
  const { Barrier } = await load(url);
  const barrier = new Barrier(shared);
  write(ready, ONE);
  return barrier.wait();
}
