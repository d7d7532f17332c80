/**
 * Says in one sentence why a process does not go on: who waits in which call for what, and who could
 * end the wait.
 *
 * ```ts
 * import { waitsFor } from "lib/testing/diagnosis/activity.ts";
 * import { diagnose } from "lib/testing/diagnosis/diagnosis.ts";
 * import { target } from "lib/testing/diagnosis/proc.ts";
 * import { eventually } from "lib/testing/peer/eventually.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const cat = new Deno.Command("cat", { stdin: "piped" }).spawn();
 * await eventually(() => waitsFor(cat.pid, target(cat.pid, 0) ?? "?"), "cat waits for input");
 * assertStringIncludes(
 *   await diagnose(cat.pid, (pid) => pid === Deno.pid ? "the test" : `pid ${pid}`),
 *   "its write end is open only in the test",
 * );
 * await cat.stdin.close();
 * await cat.status;
 * ```
 *
 * @module
 */

import { watch } from "./activity.ts";
import { endsTable } from "./ends_table.ts";
import { Explanation, isAtRest, type NameOf, type Question, WINDOW } from "./explanation.ts";
import { atOneMoment, descendants } from "./proc.ts";

/** Why a process does not go on. */
export interface Diagnosis {
  /**
   * One sentence; then, on lines of their own, one for each process that it waits for. Empty where only
   * what hangs is asked for, and it does not hang.
   */
  why: string;
  /** Who holds which end of the pipes, FIFOs and connections: see `endsTable`. Empty where that says nothing. */
  ends: string;
}

/**
 * Explains why a process does not go on. It takes 200 ms.
 *
 * @param pid The process.
 * @param nameOf Names a process that the sentence mentions.
 * @param question What is asked.
 */
export async function diagnosis(
  pid: number,
  nameOf: NameOf,
  question: Question = {},
): Promise<Diagnosis> {
  // All that this process has started: whom the process waits for is rarely its own child.
  const family = new Set([pid, ...descendants(pid), ...descendants(Deno.pid)]);
  const activities = await watch([...family], WINDOW, question.signal);
  const atRest = question.hanging && isAtRest(pid, activities.get(pid), question.serves ?? false);
  if (atRest) return { why: "", ends: "" };
  const explanation = new Explanation(activities, nameOf, question);
  return atOneMoment(() => {
    const sentences = explanation.of(pid);
    return {
      why: sentences.length === 0 ? "" : sentences.join(".\n  ") + ".",
      ends: endsTable(explanation.told, activities, nameOf),
    };
  });
}

/** Explains the same in sentences alone. */
export async function diagnose(
  pid: number,
  nameOf: NameOf,
  question: Question = {},
): Promise<string> {
  return (await diagnosis(pid, nameOf, question)).why;
}
