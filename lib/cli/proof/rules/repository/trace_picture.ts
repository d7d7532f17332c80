/**
 * Keeps the pictures of traced tests current, in the repository's README and on the pages of katas: they are
 * drawn from records that lie beside them in `lib/cli/trace/testdata`. `deno task check --update` writes them.
 *
 * @module
 */

import { stripVTControlCharacters } from "node:util";
import type { Complaint } from "../complaint.ts";
import { readText } from "../../../course/files.ts";
import { picture } from "../../../trace/picture.ts";
import { readRecord } from "../../../trace/record/calls.ts";
import { stories } from "../../../trace/record/stories.ts";
import { screen } from "../../../trace/screen.ts";

/** A code block that begins with the command: up to there, what is shown, and the end. */
const PICTURE = /^(```text\n\$ deno task trace [^\n]*\n)([^]*?)(^```$)/m;
const RECORDS = "lib/cli/trace/testdata";
const WIDTH = 80;

/**
 * Where a page shows a traced test, it is what the record of that name gives.
 *
 * @param root The repository.
 * @param katas The katas.
 * @param update Whether to write the pictures instead.
 */
export async function traceComplaints(
  root: string,
  katas: string[],
  update: boolean,
): Promise<Complaint[]> {
  const pages = [
    ["README.md", "readme"],
    ...katas.map((name) => [`katas/${name}/README.md`, name]),
  ];
  const complaints: Complaint[] = [];
  for (const [file, name] of pages) {
    const page = await readText(`${root}/${file}`);
    const shown = PICTURE.exec(page)?.[2];
    if (shown === undefined) continue;
    const now = await drawn(root, name!);
    if (shown === now) continue;
    if (update && now !== undefined) {
      const text = page.replace(PICTURE, (_, head, __, end) => `${head}${now}${end}`);
      await Deno.writeTextFile(`${root}/${file}`, text);
      continue;
    }
    complaints.push({
      file: file!,
      rule: `The picture of a traced test is not that of ${RECORDS}/${name}.strace.`,
      repair: "Run `deno task check --files --update`, which writes it.",
    });
  }
  return complaints;
}

/** Draws the record of a page; nothing, when there is none. */
async function drawn(root: string, name: string): Promise<string | undefined> {
  const [story] = stories(readRecord(await readText(`${root}/${RECORDS}/${name}.strace`)));
  if (!story) return undefined;
  const failure = await readText(`${root}/${RECORDS}/${name}.failure`);
  const result = { name: story.name, ...failure === "" ? {} : { failure } };
  const traced = { story, picture: picture(story), result, passedBefore: false };
  return `${stripVTControlCharacters(screen(traced, root, WIDTH).join("\n"))}\n`;
}
