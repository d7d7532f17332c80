/**
 * The files that stand in a stub's place one after the other, and what must come of each.
 *
 * @module
 */

import { mistakeComplaint, solutionComplaint, stubComplaint } from "./behaviour.ts";
import type { Complaint } from "./rules/complaint.ts";
import { type Mistake, parseMistake } from "../course/mistakes/mistake.ts";
import type { Kata } from "../course/kata.ts";
import type { TestRun } from "../runs/test_run.ts";

/** What a file can be. */
export const ROLES = ["stub", "solution", "alternative", "mistake"] as const;

/** A file that stands in the stub's place. */
export interface Candidate {
  /** The file, as seen from the repository. */
  file: string;
  role: typeof ROLES[number];
  /** What a mistake says of itself. */
  mistake?: Mistake;
  /** What came of it. */
  runs: TestRun[];
  /** How busy the machine was meanwhile, at most. */
  load: number;
}

/** Lists all that is to be tried; nothing when there are no tests, about which a rule complains. */
export async function listCandidates(kata: Kata): Promise<Candidate[]> {
  if (await kata.text(kata.tests) === "") return [];
  const candidates: Candidate[] = [];
  if (await kata.text(kata.stub) !== "") {
    candidates.push({ role: "stub", file: kata.stub, runs: [], load: 0 });
  }
  if (await kata.text(kata.solution) !== "") {
    candidates.push({ role: "solution", file: kata.solution, runs: [], load: 0 });
  }
  for (const file of await kata.alternatives) {
    candidates.push({ role: "alternative", file, runs: [], load: 0 });
  }
  for (const file of await kata.mistakes) {
    const mistake = parseMistake(await kata.text(file));
    candidates.push({ role: "mistake", file, mistake, runs: [], load: 0 });
  }
  return candidates;
}

/** What is wrong, for each run that did not go as it should. */
export function judge({ file, role, mistake, runs }: Candidate): Complaint[] {
  return runs.map((run) => {
    if (role === "stub") return stubComplaint(file, run);
    if (role === "mistake") return mistakeComplaint(file, mistake, run);
    return solutionComplaint(file, run);
  }).filter((complaint) => complaint !== undefined);
}
