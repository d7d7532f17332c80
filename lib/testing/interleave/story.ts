/**
 * What the threads of a schedule did, in order.
 *
 * @module
 */

import { lineOf } from "./line.ts";
import { inWords } from "./sentences.ts";
import { table } from "./table.ts";
import type { ThreadState } from "./thread_state.ts";

/** One line. */
interface Row {
  cells: Map<ThreadState, string>;
  /** The line of the learner's code. */
  line: string;
}

/** Collects what the threads of one schedule do. */
export class Story {
  #rows: Row[] = [];
  #scenarios: string;

  /** Makes an empty story. Lines of the module of the scenarios are not the learner's. */
  constructor(scenarios: string) {
    this.#scenarios = scenarios;
  }

  /**
   * A thread has done something.
   *
   * @param thread Who.
   * @param text What, and what came of it.
   * @param woken Who was woken by that.
   */
  tell(thread: ThreadState, text: string, woken: ThreadState[] = []): void {
    const cells = new Map([[thread, text], ...woken.map((it) => [it, "woken"] as const)]);
    this.#rows.push({ cells, line: lineOf(new Error(), this.#scenarios) });
  }

  /** A thread goes on because its time is over. */
  timeout(thread: ThreadState): void {
    if (!thread.wait) return; // Its task says so.
    const text = thread.wait.place ? "wait → timed-out" : "wakes up";
    this.#rows.push({ cells: new Map([[thread, text]]), line: "" });
  }

  /** A thread has thrown something. */
  thrown(thread: ThreadState, error: unknown): void {
    const line = lineOf(error, this.#scenarios);
    this.#rows.push({ cells: new Map([[thread, `throws ${inWords(error)}`]]), line });
  }

  /** Gives the table. */
  table(threads: ThreadState[]): string {
    const rows = this.#rows.map(({ cells, line }) => [
      ...threads.map((thread) => cells.get(thread) ?? ""),
      line,
    ]);
    return table([...threads.map(({ name }) => name), ""], rows);
  }
}
