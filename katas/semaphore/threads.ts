/**
 * What the tests with real threads run, each in a process of its own. `url` is that of your file.
 *
 * @module
 */

import { Socket } from "node:net";
import { close, type Fd, write } from "lib/sys/fd.ts";
import { runInThread } from "lib/testing/peer/thread.ts";
import type { BufferMemory } from "./semaphore.ts";

type Kata = typeof import("./semaphore.ts");

const load = async (url: string): Promise<Kata> => await import(url);

/** Does something once for each byte that the test writes. The socket closes `go` in the end. */
function onDemand(go: Fd, act: () => void): Socket {
  const socket = new Socket({ fd: go, readable: true, writable: false });
  return socket.on("data", (bytes) => {
    for (let i = 0; i < bytes.length; i++) act();
  });
}

/**
 * Two Workers call acquire(), but no permit is free. Each writes a byte before. The test says when the
 * main thread calls release().
 */
export async function twoWaiters(url: string, ready: Fd, go: Fd): Promise<number> {
  const { Semaphore } = await load(url);
  const semaphore = Semaphore.create(0);
  const releases = onDemand(go, () => semaphore.release());
  const args = [url, semaphore.shared, ready];
  await Promise.all([1, 2].map(() => runInThread(import.meta.url, "acquire", args)));
  releases.destroy();
  close(ready);
  return semaphore.value;
}

/** In a Worker. */
export async function acquire(url: string, shared: SharedArrayBuffer, ready: Fd): Promise<void> {
  const { Semaphore } = await load(url);
  const semaphore = new Semaphore(shared);
  write(ready, new Uint8Array(1));
  semaphore.acquire();
}

/** In a Worker. */
export async function release(url: string, shared: SharedArrayBuffer): Promise<void> {
  const { Semaphore } = await load(url);
  new Semaphore(shared).release();
}

/**
 * The main thread waits in acquireAsync() twice, and in withPermit(). Nothing else keeps the process alive.
 * Then it waits for a Worker.
 */
export async function asyncWaiters(
  url: string,
  go: Fd,
): Promise<{ afterItself: number; afterAWorker: number }> {
  const { Semaphore, withPermit } = await load(url);
  const semaphore = Semaphore.create(0);
  const releases = onDemand(go, () => semaphore.release());
  releases.unref(); // It does not keep the process alive.
  const begun = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const task = withPermit(semaphore, () => (begun.resolve(), over.promise));
  // The test writes three bytes, one after the other.
  await Promise.all([semaphore.acquireAsync(), semaphore.acquireAsync(), begun.promise]);
  const afterItself = semaphore.value;
  over.resolve();
  await task;
  semaphore.tryAcquire();

  const waiting = semaphore.acquireAsync();
  await runInThread(import.meta.url, "release", [url, semaphore.shared]);
  await waiting;
  releases.destroy();
  return { afterItself, afterAWorker: semaphore.value };
}

/** A Worker calls take(), but the buffer is empty. The test says when the main thread puts 42 in. */
export async function emptyBuffer(url: string, go: Fd): Promise<unknown> {
  const { BoundedBuffer } = await load(url);
  const buffer = BoundedBuffer.create(2);
  const puts = onDemand(go, () => buffer.put(42));
  const item = await runInThread(import.meta.url, "take", [url, buffer.shared]);
  puts.destroy();
  return item;
}

/** In a Worker. */
export async function take(url: string, shared: BufferMemory): Promise<number> {
  const { BoundedBuffer } = await load(url);
  return new BoundedBuffer(shared).take();
}
