/**
 * Rules about the files of mistakes.
 *
 * @module
 */

import type { Complaint } from "./complaint.ts";
import type { Kata } from "../../course/kata.ts";
import { HEAD, parseMistake } from "../../course/mistakes/mistake.ts";
import { NUMBERS } from "./numbers.ts";
import { testNames } from "../../course/test_names.ts";

/** How long a mistake may be. */
const LINES = NUMBERS.mistakeLines.most;

/** How many mistakes of one test may say the same: so many can be named side by side. */
const SHARED = 3;

/** Each mistake says what is wrong, and names a test that there is. */
export async function mistakeHeads(kata: Kata): Promise<Complaint[]> {
  const tests = new Set(testNames(await kata.text(kata.tests)));
  const complaints: Complaint[] = [];
  for (const file of tests.size > 0 ? await kata.mistakes : []) {
    const mistake = parseMistake(await kata.text(file));
    if (!mistake) complaints.push(headless(file));
    if (!mistake || tests.has(mistake.caughtBy)) continue;
    tests.add(mistake.caughtBy); // Once is enough.
    complaints.push({
      file,
      rule: `There is no test "${mistake.caughtBy}".`,
      repair: `Write the name of a test after "Caught by:".`,
    });
  }
  return complaints;
}

/** What is to be said about a mistake without a head. */
export function headless(file: string): Complaint {
  return {
    file,
    rule: "Its head does not say what is wrong, and which test says so.",
    repair: `Let it begin with these lines:\n${HEAD.join("\n")}`,
  };
}

/** Each mistake says what tells it from others: a learner's failure is compared with it. */
export async function mistakeWords(kata: Kata): Promise<Complaint[]> {
  const heads = await Promise.all((await kata.mistakes).map(async (file) => ({
    file,
    mistake: parseMistake(await kata.text(file)),
  })));
  const known = heads.flatMap(({ file, mistake }) => mistake ? [{ file, ...mistake }] : []);
  return [...Map.groupBy(known, ({ caughtBy, says }) => `${says}\n${caughtBy}`).values()]
    .filter((group) => group.length > SHARED)
    .map((group): Complaint => ({
      file: group[0]!.file,
      rule: `${group.length} mistakes at the test "${group[0]!.caughtBy}" say ` +
        `"${group[0]!.says}", and cannot be told apart.`,
      repair: `Write after "Says:" what only this mistake makes the test say.`,
    }));
}

/** Each mistake is short, and is the solution but for one function. */
export async function mistakeFiles(kata: Kata): Promise<Complaint[]> {
  const found = await Promise.all((await kata.mistakes).map(async (file) => {
    const text = await kata.text(file);
    return [size(file, text), one(file, text, kata.name)];
  }));
  return found.flat().filter((complaint) => complaint !== undefined);
}

function size(file: string, text: string): Complaint | undefined {
  const count = text.trimEnd().split("\n").length;
  return count <= LINES ? undefined : {
    file,
    rule: `It has ${count} lines, and at most ${LINES} are read at a glance.`,
    repair: "Leave out what does not belong to the mistake, or call the solution's functions.",
  };
}

function one(file: string, text: string, kata: string): Complaint | undefined {
  const all = `export * from "../${kata}.ts";`;
  if (!text.split("\n").includes(all)) {
    return { file, rule: "It does not export the rest of the solution.", repair: `Add: ${all}` };
  }
  const own = [...text.matchAll(/^export (?!\*|type |interface )/gm)].length;
  return own === 1 ? undefined : {
    file,
    rule: `Besides that it has ${own} exports, and one is wrong in each mistake.`,
    repair: "Override one function, and leave the rest to the solution.",
  };
}
