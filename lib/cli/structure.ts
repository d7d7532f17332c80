/**
 * What the folders of a kata must hold.
 *
 * @module
 */

import { join, toFileUrl } from "@std/path";
import type { Complaint } from "./complaint.ts";
import { entries, readText } from "./course.ts";

/** Something that must hold for every kata. */
export type Rule = (root: string, kata: string) => Promise<Complaint[]>;

/** How many mistakes prove a kata's tests, at least. */
const MISTAKES = 8;

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

/** The learner's folder holds what a kata is made of, and nothing that no test uses. */
export async function kataFolder(root: string, kata: string): Promise<Complaint[]> {
  const folder = `katas/${kata}`;
  const needed = ["README.md", `${kata}.ts`, `${kata}_test.ts`];
  const found = (await entries(join(root, folder))).map((entry) => entry.name);
  const tests = await readText(join(root, folder, `${kata}_test.ts`));
  return [
    ...missing(folder, needed, found),
    ...found.filter((name) => !needed.includes(name) && !tests.includes(name)).map((name) => ({
      file: `${folder}/${name}`,
      rule: "No test uses this file.",
      repair: `Name it in ${kata}_test.ts, or delete it.`,
    })),
  ];
}

/** The maintainers' folder holds the solution, the stub, alternatives and enough mistakes. */
export async function solutionFolder(root: string, kata: string): Promise<Complaint[]> {
  const folder = `solutions/${kata}`;
  const needed = [`${kata}.ts`, "stub.ts", "alternatives", "mistakes"];
  const found = (await entries(join(root, folder))).map((entry) => entry.name);
  const complaints = missing(folder, needed, found);
  for (const [name, least] of [["alternatives", 1], ["mistakes", MISTAKES]] as const) {
    const count = (await sources(root, `${folder}/${name}`)).length;
    if (count >= least) continue;
    complaints.push({
      file: `${folder}/${name}`,
      rule: `There must be at least ${least} of them, and there are ${count}.`,
      repair: `Add ${least - count} more.`,
    });
  }
  return complaints;
}

/** The kata's page has the headings that every page has, in the same order. */
export async function headings(root: string, kata: string): Promise<Complaint[]> {
  const file = `katas/${kata}/README.md`;
  const text = (await readText(join(root, file))).replace(/^(```+|~~~+)[^]*?^\1/gm, "");
  const found = [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading!);
  const complaints: Complaint[] = [];
  if (!text.startsWith(`# ${kata}\n`)) {
    complaints.push({
      file,
      rule: `It does not begin with the heading "# ${kata}".`,
      repair: "Make that its first line.",
    });
  }
  if (!/^\W*Before this kata:/m.test(text)) {
    complaints.push({
      file,
      rule: `It has no line "Before this kata: …".`,
      repair: `Add it after the first sentence: links to other katas, or "nothing".`,
    });
  }
  if (found.join("\n") !== HEADINGS.join("\n")) {
    complaints.push({
      file,
      rule: `Its headings are: ${found.join(", ") || "none"}.`,
      repair: `Use these, in this order: ${HEADINGS.join(", ")}.`,
    });
  }
  return complaints;
}

/** Stub, solution and alternatives export the same names. */
export async function equalExports(root: string, kata: string): Promise<Complaint[]> {
  const folder = `solutions/${kata}`;
  const stub = `${folder}/stub.ts`;
  const complaints: Complaint[] = [];
  let expected: string | undefined;
  for (const file of [stub, `${folder}/${kata}.ts`, ...await alternatives(root, kata)]) {
    try {
      const module = await import(toFileUrl(join(root, file)).href);
      const names = Object.keys(module).sort().join(", ");
      expected ??= names;
      if (names === expected) continue;
      complaints.push({
        file,
        rule: `It exports ${names || "nothing"}.`,
        repair: `Export the same as ${stub}: ${expected || "nothing"}.`,
      });
    } catch (error) {
      complaints.push({
        file,
        rule: `It cannot be loaded: ${(error as Error).message}`,
        repair: "Repair it, so that its exports can be compared.",
      });
    }
  }
  return complaints;
}

/** Every rule about folders and files. */
export const STRUCTURE: Rule[] = [kataFolder, solutionFolder, headings, equalExports];

/** Lists a kata's alternatives, as seen from the repository. */
export function alternatives(root: string, kata: string): Promise<string[]> {
  return sources(root, `solutions/${kata}/alternatives`);
}

/** Lists a kata's mistakes, as seen from the repository. */
export function mistakes(root: string, kata: string): Promise<string[]> {
  return sources(root, `solutions/${kata}/mistakes`);
}

async function sources(root: string, folder: string): Promise<string[]> {
  const names = (await entries(join(root, folder))).map((entry) => entry.name);
  return names.filter((name) => name.endsWith(".ts")).sort().map((name) => `${folder}/${name}`);
}

function missing(folder: string, needed: string[], found: string[]): Complaint[] {
  return needed.filter((name) => !found.includes(name)).map((name) => ({
    file: `${folder}/${name}`,
    rule: "It is missing.",
    repair: "Write it: every kata has one.",
  }));
}
