/**
 * Keeps the picture of the board in the repository's README current: it is what learners see.
 * `deno task check --update` writes it.
 *
 * @module
 */

import { stripVTControlCharacters } from "node:util";
import { boardScreen } from "../../../learner/screens/board_screen.ts";
import type { Complaint } from "../complaint.ts";
import { katasOf } from "../../../course/course.ts";
import { readText } from "../../../course/files.ts";
import type { Standing } from "../../../learner/standing.ts";

const FILE = "README.md";

/** A code block that begins with the command: up to there, what is shown, and the end. */
const PICTURE = /^(```\w*\n\$ deno task kata\n)([^]*?)(^```$)/m;

/**
 * Where the README shows the board, it is the one of a learner who has done the first kata.
 *
 * @param root The repository.
 * @param update Whether to write the picture instead.
 */
export async function boardComplaints(root: string, update: boolean): Promise<Complaint[]> {
  const readme = await readText(`${root}/${FILE}`);
  const shown = PICTURE.exec(readme)?.[2];
  if (shown === undefined) return [];
  const katas = await katasOf(root);
  const all = katas.map((kata, i): Standing => ({
    kata,
    state: i === 0 && katas.length > 1 ? "done" : "not started",
  }));
  const screen = trim(stripVTControlCharacters(boardScreen(all, 80)));
  if (trim(shown) === screen) return [];
  if (update) {
    const now = readme.replace(PICTURE, (_, head, __, end) => `${head}\n${screen}\n${end}`);
    await Deno.writeTextFile(`${root}/${FILE}`, now);
    return [];
  }
  return [{
    file: FILE,
    rule: "The picture of the board is not what learners see.",
    repair: "Run `deno task check --files --update`, which writes it.",
  }];
}

function trim(text: string): string {
  return text.replace(/^\n+|\s+$/g, "");
}
