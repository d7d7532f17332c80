/**
 * Runs what has been queued by promises, at once and not later on.
 *
 * @module
 */

/** What Deno itself uses; there is no public way. */
// deno-lint-ignore no-explicit-any
const { core } = (Deno as any)[(Deno as any).internal];

const { setTimeout } = globalThis; // The real one, before it is modelled.

/**
 * Runs microtasks until none is left. It only works in a task of the event loop, not in a microtask: see
 * {@linkcode inTask}.
 */
export const drain = (): void => core.runMicrotasks();

/** Runs a function in a task of its own, and gives what it returns. */
export function inTask<T>(act: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    setTimeout(() => {
      try {
        resolve(act());
      } catch (error) {
        reject(error);
      }
    }, 0);
  });
}
