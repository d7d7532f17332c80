/**
 * What a learner sees of a traced test: its picture, and what came of it.
 *
 * @module
 */

import { shortNames } from "../learner/screens/failure_screen.ts";
import type { TestResult } from "../runs/tap.ts";
import { paint } from "../terminal/terminal.ts";
import { fill } from "../terminal/typeset.ts";
import { drawing } from "./drawing.ts";
import type { Picture } from "./picture.ts";
import type { Story } from "./record/rows.ts";

/** A test that was traced. */
export interface Traced {
  story: Story;
  picture: Picture;
  /** What came of it; nothing, when the run broke off. */
  result: TestResult | undefined;
  /** Whether it passed in the last run that was not recorded. */
  passedBefore: boolean;
}

/**
 * Shows a traced test.
 *
 * @param traced The test.
 * @param root The repository.
 * @param width How many characters a line may have.
 */
export function screen(traced: Traced, root: string, width: number): string[] {
  const { picture } = traced;
  const failed = hasFailed(traced);
  const title = fill(picture.name.split(" "), width, failed ? "✗ " : "✓ ", "  ").split("\n");
  const colour = failed ? "red" : "green";
  const table = schedule(traced, root);
  const notes = remarks(traced, root).flatMap((text) => ["", fill(text.split(" "), width, "", "")]);
  return [
    "",
    ...title.map((line) => paint("bold", paint(colour, line))),
    "",
    ...drawing(picture, width),
    ...notes,
    ...table.length > 0 ? ["", ...table] : [],
  ];
}

/** Of a test whose threads ran in a model: the order in which it went wrong, as a table. */
export function schedule({ story, result }: Traced, root: string): string[] {
  if (!story.explored || result?.failure === undefined) return [];
  const [, table] = /\n\n([^]*?)\n\nTo run only this schedule:/.exec(result.failure) ?? [];
  return table === undefined ? [] : shortNames(table, root).split("\n");
}

/** Whether a test, or the step that the picture shows, has failed. */
export function hasFailed({ result, story }: Traced): boolean {
  return result?.failure !== undefined && ofStep(result.failure, story.step) !== undefined;
}

/** What stands under a picture, in whole sentences. */
export function remarks({ story, picture, result, passedBefore }: Traced, root: string): string[] {
  const { failure } = result ?? {};
  const found = failure === undefined ? [] : [...picture.notes];
  if (story.explored) {
    found.push(
      "This test runs its threads one step at a time, in every order. That happens within one " +
        "process, and the kernel sees nothing of it. When such a test fails, the order in which it " +
        "went wrong is shown as a table.",
    );
  }
  if (story.threads && !story.explored) {
    found.push(
      "What threads do with Atomics is no system call. The threads that the test starts tell it " +
        "themselves; Workers that your code starts do not.",
    );
  }
  if (result === undefined) found.push("The test run ended before this test did.");
  if (failure === undefined) return found;
  const own = ofStep(failure, story.step);
  if (own === undefined) return found;
  found.push(`The test failed: ${sentence(shortNames(own, root))}`);
  if (passedBefore) {
    found.push(
      "It passed when it was not recorded: recording makes every call slower, and this failure may " +
        "be due to that.",
    );
  } else if (/\bin \d+ ms\b/.test(failure)) {
    found.push("While a run is recorded, each of the test's time limits is three times as long.");
  }
  return found;
}

/** What a failure says of one step: it tells of all that have failed, each after its name. */
function ofStep(failure: string, step: string | undefined): string | undefined {
  if (step === undefined) return failure;
  const start = `\n\n${failure}`.indexOf(`\n\n${step}: `);
  return start < 0 ? undefined : failure.slice(start + step.length + 2);
}

/** The first sentence of a failure, which is a paragraph by itself; Deno shows the line of the test below it. */
function sentence(failure: string): string {
  const [first = ""] = failure.trim().split(/\n\s*\n|\n\s+at |\n.*\n *\^/);
  return first.replaceAll(/\s*\n\s*/g, " ");
}
