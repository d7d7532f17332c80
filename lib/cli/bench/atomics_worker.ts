/**
 * The other thread of the mechanism `atomics`: it answers whatever comes.
 *
 * @module
 */

const scope = self as unknown as { onmessage: unknown; postMessage(message: unknown): void };

scope.onmessage = ({ data: cells }: MessageEvent<Int32Array>) => {
  scope.postMessage("ready");
  for (let seen = 0;; seen++) {
    while (Atomics.load(cells, 0) === seen) Atomics.wait(cells, 0, seen);
    Atomics.add(cells, 1, 1);
    Atomics.notify(cells, 1, 1);
  }
};
