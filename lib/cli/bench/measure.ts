/**
 * Measures mechanisms: all flavours of one take turns, so that whatever else the machine does disturbs each of
 * them alike.
 *
 * @module
 */

import type { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import type { Flavour, Mechanism } from "./mechanisms.ts";
import { Pair, type Programs } from "./pair.ts";

/** How much is measured. */
export interface Effort {
  /** How often each flavour is measured. The result is the median. */
  turns: number;
  /** How long a turn takes about, in nanoseconds, and how many rounds or blocks it has at most. */
  turn: Record<What, number>;
  most: Record<What, number>;
  /** How many go before: Deno compiles a loop when it has run for a while. */
  warmUp: Record<What, number>;
}

/** What is measured: rounds there and back, or blocks one way. */
export type What = "round" | "block";

/** Enough for numbers that are the same the next time, on a machine that does nothing else. */
export const FULL: Effort = {
  turns: 5,
  turn: { round: 4e8, block: 1e8 },
  most: { round: 20_000, block: 2000 },
  warmUp: { round: 3000, block: 200 },
};

/** What was measured of one flavour. */
export interface Sample {
  /** How long one round or one block took, in nanoseconds: the median. */
  ns: number;
  /** How far the middle half of the turns lies apart, as a part of the median. */
  spread: number;
}

/** What was measured of a mechanism. */
export interface Measured {
  mechanism: string;
  /** Whether a round is a lock and an unlock of one process. */
  alone: boolean;
  round: Partial<Record<Flavour, Sample>>;
  block: Partial<Record<Flavour, Sample>>;
  /** Why a flavour is missing that there could be. */
  missing: Partial<Record<Flavour, string>>;
}

/**
 * Measures a mechanism.
 *
 * @param mechanism Which one.
 * @param watchdog Ends its processes at the latest with this one.
 * @param programs How to start them.
 * @param signal Stops it.
 * @param effort How much to measure.
 */
export async function measure(
  mechanism: Mechanism,
  watchdog: Watchdog,
  programs: Programs,
  signal: AbortSignal,
  effort: Effort = FULL,
): Promise<Measured> {
  const { name, alone = false } = mechanism;
  const measured: Measured = { mechanism: name, alone, round: {}, block: {}, missing: {} };
  const pairs = new Map<Flavour, Pair>();
  const stop = () => pairs.forEach((pair) => pair.end());
  signal.addEventListener("abort", stop);
  try {
    for (const flavour of mechanism.flavours) {
      if (flavour === "c" && programs.c === undefined) continue;
      try {
        pairs.set(flavour, await Pair.start(mechanism, flavour, watchdog, programs));
      } catch (error) {
        measured.missing[flavour] = (error as Error).message;
      }
    }
    for (const what of mechanism.blocks ? ["round", "block"] as const : ["round"] as const) {
      await takeTurns(what, pairs, measured, effort);
    }
  } catch (error) {
    if (!signal.aborted) throw error; // Its processes have been ended.
  } finally {
    signal.removeEventListener("abort", stop);
    await Promise.all([...pairs.values()].map((pair) => pair.end()));
  }
  return measured;
}

async function takeTurns(
  what: What,
  pairs: Map<Flavour, Pair>,
  measured: Measured,
  { turns, turn, most, warmUp }: Effort,
): Promise<void> {
  const counts = new Map<Flavour, number>();
  const times = new Map<Flavour, number[]>();
  for (const [flavour, pair] of pairs) {
    const once = await pair.measure(what, warmUp[what]);
    counts.set(flavour, Math.max(1, Math.min(most[what], Math.round(turn[what] / once))));
    times.set(flavour, []);
  }
  for (let taken = 0; taken < turns; taken++) {
    for (const [flavour, pair] of pairs) {
      times.get(flavour)!.push(await pair.measure(what, counts.get(flavour)!));
    }
  }
  for (const [flavour, all] of times) {
    measured[what][flavour] = summary(all);
  }
}

/** The median of several times, and how far they lie apart. */
export function summary(times: number[]): Sample {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))]!;
  return { ns: at(0.5), spread: (at(0.75) - at(0.25)) / at(0.5) };
}
