/**
 * How far a thread of a scenario has come, and what it waits for.
 *
 * @module
 */

import type { Place } from "./place.ts";

/** How a wait has ended. */
export type Outcome = "ok" | "timed-out";

/** What a thread waits for. */
export interface Wait {
  /** Where it can be woken; `undefined` when it sleeps, or has set a timer. */
  place: Place | undefined;
  /** Gives the value there, and the one that it waits to change. */
  values: () => [now: unknown, expected: unknown];
  /** When it goes on by itself, by the modelled clock. */
  deadline: number;
  /** What goes on in the event loop then; `undefined` where the whole thread waits. */
  task?: number;
}

/** What a thread did, with what came of it. */
interface Event {
  what: string;
  value?: unknown;
  error?: unknown;
}

/** One thread of a scenario. */
export class ThreadState {
  /** What the whole thread is waiting for, if it is. */
  wait: Wait | undefined;
  /** Whether it has nothing to do until something happens in its event loop. */
  idles = false;
  /** What has happened there, and is still to be looked at. */
  due: { task: number; outcome: Outcome }[] = [];
  /** What goes on when something has happened, by number. It is made again when the thread starts over. */
  tasks: ((outcome: Outcome) => void)[] = [];
  /** Whether its function has returned, and its promise, if it has one, has settled. */
  ended = false;
  /** What its function returned. */
  result: unknown;
  /** How many steps it has taken since anybody last changed anything. */
  idle = 0;
  /** How often it has taken each kind of step since then. */
  #looks = new Map<string, number>();
  /** How often its time was over since then. */
  timeouts = 0;
  /** How much of the scenario it has done: more of it shows that a call of the learner's has returned. */
  progress = 0;
  /** Is called before its next step, once. */
  beforeStep: (() => void) | undefined;
  /** A number for all that it did, and what came of it. Where that is the same, it is in the same state. */
  history = 0;
  #past: Event[] = [];
  #next = 0;

  /** Makes a thread that has done nothing. */
  constructor(readonly name: string) {}

  /** Whether it has come to what it has not done before. */
  get live(): boolean {
    return this.#next === this.#past.length;
  }

  /** How much it has done since its function began. */
  get events(): number {
    return this.#next;
  }

  /** Whether it can take a step. */
  get ready(): boolean {
    return !this.ended && this.wait === undefined && (!this.idles || this.due.length > 0);
  }

  /** It takes such a step; gives how often it has done so since anybody last changed anything. */
  looksAgain(what: string): number {
    const looks = (this.#looks.get(what) ?? 0) + 1;
    this.#looks.set(what, looks);
    return looks;
  }

  /** Somebody has changed something, which it may see when it looks again. */
  refresh(): void {
    this.idle = this.timeouts = 0;
    this.#looks.clear();
  }

  /** Its function starts over. */
  rewind(): void {
    this.#next = this.progress = 0;
    this.tasks = [];
  }

  /** Ends a wait. */
  wake({ task }: Wait, outcome: Outcome): void {
    if (task !== undefined) {
      this.due.push({ task, outcome });
    } else {
      this.wait = undefined;
      this.#add({ what: "wake", value: outcome });
    }
  }

  /**
   * Does something, or gives what came of it when the thread has done it before.
   *
   * @param what What it is, for comparison.
   * @param act Does it. Where it throws `unless`, it has not been done.
   * @throws {Changed} When the thread did something else at this point before.
   */
  once<T>(what: string, act: () => T, unless: unknown): T {
    if (this.live) {
      try {
        this.#add({ what, value: act() });
      } catch (error) {
        if (error === unless) throw error;
        this.#add({ what, error });
      }
    }
    const event = this.#past[this.#next++]!;
    if (event.what !== what) throw new Changed();
    if ("error" in event) throw event.error;
    return event.value as T;
  }

  #add(event: Event): void {
    this.#past.push(event);
    this.history = numberOf(`${this.history} ${event.what} ${String(event.value)}`);
  }
}

/** A thread does not do the same when it starts over. */
export class Changed extends Error {}

/** The numbers of histories. */
const numbers = new Map<string, number>();

/** Gives the number of a history: its beginning, by its number, and what then happened. */
function numberOf(history: string): number {
  const number = numbers.get(history) ?? numbers.size + 1;
  numbers.set(history, number);
  return number;
}
