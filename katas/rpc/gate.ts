/**
 * Procedures that a program holds as long as it likes.
 *
 * @module
 */

import type { XdrReader } from "./rpc.ts";
import { words } from "./protocol.ts";

/** Counts how often each number was worked at, and holds some. */
export class Gate {
  /** How often, by the number. */
  readonly runs = new Map<number, number>();
  #gates = new Map<number, PromiseWithResolvers<void>>();
  #all: PromiseWithResolvers<void>[] = [];

  /** Takes a number, and waits until it is let go. Gives the number, and how often that was worked at. */
  readonly held = async (args: XdrReader): Promise<Uint8Array> => {
    const n = this.#count(args);
    const gate = Promise.withResolvers<void>();
    this.#gates.set(n, gate);
    this.#all.push(gate);
    await gate.promise;
    return words(n, this.runs.get(n)!);
  };

  /** Takes a number, and is ready at once. */
  readonly free = (args: XdrReader): Uint8Array => {
    const n = this.#count(args);
    return words(n, this.runs.get(n)!);
  };

  /** Takes a number, and throws at once. */
  readonly failed = (args: XdrReader): never => {
    this.#count(args);
    throw new Error("It has failed");
  };

  /** Lets go what was worked at last of this number. */
  letGo(n: number): void {
    this.#gates.get(n)?.resolve();
  }

  /** Lets everything go: whoever looks again and again whether it is ready must not do so for ever. */
  letAllGo(): void {
    for (const gate of this.#all) gate.resolve();
  }

  #count(args: XdrReader): number {
    const n = args.uint();
    this.runs.set(n, (this.runs.get(n) ?? 0) + 1);
    return n;
  }
}
