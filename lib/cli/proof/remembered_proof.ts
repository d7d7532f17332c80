/**
 * Remembers which katas were proved, so that one that has not changed is not proved again on this machine.
 *
 * @module
 */

import { proofKey } from "../course/fingerprint.ts";
import type { Kata } from "../course/kata.ts";
import { readMemory, writeMemory } from "../learner/memory_file.ts";

/** A kata, and what its proof depends on. */
export class RememberedProof {
  readonly kata: Kata;
  #key: string;

  /** Looks at all that the proof depends on. */
  static async of(kata: Kata): Promise<RememberedProof> {
    return new RememberedProof(kata, await proofKey(kata));
  }

  private constructor(kata: Kata, key: string) {
    this.kata = kata;
    this.#key = key;
  }

  /** Tells whether the kata was proved as it is. */
  async isProved(): Promise<boolean> {
    const { key } = await readMemory(this.kata, "proofs");
    return key === this.#key;
  }

  /**
   * Remembers that the kata was proved, unless something has changed since this object was made: then
   * nobody knows what it was that the tests saw.
   *
   * @param warn Called with a message when it cannot be remembered.
   */
  async remember(warn: (text: string) => void): Promise<void> {
    if (await proofKey(this.kata) !== this.#key) return;
    await writeMemory(this.kata, "proofs", { key: this.#key }, warn);
  }
}
