/**
 * Tells a schedule as a table: a column for each thread, a line for each operation.
 *
 * @module
 */

import { inWords } from "./sentences.ts";
import type { ThreadState } from "./thread_state.ts";

/** One line. */
interface Row {
  cells: Map<ThreadState, string>;
  /** The line of the learner's code. */
  line: string;
}

/** Where the code of the explorer is. */
const HERE = import.meta.resolve("./");

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
    this.#rows.push({ cells, line: this.#line(new Error().stack) });
  }

  /** A thread goes on because its time is over. */
  timeout(thread: ThreadState): void {
    const text = thread.wait?.place ? "timed-out" : "wakes up";
    this.#rows.push({ cells: new Map([[thread, text]]), line: "" });
  }

  /** A thread has thrown something. */
  thrown(thread: ThreadState | undefined, error: unknown): void {
    if (!thread) return;
    const line = error instanceof Error ? this.#line(error.stack) : "";
    this.#rows.push({ cells: new Map([[thread, `throws ${inWords(error)}`]]), line });
  }

  /** Gives the table. */
  table(threads: ThreadState[]): string {
    const rows = [
      [...threads.map(({ name }) => name), ""],
      ...this.#rows.map(({ cells, line }) => [...threads.map((it) => cells.get(it) ?? ""), line]),
    ];
    const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
    const lines = rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at]!)).join("   "));
    return lines.map((line) => line.trimEnd()).join("\n");
  }

  /** Finds the line of the learner's code in a stack: `semaphore.ts:12`. */
  #line(stack = ""): string {
    const frames = stack.split("\n").slice(1).filter((frame) => !frame.includes(HERE));
    const [, url, line] = /((?:file|data):.*?):(\d+):\d+\)?$/.exec(frames[0] ?? "") ?? [];
    if (!url || url.startsWith(this.#scenarios)) return "";
    return `${url.replace(/[?#].*/, "").replace(/.*\//, "")}:${line}`;
  }
}
