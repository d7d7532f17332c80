/**
 * The page that shows which test of a kata catches which mistake: `solutions/<kata>/README.md`.
 *
 * It has a section for each function: its tests, and a table of the mistakes that these tests are
 * there for. The tests are numbered through the whole page, so that a row can name those of other
 * functions, too.
 *
 * @module
 */

import type { Mark, Matrix, MatrixRow } from "./matrix.ts";
import { symbolOf } from "../symbol.ts";

/** The head of the last column of a table: tests of other functions. */
const ALSO = "also";

const LEGEND = `[All katas](../README.md)

- ● The test catches the mistake every time.
- ~ The test catches it sometimes. That is luck, and some other test catches it every time.
- A blank cell: the test does not notice this mistake.
- The column "${ALSO}" has the numbers of other functions' tests that catch the mistake.

Follow a link to read the wrong solution. Beware: it is the right solution but for one function.
`;

/**
 * Writes the page, not yet formatted.
 *
 * @param matrix What it shows.
 * @param fingerprint What it was made from: see `matrixFingerprint`.
 */
export function renderMatrix(matrix: Matrix, fingerprint: string): string {
  const groups = Map.groupBy(matrix.tests, symbolOf);
  const order = [...groups.values()].flat();
  return [
    `# How strong are the tests of ${matrix.kata}?`,
    LEGEND,
    ...[...groups].map(([symbol, tests]) => {
      const rows = matrix.mistakes.filter((row) => home(row, matrix.tests) === symbol);
      return section(symbol, tests, order, rows.map((row) => inOrder(row, matrix.tests, order)));
    }),
    matrix.mistakes.map(({ name }) => `[${name}]: mistakes/${name}.ts`).join("\n"),
    `\n<!-- Made from: ${fingerprint} -->\n`,
  ].join("\n");
}

/** The function in whose section a mistake stands: that of the test that is there for it. */
function home({ caughtBy, marks }: MatrixRow, tests: string[]): string {
  if (tests.includes(caughtBy)) return symbolOf(caughtBy);
  return symbolOf(tests[Math.max(0, marks.indexOf("●"))] ?? "");
}

/** A mistake with its marks in the order of the page. */
function inOrder(row: MatrixRow, tests: string[], order: string[]): MatrixRow {
  return { ...row, marks: order.map((test) => row.marks[tests.indexOf(test)]!) };
}

function section(symbol: string, tests: string[], order: string[], rows: MatrixRow[]): string {
  const first = order.indexOf(tests[0]!);
  const end = first + tests.length;
  const cells = (texts: string[]) => `| ${texts.join(" | ")} |`;
  const elsewhere = ({ marks }: MatrixRow) =>
    marks.flatMap((mark, i) => mark === "" || (i >= first && i < end) ? [] : [number(mark, i)]);
  const also = rows.some((row) => elsewhere(row).length > 0);
  return [
    `## ${symbol || "Other tests"}\n`,
    ...tests.map((name, i) => `${first + i + 1}. ${name}`),
    "",
    cells(["mistake", ...tests.map((_, i) => `${first + i + 1}`), ...also ? [ALSO] : []]),
    cells(["---", ...tests.map(() => ":-:"), ...also ? ["---"] : []]),
    ...rows.map((row) => {
      const others = also ? [elsewhere(row).join(", ")] : [];
      return cells([`[${row.name}]`, ...row.marks.slice(first, end), ...others]);
    }),
    "",
    ...rows.map(({ name, sentence }) => `- [${name}]: ${sentence}`),
    "",
  ].join("\n");
}

function number(mark: Mark, i: number): string {
  return mark === "~" ? `~${i + 1}` : `${i + 1}`;
}

/** Reads the page, without the sentences; `undefined` when it is empty. */
export function parseMatrix(kata: string, page: string): Matrix | undefined {
  const text = page.replaceAll("\r\n", "\n").replace(/\n {2,}(?=\S)/g, " "); // long lines are broken
  const tests = [...text.matchAll(/^\d+\. (.*)$/gm)].map(([, name]) => name!);
  if (tests.length === 0) return undefined;
  const mistakes: MatrixRow[] = [];
  let columns: string[] = [];
  for (const [line] of text.matchAll(/^\|.*\|$/gm)) {
    const [first = "", ...cells] = line.split("|").slice(1, -1).map((cell) => cell.trim());
    if (first === "mistake") columns = cells;
    const [, name] = /^\[(\w+)\]$/.exec(first) ?? [];
    if (name === undefined) continue;
    const marks = tests.map((): Mark => "");
    for (const [i, cell] of cells.entries()) {
      const column = columns[i]!;
      if (column !== ALSO) marks[Number(column) - 1] = cell as Mark;
      else for (const [, luck, n] of cell.matchAll(/(~?)(\d+)/g)) marks[+n! - 1] = luck ? "~" : "●";
    }
    mistakes.push({ name, sentence: "", caughtBy: "", marks });
  }
  return { kata, tests, mistakes };
}

/** Reads what the page was made from; `undefined` when it does not say so. */
export function parseFingerprint(page: string): string | undefined {
  return /^<!-- Made from: (\w+) -->\s*$/m.exec(page)?.[1];
}
