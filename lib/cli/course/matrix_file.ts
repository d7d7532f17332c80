/**
 * Keeps the published matrix current: `solutions/README.md`.
 *
 * @module
 */

import { join } from "@std/path";
import type { Complaint } from "../proof/complaint.ts";
import { readText } from "./course.ts";
import {
  differences,
  joinPage,
  keepSometimes,
  type Matrix,
  parseMatrix,
  renderMatrix,
  splitPage,
} from "./matrix.ts";

const FILE = "solutions/README.md";

/** How many changes a complaint names. */
const LIMIT = 5;

/**
 * Compares what was seen with what is published.
 *
 * @param root The repository.
 * @param order All katas, in the order of the page. The parts of those not seen stay as they are.
 * @param seen What this check has seen.
 * @param update Whether to write the page instead.
 */
export async function matrixComplaints(
  root: string,
  order: string[],
  seen: Matrix[],
  update: boolean,
): Promise<Complaint[]> {
  const before = await readText(join(root, FILE));
  const published = splitPage(before);
  const changes: string[] = [];
  const parts = order.map((kata) => {
    const part = published.get(kata);
    const found = seen.find((matrix) => matrix.kata === kata);
    if (!found) return part?.trimEnd().concat("\n");
    const then = part === undefined ? undefined : parseMatrix(kata, part);
    const now = keepSometimes(found, then);
    if (then) changes.push(...differences(then, now));
    return renderMatrix(now);
  });
  const now = await format(joinPage(parts.filter((part) => part !== undefined)), root);
  if (now === before) return [];
  if (update) {
    await Deno.writeTextFile(join(root, FILE), now);
    return [];
  }
  const shown = changes.slice(0, LIMIT);
  if (changes.length > LIMIT) shown.push(`… and ${changes.length - LIMIT} more`);
  if (changes.length === 0) shown.push("Every mark is right, but some text is missing or old.");
  return [{
    file: FILE,
    rule: ["It does not show what the tests do now.", ...shown].join("\n"),
    repair: "Run `deno task check --update`, and look at what has changed.",
  }];
}

/** Reads what is published about one kata; `undefined` when nothing is. */
export async function publishedMatrix(root: string, kata: string): Promise<Matrix | undefined> {
  const part = splitPage(await readText(join(root, FILE))).get(kata);
  return part === undefined ? undefined : parseMatrix(kata, part);
}

/** Formats Markdown as `deno fmt` wants it. */
async function format(text: string, root: string): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--quiet", "--ext=md", "-"],
    cwd: root,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(text));
  await writer.close();
  const { stdout } = await child.output();
  return new TextDecoder().decode(stdout);
}
