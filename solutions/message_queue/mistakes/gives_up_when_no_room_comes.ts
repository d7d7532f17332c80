/** Mistake: it gives up when there is no room for the end after ten seconds. */
// Caught by: finish() lets all jobs be done first, also when the queue is full
// Says: finish(): it threw EAGAIN
// Violates: Jobs that are in the queue are still done, also when it is full now
export * from "../message_queue.ts";
import { IPC_NOWAIT, msgsnd } from "lib/sys/msg.ts";

const cell = new Int32Array(new SharedArrayBuffer(4));

export function finish(queue: number): void {
  for (let looks = 1;; looks++) {
    try {
      return msgsnd(queue, 10, new Uint8Array(0), IPC_NOWAIT);
    } catch (error) {
      if ((error as { code?: string }).code !== "EAGAIN" || looks === 200) throw error;
    }
    Atomics.wait(cell, 0, 0, 50);
  }
}
