/**
 * The table "When a test fails" of a kata's page: what a failure says, and what that means.
 *
 * ```ts
 * import { quoted, tableRows } from "lib/cli/course/page_table.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const page = "## When a test fails\n\n| You see | It means |\n| --- | --- |\n| `got 1` | One. |\n";
 * const [seen, means] = tableRows(page)[0]!;
 * assertEquals([quoted(seen!), means], ["got 1", "One."]);
 * ```
 *
 * @module
 */

import { prose, sections, spans, withoutBlocks } from "./markdown.ts";

/** Lists the rows of the table, cell by cell. */
export function tableRows(page: string): string[][] {
  const text = sections(page).get("When a test fails") ?? "";
  const rows = withoutBlocks(text).split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) => row.split(/(?<!\\)\|/).slice(1, -1).map((it) => it.trim()));
}

/** Lists the left cells of the table. */
export function tableCells(page: string): string[] {
  return tableRows(page).map(([left = ""]) => left);
}

/** The literal text that a cell quotes, or `undefined` when it quotes nothing. */
export function quoted(cell: string): string | undefined {
  return prose(cell) === "``" ? spans(cell)[0]!.replaceAll("\\|", "|") : undefined;
}
