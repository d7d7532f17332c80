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
import { differences, keepSometimes, type Matrix } from "../course/mistakes/matrix.ts";
import { matrixFile, matrixFingerprint, publishedMatrix } from "../course/mistakes/matrix_file.ts";
import { parseFingerprint, renderMatrix } from "../course/mistakes/matrix_page.ts";
import { formatted } from "../runs/formatted.ts";

const INDEX = "solutions/README.md";

const INTRO = `# How strong are the tests?

You trust a test more when you have seen it fail. Each kata has wrong solutions, and each of them
holds one mistake that a learner might make. Every test is here because it catches at least one of
them. Alternatives are other correct solutions, which the tests accept.

Follow a link to see which test catches which mistake. The pages give the solutions away, so solve
the kata first.
`;

/** What to do about marks that differ in many runs. */
const FIND_OUT = "Find out why: a test that catches a mistake by luck shows so on a busy machine.";

/** How many changes a complaint names. */
const LIMIT = 5;

/**
 * Compares what was seen of a kata with what is published.
 *
 * @param kata The kata.
 * @param seen What this check has seen.
 * @param update Whether to write the page instead.
 * @param runs How many times each mistake was run.
 */
export async function matrixComplaints(
  kata: Kata,
  seen: Matrix,
  update: boolean,
  runs: number,
): Promise<Complaint[]> {
  const file = matrixFile(kata.name);
  const before = await publishedMatrix(kata);
  const now = keepSometimes(seen, before);
  const page = renderMatrix(now, await matrixFingerprint(kata));
  if (await isCurrent(kata.root, file, page, update)) return [];
  const changes = before ? differences(before, now) : [];
  const shown = changes.slice(0, LIMIT);
  if (changes.length > LIMIT) shown.push(`… and ${changes.length - LIMIT} more`);
  if (changes.length === 0) shown.push("Every mark is right, but some text is missing or old.");
  const rule = ["It does not show what the tests do now.", ...shown].join("\n");
  // A mark that changes from run to run is no reason to publish another one.
  return [{ file, rule, repair: runs > 1 && changes.length > 0 ? FIND_OUT : repair(kata) }];
}

/** Tells, without running a test, that a page was made from other files than there are now. */
export async function staleComplaints(kata: Kata): Promise<Complaint[]> {
  const file = matrixFile(kata.name);
  const page = await kata.text(file);
  if (parseFingerprint(page) === await matrixFingerprint(kata)) return [];
  if (page === "") {
    const writes =
      `When all else is right, run \`deno task check ${kata.name} --matrix --update\`.`;
    return [{ file, rule: "It is missing.", repair: `${writes} It writes this page.` }];
  }
  const rule = "The tests, the solution or the mistakes have changed since it was made.";
  return [{ file, rule, repair: repair(kata) }];
}

/**
 * Compares the index with the pages that there are.
 *
 * @param root The repository.
 * @param order All katas, in the order of the index.
 * @param update Whether to write the index instead.
 */
export async function indexComplaints(
  root: string,
  order: string[],
  update: boolean,
): Promise<Complaint[]> {
  const rows = await Promise.all(order.map((name) => row(new Kata(root, name))));
  const head = ["| kata | tests | mistakes | alternatives |", "| --- | --: | --: | --: |"];
  const page = [INTRO, ...head, ...rows.filter((row) => row !== undefined), ""].join("\n");
  if (await isCurrent(root, INDEX, page, update)) return [];
  const rule = "It does not list the pages that there are.";
  return [{
    file: INDEX,
    rule,
    repair: "Run `deno task check --files --update`, which writes it.",
  }];
}

/** What to do about an old page. */
function repair({ name }: Kata): string {
  return `Run \`deno task check ${name} --matrix --update\`, and look at what has changed.`;
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
  const now = await formatted(page, "md", root);
  if (now === (await readText(join(root, file))).replaceAll("\r\n", "\n")) return true;
  if (update) await Deno.writeTextFile(join(root, file), now);
  return update;
}
