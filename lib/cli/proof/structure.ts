/**
 * Every rule about files: what can be proved without running a test.
 *
 * @module
 */

import type { Complaint } from "./rules/complaint.ts";
import { equalExports, todos } from "./rules/contract.ts";
import { kataFolder, kataName, solutionFolder, strayFiles } from "./rules/folders.ts";
import { pageCommands } from "./rules/pages/commands.ts";
import { noCodeInHints, threeHints } from "./rules/pages/hint_ladder.ts";
import { otherLinks, otherWords, pageLinks, pageWords } from "./rules/pages/links.ts";
import { courseChapters, courseList, courseOrder } from "./rules/pages/order.ts";
import { downwardImports, noCircles } from "./rules/repository/imports.ts";
import { ledger } from "./rules/ledger.ts";
import { mistakeFiles, mistakeHeads, mistakeWords } from "./rules/mistake_file.ts";
import { headings, length, opening } from "./rules/pages/page_frame.ts";
import { idea, predictions, readOn, table, unwritten } from "./rules/pages/page_sections.ts";
import type { Kata } from "../course/kata.ts";
import type { RepositoryRule, Rule } from "./rules/rule.ts";
import { allTestsRun, guardFirst, literalTests, namesOfTests } from "./rules/test_file.ts";

/** What holds for every kata. */
export const KATA_RULES: Rule[] = [
  kataName,
  kataFolder,
  solutionFolder,
  opening,
  headings,
  length,
  unwritten,
  idea,
  predictions,
  table,
  threeHints,
  noCodeInHints,
  readOn,
  pageLinks,
  pageWords,
  pageCommands,
  todos,
  equalExports,
  guardFirst,
  literalTests,
  allTestsRun,
  namesOfTests,
  mistakeHeads,
  mistakeFiles,
  mistakeWords,
  ledger,
];

/** What holds for the repository, whichever katas are proved. */
export const REPOSITORY_RULES: RepositoryRule[] = [
  strayFiles,
  downwardImports,
  noCircles,
  courseList,
  courseChapters,
  courseOrder,
  otherLinks,
  otherWords,
];

/**
 * Proves what can be proved of a kata without running a test.
 *
 * @param kata The kata.
 * @returns What each rule complains about.
 */
export async function kataComplaints(kata: Kata): Promise<Complaint[][]> {
  return await Promise.all(KATA_RULES.map((rule) => rule(kata)));
}

/**
 * Proves what can be proved of the repository without running a test.
 *
 * @param root The repository.
 * @returns What each rule complains about.
 */
export async function repositoryComplaints(root: string): Promise<Complaint[][]> {
  return await Promise.all(REPOSITORY_RULES.map((rule) => rule(root)));
}
