/**
 * Rules about the ledger: every promise of the contract is broken by some mistake, and every mistake
 * breaks one.
 *
 * @module
 */

import type { Complaint } from "./complaint.ts";
import type { Kata } from "../../course/kata.ts";
import { parseMistake } from "../../course/mistakes/mistake.ts";
import { type Promised, promises } from "../../course/mistakes/promises.ts";
import { parseUntested } from "../../course/mistakes/survivors.ts";

/** Kinds of exports that do nothing: what they promise holds for the functions that use them. */
const TYPES = ["interface", "typeAlias"];

/** Each mistake quotes the promise that it breaks, and each promise is broken or listed. */
export async function ledger(kata: Kata): Promise<Complaint[]> {
  const contract = await kata.contract();
  const all = promises(contract);
  const silent = contract.filter(({ docs }) => docs.length === 0).map(({ name }) => ({
    file: kata.stub,
    rule: `${name} has no contract.`,
    repair: "Write it above: what it promises, its parameters, what it returns and throws.",
  }));
  if (all.length === 0) return silent;
  const types = contract.filter(({ kind }) => TYPES.includes(kind)).map(({ name }) => name);
  const broken = new Set<Promised>();
  const complaints: Complaint[] = [];
  for (const file of await kata.mistakes) {
    const text = await kata.text(file);
    const mistake = parseMistake(text);
    if (!mistake) continue; // Another rule complains.
    const [, name = ""] = /^export (?:async )?(?:function\*?|class|const) (\w+)/m.exec(text) ?? [];
    if (!contract.some((it) => it.name === name)) continue;
    const own = all.filter((it) => it.name === name || types.includes(it.name));
    const found = own.filter(({ sentence }) => sentence.includes(mistake.violates));
    if (mistake.violates !== "") { for (const promise of found) broken.add(promise); }
    if (mistake.violates !== "" && found.length > 0) continue;
    complaints.push({
      file,
      rule: mistake.violates === ""
        ? "Its head does not say which promise of the contract it breaks."
        : `No sentence of the contract of ${name} says "${mistake.violates}".`,
      repair:
        `Let its fourth line be // Violates: and a literal part of one sentence in ${kata.stub}.`,
    });
  }
  return [...silent, ...complaints, ...await unbroken(kata, all, broken)];
}

/** Promises that nothing breaks, and entries of the list that are not needed. */
async function unbroken(
  kata: Kata,
  all: Promised[],
  broken: Set<Promised>,
): Promise<Complaint[]> {
  const list = `solutions/${kata.name}/survivors.md`;
  const untested = parseUntested(await kata.text(list));
  const missing = all.filter((promise) =>
    !broken.has(promise) && !untested.some(({ sentence }) => sentence === promise.sentence)
  );
  const needless = untested.filter(({ sentence }) =>
    !all.some((promise) => promise.sentence === sentence && !broken.has(promise))
  );
  return [
    ...missing.map(({ name, sentence }) => ({
      file: kata.stub,
      rule: `No mistake breaks this promise of ${name}: "${sentence}"`,
      repair:
        `Add a mistake that does, take the sentence out, or quote it in ${list} with the reason.`,
    })),
    ...needless.map(({ sentence }) => ({
      file: list,
      rule: `This is no promise of the contract, or a mistake breaks it: "${sentence}"`,
      repair: "Delete the entry, or quote the sentence as it is now.",
    })),
    ...untested.filter(({ reason }) => reason === "").map(({ sentence }) => ({
      file: list,
      rule: `It does not say why no mistake can break "${sentence}"`,
      repair: "Write the reason below the quotation.",
    })),
  ];
}
