/**
 * For scenarios: calls of the learner's functions that may wait, of which the test is told.
 *
 * ```ts
 * import { TellingCalls } from "lib/testing/told_calls.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const calls = new TellingCalls(); // It tells nobody.
 * assertEquals(await calls.outcome(() => 42), { result: 42 });
 * ```
 *
 * @module
 */

import { close, type Fd, write } from "../sys/fd.ts";
import { type Outcome, outcome } from "./outcome.ts";
import { hurrySleeps } from "./sleeps.ts";

/** How often the sleeps of a call that waits long are over at once: whoever counts them may count far. */
export const LOOKS = 800;

/** Tells of each call: one byte before it, and one after it. A signal that comes meanwhile is listened to. */
export class TellingCalls implements Disposable {
  #told: Fd | undefined;

  /**
   * @param told Where to write the bytes, which is closed at the end; nothing is told when this is left out.
   */
  constructor(told?: Fd) {
    this.#told = told;
    if (told !== undefined) Deno.addSignalListener("SIGUSR2", () => {}); // It stays: a signal may come late.
  }

  /** Whether somebody is told. */
  get tells(): boolean {
    return this.#told !== undefined;
  }

  /** Calls, and tells how that ended. */
  async outcome<T>(call: () => T | Promise<T>): Promise<Outcome<T>> {
    this.#tell();
    const ended = await outcome(call);
    this.#tell();
    return ended;
  }

  /**
   * Lets {@linkcode LOOKS} sleeps be over at once, as `hurrySleeps()` does. The test's `WaitingCalls` must know.
   *
   * @param waitsLong Whether the call that comes waits so long that it must not give up then.
   */
  hurry(waitsLong: boolean): Disposable {
    let sleeps = 0;
    return hurrySleeps(() => waitsLong && sleeps++ < LOOKS || undefined);
  }

  #tell(): void {
    if (this.#told !== undefined) write(this.#told, new Uint8Array(1));
  }

  [Symbol.dispose](): void {
    if (this.#told !== undefined) close(this.#told);
    this.#told = undefined;
  }
}
