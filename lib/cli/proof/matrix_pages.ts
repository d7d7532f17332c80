/**
 * Keeps the published pages of all mistakes current: `solutions/<kata>/README.md`, and the index of
 * these pages, `solutions/README.md`.
 *
 * @module
 */

import { join } from "@std/path";
import type { Complaint } from "./rules/complaint.ts";
import { readText } from "../course/files.ts";
import { Kata } from "../course/kata.ts";
import { differences, keepSometimes, type Matrix } from "../course/matrix.ts";
import { matrixFile, matrixFingerprint, publishedMatrix } from "../course/matrix_file.ts";
import { renderMatrix } from "../course/matrix_page.ts";

const INDEX = "solutions/README.md";

const INTRO = `# How strong are the tests?

You trust a test more when you have seen it fail. Each kata has wrong solutions, and each of them
holds one mistake that a learner might make. Every test is here because it catches at least one of
them. Alternatives are other correct solutions, which the tests accept.

Follow a link to see which test catches which mistake. The pages give the solutions away, so solve
the kata first.
`;

/** What to do about an old page. */
const REPAIR = "Run `deno task check --update`, and look at what has changed.";

/** How many changes a complaint names. */
const LIMIT = 5;

/**
 * Compares what was seen with what is published.
 *
 * @param root The repository.
 * @param order All katas, in the order of the index. The pages of those not seen stay as they are.
 * @param seen What this check has seen.
 * @param update Whether to write the pages instead.
 */
export async function matrixComplaints(
  root: string,
  order: string[],
  seen: Matrix[],
  update: boolean,
): Promise<Complaint[]> {
  const complaints: Complaint[] = [];
  for (const matrix of seen) complaints.push(...await pageComplaints(root, matrix, update));
  return [...complaints, ...await indexComplaints(root, order, update)];
}

async function pageComplaints(root: string, seen: Matrix, update: boolean): Promise<Complaint[]> {
  const kata = new Kata(root, seen.kata);
  const file = matrixFile(seen.kata);
  const before = await publishedMatrix(kata);
  const now = keepSometimes(seen, before);
  const page = renderMatrix(now, await matrixFingerprint(kata));
  if (await isCurrent(root, file, page, update)) return [];
  const changes = before ? differences(before, now) : [];
  const shown = changes.slice(0, LIMIT);
  if (changes.length > LIMIT) shown.push(`… and ${changes.length - LIMIT} more`);
  if (changes.length === 0) shown.push("Every mark is right, but some text is missing or old.");
  const rule = ["It does not show what the tests do now.", ...shown].join("\n");
  return [{ file, rule, repair: REPAIR }];
}

async function indexComplaints(
  root: string,
  order: string[],
  update: boolean,
): Promise<Complaint[]> {
  const rows = await Promise.all(order.map((name) => row(new Kata(root, name))));
  const head = ["| kata | tests | mistakes | alternatives |", "| --- | --: | --: | --: |"];
  const page = [INTRO, ...head, ...rows.filter((row) => row !== undefined), ""].join("\n");
  if (await isCurrent(root, INDEX, page, update)) return [];
  return [{ file: INDEX, rule: "It does not list the pages that there are.", repair: REPAIR }];
}

/** A kata's line in the index; none when nothing is published about it. */
async function row(kata: Kata): Promise<string | undefined> {
  const matrix = await publishedMatrix(kata);
  if (!matrix) return undefined;
  const counts = [matrix.tests, matrix.mistakes, await kata.alternatives].map((it) => it.length);
  return `| [${kata.name}](${kata.name}/README.md) | ${counts.join(" | ")} |`;
}

/** Whether a page is as it has to be; after an update, it is. */
async function isCurrent(
  root: string,
  file: string,
  page: string,
  update: boolean,
): Promise<boolean> {
  const now = await format(page, root);
  if (now === (await readText(join(root, file))).replaceAll("\r\n", "\n")) return true;
  if (update) await Deno.writeTextFile(join(root, file), now);
  return update;
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
