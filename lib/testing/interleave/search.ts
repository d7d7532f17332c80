/**
 * Which schedules to run: all with few preemptions, then random ones, then those with regular turns. Which one
 * to show: the shortest.
 *
 * @module
 */

import { type Choice, isTimeout } from "./choice.ts";
import type { Options } from "./report.ts";
import { UNEQUAL } from "./sentences.ts";
import { type Chooser, type Program, Schedule } from "./schedule.ts";

/** How far to search. */
export type Limits = Required<
  Pick<Options, "preemptions" | "budget" | "work" | "random" | "seed" | "regular">
>;

/** Runs schedules of a program, and keeps the one that is the easiest to understand. */
export class Search {
  /** How many schedules were run. */
  schedules = 0;
  /** How much was done for that. */
  work = 0;
  /** All schedules with at most so many preemptions were run. */
  bound = -1;
  /** Of the schedules that went wrong, that with the fewest preemptions, and then the fewest steps. */
  worst: Schedule | undefined;
  /** Beginnings of schedules that are still to be run, by their number of preemptions. */
  #levels: Choice[][][] = [[[]]];
  /** The states from which everything is run, or planned, with as few preemptions as possible. */
  #known = new Set<string>();
  /** Whether there are schedules with more preemptions. */
  #more = false;

  /** Prepares a search. */
  constructor(readonly program: Program, readonly limits: Limits) {}

  /** Searches until the budget is used up, or nothing shorter can be found. */
  run(): this {
    const { preemptions } = this.limits;
    this.#twice();
    if (this.worst) return this;
    for (let level = 0; level <= preemptions; level++) {
      this.#all(level);
      if (this.worst) return this;
      if (this.#spent) break;
      this.bound = level;
    }
    if (this.bound < preemptions || this.#more) this.#sample();
    if (!this.worst) this.#regular();
    return this;
  }

  /** Whether nothing is left of the budget. */
  get #spent(): boolean {
    return this.schedules >= this.limits.budget || this.work >= this.limits.work;
  }

  /** Runs the first schedule twice, to see whether it depends on anything else than the turns. */
  #twice(): void {
    const [first, second] = [1, 2].map(() => new Schedule(this.program, follow([])).run());
    if (first!.todo) this.worst = first;
    if (first!.state === second!.state) return;
    second!.failure = { kind: "error", sentence: UNEQUAL };
    this.worst = second;
  }

  /** Runs one schedule. */
  only(choices: Choice[]): void {
    this.#try(follow(choices));
  }

  /** Runs all schedules with a number of preemptions, as long as the budget lasts. */
  #all(level: number): void {
    for (const plan of this.#levels[level] ?? []) { // It grows meanwhile.
      if (this.#spent) return;
      if (this.worst && plan.length >= this.worst.choices.length) continue;
      this.#follow(plan, level);
      if (this.worst?.todo) return;
    }
  }

  /** Runs a schedule that begins as planned, and plans all that differ from it later on. */
  #follow(plan: Choice[], level: number): void {
    const begun = [...plan];
    this.#try((possible, step, schedule) => {
      if (step < plan.length) return plan[step]!;
      const { state } = schedule;
      if (this.#known.has(state)) return undefined;
      this.#known.add(state);
      const [[usual], ...others] = possible as [[Choice, 0], ...typeof possible];
      for (const [choice, cost] of others) this.#plan([...begun, choice], level + cost);
      begun.push(usual);
      return usual;
    });
  }

  #plan(plan: Choice[], level: number): void {
    const plans = this.#levels[level] ??= [];
    // More of them than the budget allows would never be run.
    if (level <= this.limits.preemptions && plans.length < this.limits.budget) plans.push(plan);
    else this.#more = true;
  }

  /** Runs random schedules, in which no timeout ends while anybody can go on. */
  #sample(): void {
    let chance = this.limits.seed;
    for (let round = 0; round < this.limits.random; round++) {
      this.#try((possible) => {
        chance = (Math.imul(chance, 1664525) + 1013904223) >>> 0;
        const [[usual]] = possible as [[Choice, 0]];
        const likely = isTimeout(usual) ? possible : possible.filter(([it]) => !isTimeout(it));
        return likely[Math.floor(chance / 2 ** 32 * likely.length)]![0];
      });
    }
  }

  /** Runs schedules in which the threads take turns, each time with as many steps as the last time. */
  #regular(): void {
    const { program: { names }, limits } = this;
    for (let others = 1; others <= limits.regular; others++) {
      for (const first of [1, 2]) {
        let [turn, left] = [0, first];
        this.#try((possible) => {
          for (let tried = 0; tried <= names.length; tried++) {
            if (left > 0 && possible.some(([it]) => it === turn)) {
              left--;
              return turn;
            }
            turn = (turn + 1) % names.length;
            left = turn === 0 ? first : others;
          }
          return possible[0]![0];
        });
      }
    }
  }

  #try(choose: Chooser): void {
    const schedule = new Schedule(this.program, choose).run();
    this.schedules++;
    this.work += schedule.work;
    if (schedule.failure && isSimpler(schedule, this.worst)) this.worst = schedule;
  }
}

/** Chooses what a schedule says, and then the usual. */
export function follow(choices: Choice[]): Chooser {
  return (possible, step) => choices[step] ?? possible[0]![0];
}

function isSimpler(schedule: Schedule, than: Schedule | undefined): boolean {
  if (!than || schedule.cost < than.cost) return true;
  return schedule.cost === than.cost && schedule.choices.length < than.choices.length;
}
