/**
 * What one run of a kata's tests must show, with a given file in the stub's place.
 *
 * @module
 */

import type { Complaint } from "./rules/complaint.ts";
import type { Mistake } from "../course/mistakes/mistake.ts";
import { headless } from "./rules/mistake_file.ts";
import { quoted, tableCells } from "../course/page_table.ts";
import type { TestRun } from "../runs/test_run.ts";
import { isTodo } from "../course/todo_message.ts";

/** How many lines of a failure are shown. */
const LINES = 20;

/** The pristine stub fails every test, with the message that says what to do. */
export function stubComplaint(file: string, run: TestRun): Complaint | undefined {
  const odd = run.results.find(({ failure }) => failure === undefined || !isTodo(failure));
  return broken(file, run) ?? (odd && {
    file,
    rule: odd.failure === undefined
      ? `The stub passes the test "${odd.name}".`
      : `The stub fails the test "${odd.name}" in other words than todo()'s:\n${
        short(odd.failure)
      }`,
    repair: odd.failure === undefined
      ? "Let that test ask for something that the stub does not do."
      : "Let each function of the stub be one todo(…), and let the test await what it calls first.",
  });
}

/** A solution passes every test, and `deno test` finds nothing to say. */
export function solutionComplaint(file: string, run: TestRun): Complaint | undefined {
  const failed = run.results.find(({ failure }) => failure !== undefined);
  if (failed) {
    return {
      file,
      rule: `It fails the test "${failed.name}":\n${short(failed.failure!)}`,
      repair: "Repair the solution, or the test if it refuses what is correct.",
    };
  }
  return broken(file, run) ?? (run.success ? undefined : {
    file,
    rule: `Every test passes, and yet deno test fails:\n${short(run.stderr)}`,
    repair: "Look for a test with `only`, and for an error outside the tests.",
  });
}

/** A mistake is caught by the test that it names, which says what it says. */
export function mistakeComplaint(
  file: string,
  mistake: Mistake | undefined,
  run: TestRun,
): Complaint | undefined {
  if (!mistake) return headless(file);
  const { caughtBy, says } = mistake;
  const result = run.results.find(({ name }) => name === caughtBy);
  if (!result) {
    return broken(file, run) ?? {
      file,
      rule: `There is no test "${caughtBy}".`,
      repair: `Write the name of a test after "Caught by:".`,
    };
  }
  if (result.failure === undefined) {
    return {
      file,
      rule: `The test "${caughtBy}" passes in spite of the mistake.`,
      repair: `Make the test stricter, or name another after "Caught by:".`,
    };
  }
  if (!result.failure.includes(says)) {
    return {
      file,
      rule: `The test "${caughtBy}" does not say "${says}", but:\n${short(result.failure)}`,
      repair: `Mend the message, or write a literal part of it after "Says:".`,
    };
  }
  return broken(file, run);
}

/** What the page's table quotes occurs in a failure of the stub or of a mistake. */
export function tableComplaints(file: string, page: string, failures: string[]): Complaint[] {
  const cells = tableCells(page).map(quoted).filter((cell) => cell !== undefined);
  return cells.filter((cell) => !failures.some((failure) => failure.includes(cell))).map((
    cell,
  ) => ({
    file,
    rule: `"When a test fails" quotes "${cell}", which no failure says.`,
    repair: "Quote a literal part of what a test says about some mistake, or delete the row.",
  }));
}

/** Every test is there because of a mistake that it catches. */
export function needComplaints(
  file: string,
  tests: string[],
  mistakes: (Mistake | undefined)[],
): Complaint[] {
  const needed = new Set(mistakes.map((mistake) => mistake?.caughtBy));
  return tests.filter((name) => !needed.has(name)).map((name) => ({
    file,
    rule: `No mistake needs the test "${name}".`,
    repair: `Add a mistake that names it after "Caught by:", or delete the test.`,
  }));
}

/** The tests did not come to their end. */
function broken(file: string, run: TestRun): Complaint | undefined {
  if (run.complete && run.results.length > 0) return undefined;
  const count = run.results.length;
  const last = run.results.at(-1);
  const after = `after ${count} ${count === 1 ? "test" : "tests"}` +
    (last ? `, in the one that follows "${last.name}"` : "");
  return {
    file,
    rule: run.late
      ? `The tests did not end in time: they were stopped ${after}.`
      : `The tests broke off ${after}:\n${short(run.stderr)}`,
    repair: run.late
      ? "Let what the learner wrote run in a peer, which has a deadline. The test's own process must " +
        "never wait in a system call: let it look first whether there is something to read."
      : "Repair what stops them. The message above says where.",
  };
}

/** The beginning of a long text, without its blank lines. */
function short(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return [...lines.slice(0, LINES), ...lines.length > LINES ? ["…"] : []].join("\n");
}
