/**
 * Keeps watch over a call in another process: it has to end in time, must not wait for what cannot come,
 * and must not take all of the memory.
 *
 * @module
 */

import { setTimeout as sleep } from "node:timers/promises";
import { deadlocked } from "../diagnosis/deadlock.ts";
import { diagnosis } from "../diagnosis/diagnosis.ts";
import type { NameOf, Question } from "../diagnosis/explanation.ts";
import { effort, residentMemory, stat } from "../diagnosis/proc.ts";
import { inspecting } from "./inspecting.ts";
import { after, RunningTime } from "./running_time.ts";
import { deadlock, tooMuchMemory } from "./sentences.ts";

/** How often a call that takes long is looked at, in milliseconds. */
const PATROL = 250;
/** How many bytes of memory a peer may use. */
const MEMORY = 1024 ** 3;

/** What is watched. */
export interface Watched {
  /** The process. */
  pid: number;
  /** Names a process in the words of the test. */
  nameOf: NameOf;
  /** Gives all processes that the test has started. */
  family(): number[];
  /** Gives the peers that no signal can make go on. */
  deaf(): number[];
  /** Called at most once for each thing that is wrong, in words. */
  failed(reason: string): void;
}

/** Watches over one peer. */
export class Vigil {
  #watched: Watched;
  #memory: number;
  #quiet = new AbortController();
  #disarm = () => {};
  #cpu = 0;
  /** How much time is left. */
  #left = () => Infinity;

  /**
   * Begins to keep watch; {@linkcode Vigil.limit} and {@linkcode Vigil.patrol} say over what.
   *
   * @param watched The process, and whom to tell.
   * @param memory How many bytes of memory it may use.
   */
  constructor(watched: Watched, memory = MEMORY) {
    this.#watched = watched;
    this.#memory = memory;
  }

  /**
   * Sets a limit, in place of the one before.
   *
   * @param ms When it is over, in milliseconds.
   * @param what Says what did not happen until then.
   * @param question What to ask about the process then.
   * @param works Whether only the time counts that its main thread spends at work.
   */
  limit(ms: number, what: () => string, question: Question = {}, works = false): void {
    const wait = (time: number) => {
      this.#disarm = after(time, () => {
        const left = works ? ms - this.#worked() : 0;
        if (left > 0) wait(Math.max(PATROL, left));
        else void this.#explain(what(), question);
      });
    };
    this.#disarm();
    if (inspecting) return;
    const time = new RunningTime();
    this.#left = () => works ? Infinity : Math.max(0, ms - time.ms);
    wait(ms);
  }

  /** How long its main thread has been at work, in milliseconds; for ever, when it does nothing any more. */
  #worked(): number {
    const { pid } = this.#watched;
    const { cpu } = effort(pid, pid);
    const sleeps = stat(pid)?.state === "S" && cpu === this.#cpu;
    this.#cpu = cpu;
    return sleeps ? Infinity : cpu;
  }

  /** Does not wait for the limit when it is certain that the call cannot return, or must not go on. */
  async patrol(isOver: () => boolean): Promise<void> {
    const { signal } = this.#quiet;
    const { pid, nameOf, family, deaf, failed } = this.#watched;
    try {
      while (!isOver()) {
        await sleep(PATROL, undefined, { signal });
        if (residentMemory(pid) > this.#memory) failed(tooMuchMemory(nameOf(pid), this.#memory));
        const loops = { deaf: deaf(), horizon: this.#left() };
        const members = await deadlocked(family(), signal, loops);
        if (members.includes(pid)) await this.#explain(deadlock(members.map(nameOf)), {});
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** Ends the watch. */
  stop(): void {
    this.#disarm();
    this.#quiet.abort();
  }

  /** Fails with the reason why the process does not go on. */
  async #explain(what: string, question: Question): Promise<void> {
    const { signal } = this.#quiet;
    const { pid, nameOf, failed } = this.#watched;
    try {
      const { why, ends } = await diagnosis(pid, nameOf, { ...question, signal });
      // What has returned need not explain itself: what comes after it does.
      if (question.ended) failed(`${what}\n\n${why}`);
      else failed([why, what, ends].filter((part) => part !== "").join("\n\n"));
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
