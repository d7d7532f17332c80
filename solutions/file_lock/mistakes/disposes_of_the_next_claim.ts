/** Mistake: a second time, it closes a number that belongs to the next claim by then. */
// Caught by: claim() succeeds once, whatever the file says, until it is disposed of
// Says: An earlier claim is disposed of a second time. Your process has
// Violates: to dispose of it again does nothing
export * from "../file_lock.ts";

const claims = new Map<string, Disposable>();

import { claim as right } from "../file_lock.ts";

export function claim(path: string): Disposable {
  const claimed = right(path);
  claims.set(path, claimed);
  return { [Symbol.dispose]: () => claims.get(path)?.[Symbol.dispose]() };
}
