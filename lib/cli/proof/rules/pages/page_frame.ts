/**
 * Rules about a kata's page: its frame.
 *
 * @module
 */

import type { Complaint } from "../complaint.ts";
import { links, sections } from "../../../course/markdown.ts";
import type { Kata } from "../../../course/kata.ts";
import { NUMBERS } from "../numbers.ts";

/** The headings of a kata's page, in their order. */
const HEADINGS = [
  "The idea",
  "Your task",
  "Watch it happen",
  "Predict",
  "When a test fails",
  "Hints",
  "Read on",
];

/** How many lines a page has, without the hints. */
const { least: LEAST, most: MOST } = NUMBERS.pageLines;

/** The picture of a test, with the empty line below it. */
const PICTURE =
  /^(?:<details>.*\n\n)?```text\n\$ deno task trace [^]*?^```\n\n(?:<\/details>\n\n)?/gm;

/** The page begins with the kata's name, a promise in one sentence, and the katas before it. */
export async function opening(kata: Kata): Promise<Complaint[]> {
  const text = await kata.text(kata.page);
  if (text === "") return [];
  const top = sections(text).get("")!;
  const [title, promise = "", before = ""] = top.trim().split(/\n{2,}/);
  const complaints: Complaint[] = [];
  if (title !== `# ${kata.name}`) {
    complaints.push({
      file: kata.page,
      rule: `It does not begin with the heading "# ${kata.name}".`,
      repair: "Make that its first line, with an empty line below.",
    });
  }
  if (!/^\p{Lu}[^]*[.!]$/u.test(promise) || /[.!?]\s+\p{Lu}/u.test(promise)) {
    complaints.push({
      file: kata.page,
      rule: "Below its name is no promise in one sentence.",
      repair: "Say in one sentence what the learner can do after this kata.",
    });
  }
  if (!isBefore(before)) {
    complaints.push({
      file: kata.page,
      rule: `Below the promise is no line "Before this kata: …".`,
      repair: `Add it: "nothing", or links to other katas, as [pipe](../pipe/README.md).`,
    });
  }
  return complaints;
}

function isBefore(line: string): boolean {
  const [, katas] = /^Before this kata: ([^]+)$/.exec(line) ?? [];
  if (katas === undefined) return false;
  const rest = katas.replace(/\[`?(\w+)`?\]\(\.\.\/\1\/README\.md\)/g, "");
  return /^nothing\.?$/.test(katas) || (rest !== katas && /^(?:,|and|\s)*\.?$/.test(rest));
}

/** Lists the katas that a page wants before it. */
export function before(page: string): string[] {
  const [line] = /(?<=^|\n)Before this kata: [^]*?(?=\n\n|$)/.exec(page) ?? [];
  return links(line ?? "").flatMap((address) => /^\.\.\/(\w+)\//.exec(address)?.[1] ?? []);
}

/** The page has the headings that every page has, in the same order. */
export async function headings(kata: Kata): Promise<Complaint[]> {
  const text = await kata.text(kata.page);
  const found = [...sections(text).keys()].slice(1);
  if (text === "" || found.join("\n") === HEADINGS.join("\n")) return [];
  const missing = HEADINGS.filter((heading) => !found.includes(heading));
  const unknown = found.filter((heading) => !HEADINGS.includes(heading));
  const said = [
    ...missing.map((heading) => `There is no heading "## ${heading}".`),
    ...unknown.map((heading) => `The heading "## ${heading}" is none that every page has.`),
  ];
  return [{
    file: kata.page,
    rule: said.join("\n") || `Its headings are in another order: ${found.join(", ")}.`,
    repair: `Use these, in this order: ${HEADINGS.join(", ")}.`,
  }];
}

/** The page is neither too short nor too long. The picture of a test does not count. */
export async function length(kata: Kata): Promise<Complaint[]> {
  const text = await kata.text(kata.page);
  if (text === "") return [];
  const hints = sections(text).get("Hints") ?? "";
  const lines = (part: string) => part.split("\n").length;
  const pictures = [...text.matchAll(PICTURE)].reduce(
    (sum, [picture]) => sum + lines(picture) - 1,
    0,
  );
  const count = lines(text.trimEnd()) - lines(hints) - pictures;
  return count >= LEAST && count <= MOST ? [] : [{
    file: kata.page,
    rule: `Without the hints it has ${count} lines.`,
    repair: count < LEAST
      ? `Write at least ${LEAST}: is everything said that the tests are about?`
      : `Leave at most ${MOST}: what does a learner not need?`,
  }];
}
