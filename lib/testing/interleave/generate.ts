/**
 * Makes small programs from a table of calls: all of the smallest ones, and some of those that are larger.
 *
 * @module
 */

import type { Table } from "./specification.ts";

/** A program that nobody chose. */
export interface Generated {
  /** The clause that says how it begins, a key of `starts`. */
  start: string;
  /** The calls of each thread, by their keys. */
  threads: string[][];
  /** With how many preemptions to run it. */
  preemptions: number;
}

/** One kind of program. */
interface Shape {
  /** How many calls each thread makes. */
  threads: number[];
  /** How many of these programs to run at most. */
  programs: number;
  /** The schedules with so many preemptions are run. Three threads are many schedules. */
  preemptions: number;
}

/** The smallest programs come first. */
const SHAPES: Shape[] = [
  { threads: [1], programs: Infinity, preemptions: 2 },
  { threads: [2], programs: 80, preemptions: 2 },
  { threads: [1, 1], programs: Infinity, preemptions: 2 },
  { threads: [3], programs: 40, preemptions: 2 },
  { threads: [1, 2], programs: 100, preemptions: 2 },
  { threads: [1, 1, 1], programs: 50, preemptions: 1 },
  { threads: [2, 2], programs: 40, preemptions: 2 },
  { threads: [1, 3], programs: 30, preemptions: 2 },
  { threads: [1, 1, 2], programs: 20, preemptions: 1 },
  { threads: [2, 3], programs: 20, preemptions: 1 },
  { threads: [3, 3], programs: 10, preemptions: 1 },
];

/** Where there are more programs of a kind than this, only some of them are looked at, by chance. */
const MANY = 13_000;

/** A program in numbers: of its start, and of the calls of each thread. */
type Candidate = [start: number, threads: number[][]];

/** Generates programs, the smallest first. They are the same in every run. */
export function* generate(table: Table): Generator<Generated> {
  const chance = new Chance();
  const [starts, calls] = [Object.keys(table.starts), Object.keys(threadCalls(table))];
  for (const shape of SHAPES) {
    const { programs, preemptions } = shape;
    // What has to wait at first, and can go on later, is most likely to go wrong.
    const { likely, others } = candidates(table, shape, chance);
    const all = likely.length + others.length <= programs;
    const chosen = chance.sample(likely, all ? programs : programs / 2);
    chosen.push(...chance.sample(others, programs - chosen.length));
    for (const [start, threads] of chosen) {
      const names = threads.map((numbers) => numbers.map((number) => calls[number]!));
      yield { start: starts[start]!, threads: names, preemptions };
    }
  }
}

/** Chance that is the same in every run. */
class Chance {
  #state = 1;

  /** Gives a whole number from 0 on. */
  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return Math.floor(this.#state / 2 ** 32 * limit);
  }

  /** Takes some of a list; all of it, in its order, where there are not more. */
  sample<T>(list: T[], most: number): T[] {
    if (list.length <= most) return list;
    for (let at = 0; at < most; at++) {
      const other = at + this.below(list.length - at);
      [list[at], list[other]] = [list[other]!, list[at]!];
    }
    return list.slice(0, most);
  }
}

/** Gives the calls that threads make. */
function threadCalls({ calls }: Table): Table["calls"] {
  return Object.fromEntries(Object.entries(calls).filter(([, { last }]) => !last));
}

/** Gives the programs of a kind that are worth running, each once. */
function candidates(table: Table, { threads: lengths, programs }: Shape, chance: Chance) {
  const [starts, calls] = [Object.values(table.starts), Object.values(threadCalls(table))];
  const outcomes = starts.map((state) => calls.map((call) => call.may(state, 0)));
  const waits = outcomes.map((row) => row.map((list) => list.length === 0));
  const changes = outcomes.map((row, at) =>
    row.map((list) => list.some(({ next }) => next !== starts[at]))
  );
  const sides = calls.map(({ side }) => side);
  const all = starts.length * calls.length ** lengths.reduce((sum, it) => sum + it);
  const [likely, others]: Candidate[][] = [[], []];
  for (let number = 0; number < (all <= MANY ? all : 20 * programs); number++) {
    let rest = all <= MANY ? number : chance.below(all);
    const next = (count: number) => {
      const chosen = rest % count;
      rest = (rest - chosen) / count;
      return chosen;
    };
    const start = next(starts.length);
    const threads = lengths.map((length) => Array.from({ length }, () => next(calls.length)));
    if (!isSorted(threads) || sharesSide(threads, sides)) continue;
    // Where all calls look only, nothing can go wrong between threads.
    if (threads.length > 1 && !threads.flat().some((call) => changes[start]![call])) continue;
    const waiting = threads.filter(([call]) => waits[start]![call!]);
    const isLikely = threads.length > 1 && waiting.length === threads.length - 1 &&
      canEnd(starts[start], threads, table);
    (isLikely ? likely! : others!).push([start, threads]);
  }
  return { likely: likely!, others: others! };
}

/** Whether threads that make as many calls come in order: they are interchangeable. */
function isSorted(threads: number[][]): boolean {
  return threads.every((calls, at) => {
    const next = threads[at + 1];
    if (next?.length !== calls.length) return true;
    const differs = calls.findIndex((call, place) => call !== next[place]);
    return differs < 0 || calls[differs]! < next[differs]!;
  });
}

/** Whether two threads make calls of a side that only one of them may have. */
function sharesSide(threads: number[][], sides: (string | undefined)[]): boolean {
  const owned = threads.flatMap((calls) => [...new Set(calls.map((call) => sides[call]))])
    .filter((side) => side !== undefined);
  return new Set(owned).size < owned.length;
}

/** Whether all calls can return, in some order. */
function canEnd(state: unknown, threads: number[][], table: Table): boolean {
  if (threads.every((calls) => calls.length === 0)) return true;
  return threads.some(([call, ...others], at) =>
    call !== undefined && Object.values(threadCalls(table))[call]!.may(state, at)
      .some(({ next }) => canEnd(next, threads.with(at, others), table))
  );
}
