/**
 * Rules about the hints of a kata's page: they lead, and show no code.
 *
 * @module
 */

import type { Complaint } from "../complaint.ts";
import type { Export } from "../../../course/exports.ts";
import { countBlocks, details, prose, sections, spans } from "../../../course/markdown.ts";
import type { Kata } from "../../../course/kata.ts";
import { NUMBERS } from "../numbers.ts";

/** How many hints each function has. */
const HINTS = NUMBERS.hints.least;

/** Each function has three hints, which can be unfolded one by one. */
export async function threeHints(kata: Kata): Promise<Complaint[]> {
  const text = sections(await kata.text(kata.page)).get("Hints");
  if (text === undefined) return [];
  const given = details(text).map(({ summary }) => /^([\w.]+)\(\): \S/.exec(summary)?.[1]);
  const contract = await kata.contract();
  const owners = given.map((name) => contract.find((it) => isOf(it, name))?.name);
  const complaints: Complaint[] = details(text)
    .filter((_, i) => contract.length > 0 && owners[i] === undefined)
    .map(({ summary }) => ({
      file: kata.page,
      rule: `The hint "${summary}" is for no function of the stub.`,
      repair: `Begin its summary with the function: "${contract[0]!.name}(): …".`,
    }));
  for (const { name, signatures, kind } of contract) {
    const count = owners.filter((owner) => owner === name).length;
    const enough = kind === "class" ? count >= HINTS : count === HINTS;
    if (signatures.length === 0 || enough) continue;
    complaints.push({
      file: kata.page,
      rule: `There ${count === 1 ? "is 1 hint" : `are ${count} hints`} for ${name}.`,
      repair: `Write ${HINTS}: a question, an observation, nearly the answer; each as ` +
        `<details><summary>${name}(): …</summary> … </details>`,
    });
  }
  return complaints;
}

/** Whether a function is this export, or a method of this class. */
function isOf({ name, signatures }: Export, given: string | undefined): boolean {
  const names = signatures.flatMap((it) => [it.name, it.name.replace(/^.*\./, "")]);
  return given !== undefined && [name, ...names].includes(given);
}

/** Hints are prose, with single names in backticks. */
export async function noCodeInHints(kata: Kata): Promise<Complaint[]> {
  const text = sections(await kata.text(kata.page)).get("Hints");
  if (text === undefined) return [];
  return details(text).flatMap(({ summary, body }) => {
    const found = codeIn(`${summary}\n${body}`);
    return found === undefined ? [] : [{
      file: kata.page,
      rule: `The hint "${summary}" shows code: ${found}`,
      repair: "Say it in prose. Single names may stand in backticks, a call without arguments.",
    }];
  });
}

function codeIn(text: string): string | undefined {
  if (countBlocks(text) > 0 || /<(?:pre|code)\b|^ {4,}\S/m.test(text)) return "a code block";
  const span = spans(text).find((code) => /\s|;|\w\([^)]/.test(code));
  if (span !== undefined) return `\`${span}\``;
  return /[\w.]+\((?!\d?\))[^)]*\)/.exec(prose(text))?.[0];
}
