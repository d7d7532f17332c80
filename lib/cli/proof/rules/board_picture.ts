/**
 * Rule about the picture of the board in the repository's README: it is what learners see.
 *
 * @module
 */

import { stripVTControlCharacters } from "node:util";
import { boardScreen } from "../../learner/screens/board_screen.ts";
import type { Complaint } from "./complaint.ts";
import { katasOf } from "../../course/course.ts";
import { readText } from "../../course/files.ts";
import type { Standing } from "../../learner/standing.ts";

const FILE = "README.md";

/** A code block that begins with the command. */
const PICTURE = /^```\w*\n\$ deno task kata\n([^]*?)^```$/m;

/** Where the README shows the board, it is the one of a learner who has done the first kata. */
export async function boardPicture(root: string): Promise<Complaint[]> {
  const shown = PICTURE.exec(await readText(`${root}/${FILE}`))?.[1];
  if (shown === undefined) return [];
  const katas = await katasOf(root);
  const all = katas.map((kata, i): Standing => ({
    kata,
    state: i === 0 && katas.length > 1 ? "done" : "not started",
  }));
  const screen = trim(stripVTControlCharacters(boardScreen(all, 80)));
  if (trim(shown) === screen) return [];
  return [{
    file: FILE,
    rule: "The picture of the board is not what learners see.",
    repair: `Let these lines follow "$ deno task kata":\n\n${screen}\n`,
  }];
}

function trim(text: string): string {
  return text.replace(/^\n+|\s+$/g, "");
}
