/**
 * Tells a schedule as a table: a column for each thread, a line for each operation.
 *
 * @module
 */

import { lineOf } from "./line.ts";
import { inWords } from "./sentences.ts";
import type { ThreadState } from "./thread_state.ts";

/** One line. */
interface Row {
  cells: Map<ThreadState, string>;
  /** The line of the learner's code. */
  line: string;
}

/** So many lines of a longer story are told from its beginning, and from its end. */
const MANY = 30;
/** How many lines a loop may have that is told once. */
const LOOP = 6;
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
    const text = thread.wait?.place ? "wait → timed-out" : "wakes up";
    this.#rows.push({ cells: new Map([[thread, text]]), line: "" });
  }

  /** A thread has thrown something. */
  thrown(thread: ThreadState, error: unknown): void {
    const line = lineOf(error, this.#scenarios);
    this.#rows.push({ cells: new Map([[thread, `throws ${inWords(error)}`]]), line });
  }

  /** Gives the table. */
  table(threads: ThreadState[]): string {
    const rows = shortened(counted(
      this.#rows.map(({ cells, line }) => [...threads.map((it) => cells.get(it) ?? ""), line]),
    ));
    rows.unshift([...threads.map(({ name }) => name), ""]);
    const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
    const lines = rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at]!)).join("   "));
    return lines.map((line) => line.trimEnd()).join("\n");
  }
}

/** Writes once what happened several times in a row. */
function counted(rows: string[][]): string[][] {
  const texts = rows.map((row) => row.join("\t"));
  const result: string[][] = [];
  for (let first = 0; first < rows.length;) {
    const { size, times } = repetition(texts.slice(first));
    result.push(...rows.slice(first, first + size));
    first += size * times;
    if (times === 1) continue;
    const again = size > 1
      ? `… these ${size} again, ${times - 1} times`
      : `… again, ${times - 1} times`;
    result.push(result.at(-1)!.map((text, at, { length }) => text && at < length - 1 ? again : ""));
  }
  return result;
}

/** How many lines from the beginning come again, and how many times in all. */
function repetition(texts: string[]): { size: number; times: number } {
  for (let size = 1; size <= LOOP; size++) {
    let lines = size;
    while (lines < texts.length && texts[lines] === texts[lines - size]) lines++;
    const times = Math.floor(lines / size);
    if (times > 2) return { size, times };
  }
  return { size: 1, times: 1 };
}

/** Cuts out the middle of what is too long to be read. */
function shortened(rows: string[][]): string[][] {
  if (rows.length <= 2 * MANY + 1) return rows;
  return [...rows.slice(0, MANY), rows[0]!.map(() => "…"), ...rows.slice(-MANY)];
}
