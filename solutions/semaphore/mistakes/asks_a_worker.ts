/** Mistake: it lets another thread block in its place. */
// Caught by: acquireAsync() takes a permit for each call, and looks again only when it is woken
// Says: acquireAsync() has started another thread
// Violates: It starts no other thread
export * from "../semaphore.ts";
import { Semaphore as Right } from "../semaphore.ts";

const program = `onmessage = ({ data }) => {
  const cells = new Int32Array(data);
  while (Atomics.load(cells, 0) === 0) Atomics.wait(cells, 0, 0);
  postMessage(0);
};`;

export class Semaphore extends Right {
  override async acquireAsync(): Promise<void> {
    while (!this.tryAcquire()) {
      const worker = new Worker(`data:text/javascript,${program}`, { type: "module" });
      await new Promise((resolve) => {
        worker.onmessage = resolve;
        worker.postMessage(this.shared);
      });
      worker.terminate();
    }
  }
}
