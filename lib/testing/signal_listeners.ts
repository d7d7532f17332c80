/**
 * Watches which listeners a signal has in this process, and calls them at a moment that a scenario chooses.
 *
 * ```ts
 * import { SignalListeners } from "lib/testing/signal_listeners.ts";
 * import process from "node:process";
 * import { assertEquals } from "@std/assert";
 *
 * using listeners = new SignalListeners("SIGUSR2");
 * let heard = 0;
 * const hear = () => heard++;
 * process.on("SIGUSR2", hear);
 * listeners.ring(); // as if the signal had come
 * assertEquals([listeners.count, heard], [1, 1]);
 * process.off("SIGUSR2", hear);
 * assertEquals(listeners.count, 0);
 * ```
 *
 * @module
 */

const { addSignalListener, removeSignalListener } = Deno;

/** The listeners of one signal that are added from now on, through Deno or through Node's `process`. */
export class SignalListeners implements Disposable {
  #listeners = new Set<() => void>();

  /**
   * Begins to watch. One at a time is possible.
   *
   * @param signal The signal.
   * @param unheard Called whenever nobody listens: right before the first listener is added, and right
   *   after the last one is removed.
   */
  constructor(signal: Deno.Signal, unheard = () => {}) {
    Deno.addSignalListener = (which, listener) => {
      if (which === signal && this.count === 0) unheard();
      addSignalListener(which, listener);
      if (which === signal) this.#listeners.add(listener);
    };
    Deno.removeSignalListener = (which, listener) => {
      removeSignalListener(which, listener);
      if (which === signal && this.#listeners.delete(listener) && this.count === 0) unheard();
    };
  }

  /** How many there are. Those that listen through `process` count as one. */
  get count(): number {
    return this.#listeners.size;
  }

  /** Calls each of them once. */
  ring(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Watches no more. */
  [Symbol.dispose](): void {
    Deno.addSignalListener = addSignalListener;
    Deno.removeSignalListener = removeSignalListener;
  }
}
