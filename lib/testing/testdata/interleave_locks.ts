/** Fixture: locks as a learner might write them. */

import { todo } from "../../todo.ts";

/** Looks, and then takes. */
export function looks(shared: SharedArrayBuffer): void {
  const cells = new Int32Array(shared);
  while (Atomics.load(cells, 0) === 1) Atomics.wait(cells, 0, 1);
  take(cells);
}

function take(cells: Int32Array<SharedArrayBuffer>): void {
  console.log("taking it");
  Atomics.store(cells, 0, 1);
}

/** Lets go of it. */
export function unlock(shared: SharedArrayBuffer): void {
  const cells = new Int32Array(shared);
  Atomics.store(cells, 0, 0);
  Atomics.notify(cells, 0);
}

let taken = false;

/** Takes what no other thread can see. */
export function takesItsOwn(): void {
  if (taken) throw new Error("taken");
  taken = true;
}

/** Looks only once, and then waits for something that it does not look at. */
export function looksOnce(shared: SharedArrayBuffer): void {
  const value = Atomics.load(new Int32Array(shared), 0);
  Atomics.store(new Int32Array(shared), 0, 1);
  while (value === 1);
}

/** Is still to be written. */
export function unwritten(shared: SharedArrayBuffer): void {
  todo(shared);
}

/** Right: it looks and takes in one step. */
export function exchanges(shared: SharedArrayBuffer): void {
  const cells = new Int32Array(shared);
  while (Atomics.exchange(cells, 0, 1) === 1) Atomics.wait(cells, 0, 1);
}
