/**
 * Lays out what several threads did: a column for each thread, and one more for the learner's lines.
 *
 * ```ts
 * import { table } from "lib/testing/interleave/table.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = [["load [0] → 0", "", "lock.ts:8"], ["", "load [0] → 0", "lock.ts:8"]];
 * assertEquals(
 *   table(["A", "B", ""], [...rows, ...Array(3).fill(["", "pause", ""])]),
 *   `
 * A              B
 * load [0] → 0                      lock.ts:8
 *                load [0] → 0       lock.ts:8
 *                pause
 *                … again, 2 times`.slice(1),
 * );
 * ```
 *
 * @module
 */

/** So many lines of a longer story are told from its beginning, and from its end. */
const MANY = 30;
/** How many lines a loop may have that is told once. */
const LOOP = 6;
/** How wide the columns of the threads are together, where all of it fits. */
const ROOM = 64;
/** How wide a table may be. */
const WIDTH = 80;
/** How far the columns are apart at least, where their texts reach into the next ones. */
const STEP = 4;
const GAP = "   ";

/**
 * Makes a table. Where it would be too wide, the last cells stand below it, and numbers in their place.
 *
 * @param heads The heads of the columns.
 * @param rows The cells of each line. The last cell stands behind everything else.
 */
export function table(heads: string[], rows: string[][]): string {
  const lines = [heads, ...shortened(counted(rows))];
  const wide = laidOut(lines, WIDTH * 2);
  if (wide.every((line) => line.length <= WIDTH)) return wide.join("\n");
  const sources = [...new Set(lines.slice(1).map((line) => line.at(-1)!))].filter(Boolean);
  const digits = `${sources.length}`.length;
  const numberOf = (source: string) => source && `${sources.indexOf(source) + 1}`.padStart(digits);
  const numbered = lines.map((line) => [...line.slice(0, -1), numberOf(line.at(-1)!)]);
  numbered[0]![heads.length - 1] = "";
  const list = sources.map((source) => `${numberOf(source)}  ${source}`);
  return [...laidOut(numbered, WIDTH - GAP.length - digits), "", ...list].join("\n").trimEnd();
}

/** Puts the cells of all lines in columns, and the last ones behind them; `room` is for the others. */
function laidOut(lines: string[][], room: number): string[] {
  const count = lines[0]!.length - 1;
  const widest = (column: number) => Math.max(...lines.map((line) => line[column]!.length));
  const limit = Math.floor(ROOM / count);
  const starts = [0];
  for (let column = 1; column < count; column++) {
    const width = Math.max(lines[0]![column - 1]!.length, Math.min(limit, widest(column - 1)));
    const start = starts.at(-1)! + width + GAP.length;
    const latest = Math.max(starts.at(-1)! + STEP, room - widest(column));
    starts.push(Math.min(start, latest));
  }
  const cut = (text: string, column: number) => {
    const most = room - starts[column]!;
    return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
  };
  const texts = lines.map((line) => joined(line.slice(0, -1).map(cut), starts));
  const width = Math.max(...texts.map((text) => text.length));
  return lines.map((line, at) => joined([texts[at]!, line.at(-1)!], [0, width + GAP.length]));
}

/** Puts each text at its place, or behind the one before. */
function joined(texts: string[], starts: number[]): string {
  return texts.reduce((line, text, at) => {
    if (text === "") return line;
    return (line && line.length + GAP.length > starts[at]!
      ? line + GAP
      : line.padEnd(starts[at]!)) + text;
  }, "");
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
