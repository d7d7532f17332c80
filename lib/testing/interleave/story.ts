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
    const text = thread.wait?.place ? "wait → timed-out" : "wakes up";
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
    const rows = withoutRepeats(
      this.#rows.map(({ cells, line }) => [...threads.map((it) => cells.get(it) ?? ""), line]),
    );
    rows.unshift([...threads.map(({ name }) => name), ""]);
    const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
    const lines = rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at]!)).join("   "));
    return lines.map((line) => line.trimEnd()).join("\n");
  }

  /** Finds the learner's line in a stack, and the functions that led there. */
  #line(stack = ""): string {
    const frames = [];
    for (const frame of stack.split("\n").slice(1)) {
      const [, name, url, line] = /at (?:(.*) \()?((?:file|data):.*?):(\d+):\d+\)?$/.exec(frame) ??
        [];
      if (!url || url.startsWith(HERE)) continue;
      if (url.startsWith(this.#scenarios)) break;
      const file = url.replace(/[?#].*/, "").replace(/.*\//, "");
      frames.push({ name: name?.replace(/.*[. ]/, "") ?? "", place: `${file}:${line}` });
    }
    const names = frames.map(({ name }) => name).reverse().join(" › ");
    return frames[0] ? `${frames[0].place}  ${names}`.trimEnd() : "";
  }
}

/** Cuts an end that comes again and again. */
function withoutRepeats(rows: string[][]): string[][] {
  const text = rows.map((row) => row.join("\t"));
  for (let size = 1; size <= 6; size++) {
    const repeats = (row: number) => text[row] !== undefined && text[row] === text[row - size];
    let end = rows.length;
    while (repeats(end - 1)) end--;
    if (rows.length - end < 3 * size) continue;
    const more = rows[0]!.map((_, column) =>
      rows[end]![column] && column < rows[0]!.length - 1 ? "…" : ""
    );
    return [...rows.slice(0, end + size), more];
  }
  return rows;
}
