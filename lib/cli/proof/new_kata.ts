/**
 * `deno task new <kata>`: begins a kata.
 *
 * @module
 */

import { parseArgs } from "node:util";
import { dirname, fromFileUrl, join } from "@std/path";
import { listKatas } from "../course/course.ts";
import { readText } from "../course/files.ts";
import { type Progress, TerminalProgress } from "../terminal/progress.ts";
import { run, UsageError } from "../terminal/usage.ts";
import { derivedComplaints } from "./rules/repository/derived.ts";
import { isKataName } from "./rules/folders.ts";
import { skeleton } from "./skeleton.ts";

const HELP = `deno task new <kata>

Writes the files with which a kata begins, and adds it to the course. Then \`deno task check <kata>\`
says what is missing.`;

/**
 * Writes the files, and adds the kata at the end of the list in the repository's README.
 *
 * @param root The repository.
 * @param name What it is called.
 * @returns The files, as seen from the repository.
 * @throws {UsageError} When the name will not do, or is taken.
 */
export async function newKata(root: string, name: string): Promise<string[]> {
  if (!isKataName(name)) {
    throw new UsageError(`Cannot call a kata "${name}": use small letters, digits and "_".`);
  }
  if ((await listKatas(root, ["katas", "solutions"])).includes(name)) {
    throw new UsageError(`Cannot begin the kata "${name}": there is one of that name.`);
  }
  const files = skeleton(name);
  for (const [file, text] of Object.entries(files)) {
    await Deno.mkdir(dirname(join(root, file)), { recursive: true });
    await Deno.writeTextFile(join(root, file), text, { createNew: true });
  }
  const readme = join(root, "README.md");
  await Deno.writeTextFile(readme, withRow(await readText(readme), name));
  await derivedComplaints(root, await listKatas(root, ["katas", "solutions"]), true);
  return Object.keys(files);
}

/** The README with one more row behind the last one. */
function withRow(readme: string, name: string): string {
  const rows = [...readme.matchAll(/^(\d+)\. \[\w+\]\(katas\/.*\n(?: .*\n)*/gm)];
  const last = rows.at(-1);
  const number = Number(last?.[1] ?? 0) + 1;
  const row = `${number}. [${name}](katas/${name}/README.md): …\n`;
  const end = last ? last.index + last[0].length : readme.length;
  return readme.slice(0, end) + row + readme.slice(end);
}

/**
 * Runs the command.
 *
 * @param args The name.
 * @param root The repository.
 * @param progress Where to write to.
 * @returns The exit code.
 * @throws {UsageError} When there is not one name, or it will not do.
 */
export async function main(args: string[], root: string, progress: Progress): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    progress.line(HELP);
    return 0;
  }
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) throw new UsageError("Give one name. Try --help");
  for (const file of await newKata(root, name)) progress.line(`  ${file}`);
  progress.line(`\nIt has one line in README.md: say there what it teaches, in the right chapter.`);
  progress.line(`Next: deno task check ${name}`);
  return 0;
}

if (import.meta.main) {
  const root = fromFileUrl(import.meta.resolve("../../../"));
  Deno.exit(await run(() => main(Deno.args, root, new TerminalProgress())));
}
