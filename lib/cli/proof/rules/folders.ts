/**
 * Rules about which files there are, and how they are named.
 *
 * @module
 */

import { join } from "@std/path";
import type { Complaint } from "./complaint.ts";
import { entries } from "../../course/files.ts";
import { isKept } from "../../course/kept.ts";
import type { Kata } from "../../course/kata.ts";
import { NUMBERS } from "./numbers.ts";

/** Where a new kata begins. */
const HOW = "See .github/CONTRIBUTING.md.";

const SNAKE_CASE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

/** The learner's folder holds what a kata is made of, and nothing that no test uses. */
export async function kataFolder(kata: Kata): Promise<Complaint[]> {
  const folder = `katas/${kata.name}`;
  const needed = ["README.md", `${kata.name}.ts`, `${kata.name}_test.ts`];
  const found = await kata.list(folder);
  const tests = await kata.text(kata.tests);
  return [
    ...missing(folder, needed, found),
    ...found.filter((name) => !needed.includes(name) && !tests.includes(name) && !isKept(name))
      .map((name) => ({
        file: `${folder}/${name}`,
        rule: "No test uses this file.",
        repair: `Name it in ${kata.name}_test.ts, or delete it.`,
      })),
  ];
}

/** The maintainers' folder holds the solution, the stub, alternatives and enough mistakes. */
export async function solutionFolder(kata: Kata): Promise<Complaint[]> {
  const folder = `solutions/${kata.name}`;
  const needed = [`${kata.name}.ts`, "stub.ts", "alternatives", "mistakes"];
  const found = await kata.list(folder);
  const sources = [kata.solution, ...await kata.alternatives];
  const used = (await Promise.all(sources.map((file) => kata.text(file)))).join("");
  const complaints = missing(folder, needed, found);
  for (const name of found) {
    if ([...needed, "README.md", "survivors.md"].includes(name) || used.includes(`./${name}`)) {
      continue;
    }
    complaints.push({
      file: `${folder}/${name}`,
      rule: "No solution uses this file.",
      repair: `Import it in ${kata.solution}, or delete it.`,
    });
  }
  for (const name of ["alternatives", "mistakes"] as const) {
    const { least } = NUMBERS[name];
    if (!found.includes(name)) continue;
    const files = await kata.list(`${folder}/${name}`);
    complaints.push(...misnamed(`${folder}/${name}`, files));
    const count = (await kata[name]).length;
    if (count >= least) continue;
    complaints.push({
      file: `${folder}/${name}`,
      rule: `It needs at least ${least} files, and has ${count}.`,
      repair: `Add ${least - count} more. ${HOW}`,
    });
  }
  return complaints;
}

/** Whether a name serves as a folder, a module and an argument. */
export function isKataName(name: string): boolean {
  return SNAKE_CASE.test(name);
}

/** A kata has a name that serves as a folder, a module and an argument. */
export function kataName(kata: Kata): Promise<Complaint[]> {
  return Promise.resolve(
    isKataName(kata.name) ? [] : [{
      file: `katas/${kata.name}`,
      rule: "Its name is not in snake_case.",
      repair: `Rename it in katas/ and solutions/: small letters, digits and "_".`,
    }],
  );
}

/** What may lie in a folder that many share, beside the folders of the katas and hidden files. */
const SHARED: Record<string, string[]> = {
  ".": ["README.md", "LICENSE", "deno.json", "deno.lock"],
  katas: [],
  solutions: ["README.md", "import_map.json"],
};

/** The top, `katas/` and `solutions/` hold nothing but folders and what serves all katas. */
export async function strayFiles(root: string): Promise<Complaint[]> {
  const complaints: Complaint[] = [];
  for (const [folder, names] of Object.entries(SHARED)) {
    for (const { name, isDirectory } of await entries(join(root, folder))) {
      if (isDirectory || name.startsWith(".") || names.includes(name)) continue;
      complaints.push({
        file: join(folder, name),
        rule: folder === "."
          ? "This file does not belong here: only what serves all katas does."
          : `This file does not belong into ${folder}/, which holds one folder for each kata.`,
        repair: "Move it into the folder of its kata, or delete it.",
      });
    }
  }
  return complaints;
}

function misnamed(folder: string, names: string[]): Complaint[] {
  return names.filter((name) => !name.endsWith(".ts") || !SNAKE_CASE.test(name.slice(0, -3)))
    .map((name) => ({
      file: `${folder}/${name}`,
      rule: "It is not a TypeScript file with a name in snake_case.",
      repair: "Rename it, like reads_once.ts, or delete it.",
    }));
}

function missing(folder: string, needed: string[], found: string[]): Complaint[] {
  return needed.filter((name) => !found.includes(name)).map((name) => ({
    file: `${folder}/${name}`,
    rule: "It is missing.",
    repair: `Write it: every kata has one. ${HOW}`,
  }));
}
