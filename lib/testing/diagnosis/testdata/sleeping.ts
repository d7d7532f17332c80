/** A process with one Worker that sleeps until it is woken, and one that polls. */

import { close, type Fd, read } from "lib/sys/fd.ts";
import { runInThread } from "../../peer/thread.ts";

/** Wakes the Workers when the test has hung up; the main thread waits in read() until then. */
export async function twoWorkers(go: Fd): Promise<void> {
  const shared = new SharedArrayBuffer(4);
  const workers = ["sleep", "poll"].map((name) => runInThread(import.meta.url, name, [shared]));
  read(go, new Uint8Array(1));
  close(go);
  Atomics.store(new Int32Array(shared), 0, 1);
  Atomics.notify(new Int32Array(shared), 0);
  await Promise.all(workers);
}

/** In a Worker. */
export function sleep(shared: SharedArrayBuffer): void {
  Atomics.wait(new Int32Array(shared), 0, 0);
}

/** In a Worker. */
export function poll(shared: SharedArrayBuffer): void {
  while (Atomics.wait(new Int32Array(shared), 0, 0, 10) === "timed-out");
}
