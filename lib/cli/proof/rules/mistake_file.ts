/**
 * Rules about the files of mistakes.
 *
 * @module
 */

import type { Complaint } from "./complaint.ts";
import type { Kata } from "../../course/kata.ts";

/** How long a mistake may be. */
const LINES = 25;

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
