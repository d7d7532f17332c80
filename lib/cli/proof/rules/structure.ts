/**
 * Every rule about files: what can be proved without running a test.
 *
 * @module
 */

import type { Complaint } from "./complaint.ts";
import { boardPicture } from "./board_picture.ts";
import { equalExports, todos } from "./contract.ts";
import { kataFolder, kataName, solutionFolder, strayFiles } from "./folders.ts";
import { noCodeInHints, threeHints } from "./hint_ladder.ts";
import { otherLinks, otherWords, pageLinks, pageWords } from "./links.ts";
import { mistakeFiles } from "./mistake_file.ts";
import { courseList, courseOrder } from "./order.ts";
import { headings, length, opening } from "./page_frame.ts";
import { idea, predictions, readOn, table } from "./page_sections.ts";
import { Kata } from "../../course/kata.ts";
import type { RepositoryRule, Rule } from "./rule.ts";
import { allTestsRun, guardFirst, literalTests, testNames } from "./test_file.ts";

/** What holds for every kata. */
export const KATA_RULES: Rule[] = [
  kataName,
  kataFolder,
  solutionFolder,
  opening,
  headings,
  length,
  idea,
  predictions,
  table,
  threeHints,
  noCodeInHints,
  readOn,
  pageLinks,
  pageWords,
  todos,
  equalExports,
  guardFirst,
  literalTests,
  allTestsRun,
  testNames,
  mistakeFiles,
];

/** What holds for the repository, whichever katas are proved. */
export const REPOSITORY_RULES: RepositoryRule[] = [
  strayFiles,
  courseList,
  courseOrder,
  boardPicture,
  otherLinks,
  otherWords,
];

/**
 * Proves everything that can be proved without running a test.
 *
 * @param root The repository.
 * @param katas Which katas.
 * @returns What each rule complains about, in the order of the rules, kata by kata.
 */
export async function structure(root: string, katas: string[]): Promise<Complaint[][]> {
  const proofs = katas.flatMap((name) => {
    const kata = new Kata(root, name);
    return KATA_RULES.map((rule) => rule(kata));
  });
  return await Promise.all([...proofs, ...REPOSITORY_RULES.map((rule) => rule(root))]);
}
