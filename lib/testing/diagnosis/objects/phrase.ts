/**
 * Parts of the sentence that explains a wait: what is awaited, and how those are named who could end it.
 *
 * ```ts
 * import { parties } from "lib/testing/diagnosis/objects/phrase.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const names = { self: 7, nameOf: (pid: number) => `pid ${pid}` };
 * assertEquals(parties([{ pid: 7, fd: 3 }, { pid: 8, fd: 4 }], names), "itself (fd 3) and pid 8 (fd 4)");
 * assertEquals(parties([], names), "nobody");
 * ```
 *
 * @module
 */

import type { Holder } from "../identity.ts";
import { blindSpot } from "../sight.ts";

/** What is known about a wait. */
export interface Phrase {
  /** The sentence, from the call on: `read(fd 3) for bytes …`. */
  text: string;
  /** The processes that could end the wait. */
  others: number[];
}

/** How processes are named in a sentence about one of them. */
export interface Names {
  /** The process that waits. */
  self: number;
  /** Gives the name by which a person knows a process. */
  nameOf(pid: number): string;
}

/** Names who holds something, and with which descriptors. */
export function parties(holders: Holder[], { self, nameOf }: Names): string {
  const each = [...Map.groupBy(holders, ({ pid }) => pid)].map(([pid, own]) => ({
    who: pid === self ? "itself" : nameOf(pid),
    fds: own.map(({ fd }) => `fd ${fd}`).join(", "),
  }));
  // A descriptor that was handed over has the same number everywhere.
  const [first, ...more] = each;
  if (more.length > 0 && more.every(({ fds }) => fds === first!.fds)) {
    const all = more.length === 1 ? "both" : "each of them";
    return `${join(each.map(({ who }) => who))} (${first!.fds} in ${all})`;
  }
  return join(each.map(({ who, fds }) => `${who} (${fds})`));
}

/** Says who has something open: nobody else has, as far as can be seen. */
export function openOnlyIn(holders: Holder[], names: Names): string {
  return holders.length > 0
    ? `open only in ${parties(holders, names)}`
    : `open in nobody that can be seen${blindSpot()}`;
}

/** Names processes. */
export function people(pids: number[], { self, nameOf }: Names): string {
  return join([...new Set(pids)].map((pid) => pid === self ? "itself" : nameOf(pid)));
}

/** Joins phrases: `a`, `a and b`, `a, b and c`. */
export function join(phrases: string[], none = "nobody", word = "and"): string {
  if (phrases.length < 2) return phrases[0] ?? none;
  return `${phrases.slice(0, -1).join(", ")} ${word} ${phrases.at(-1)}`;
}

/** Gives the processes of some holders, each once. */
export function pidsOf(holders: Holder[]): number[] {
  return [...new Set(holders.map(({ pid }) => pid))];
}
