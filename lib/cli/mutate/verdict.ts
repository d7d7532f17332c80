/**
 * What came of the mutants of a kata.
 *
 * @module
 */

import type { Complaint } from "../proof/rules/complaint.ts";
import type { Mutant } from "./mutants.ts";
import { isSame, showChange, type Survivor } from "../course/mistakes/survivors.ts";

/** What came of a kata's mutants. */
export interface Tally {
  /** How many there are. */
  mutants: number;
  /** A test failed, or the run broke off. */
  killed: number;
  /** Every test passes, and the list says why. */
  explained: number;
  /** Every test passes, and the list does not say why. */
  unexplained: number;
  /** The compiler refuses it, so no learner can have it. */
  notCompiled: number;
  /** Whatever else does not hold: wrong entries of the list, say. */
  wrong: number;
}

/** Counts nothing yet. */
export function newTally(): Tally {
  return { mutants: 0, killed: 0, explained: 0, unexplained: 0, notCompiled: 0, wrong: 0 };
}

/** Then no mutant can compile. */
export function typeComplaint(file: string): Complaint {
  return {
    file,
    rule: "It has type errors.",
    repair: `Run \`deno check ${file}\`, and repair what it names.`,
  };
}

/** Nobody has said why the tests need not notice a change. */
export function survivorComplaint(file: string, list: string, mutant: Mutant): Complaint {
  return {
    file: `${file}:${mutant.line}`,
    rule: `With this change, every test passes:\n\n${showChange(mutant)}\n`,
    repair: "Is it wrong? Add a test that fails with it, and a mistake that needs the test.\n" +
      `Is it as correct? Write the lines above into ${list}, and the reason below them.`,
  };
}

/** An entry of the list says nothing about this solution and these tests. */
export function staleComplaint(
  file: string,
  survivor: Survivor,
  mutants: Mutant[],
  killers: Map<Mutant, string>,
): Complaint {
  const mutant = mutants.find((mutant) => isSame(survivor, mutant));
  const killer = mutant && killers.get(mutant);
  const why = !mutant
    ? "There is no such change any more"
    : killer === undefined
    ? "This change does not compile, or is listed twice"
    : killer === ""
    ? "The tests break off with this change"
    : `The test "${killer}" catches this change`;
  return {
    file,
    rule: `${why}:\n\n${showChange(survivor)}\n`,
    repair: "Delete it from the list, or correct it.",
  };
}

/** What came of it, in one line. */
export function summary(kata: string, tally: Tally): string {
  return `${kata}: ${tally.mutants} mutants: ${tally.killed} killed, ` +
    `${tally.explained} survived with a reason, ${tally.unexplained} survived unexplained, ` +
    `${tally.notCompiled} not compiled`;
}
