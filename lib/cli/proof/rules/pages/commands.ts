/**
 * Rules about the commands of this repository that a page tells the reader to type.
 *
 * @module
 */

import type { Complaint } from "../complaint.ts";
import { SERVERS } from "../../../bench/servers.ts";
import { MECHANISMS } from "../../../bench/mechanisms.ts";
import { Kata } from "../../../course/kata.ts";
import { testNames } from "../../../course/test_names.ts";

const TRACE = /deno task trace (\w+) "([^"\n]+)"/g;
const BENCH = /deno task bench --only ([\w,-]+)/g;

/** What `trace` is to draw is there, and what `bench` is to measure. */
export async function pageCommands(kata: Kata): Promise<Complaint[]> {
  const page = await kata.text(kata.page);
  const known = [...MECHANISMS.map(({ name }) => name), SERVERS];
  const complaints: Complaint[] = [];
  for (const [, name, text] of page.matchAll(TRACE)) {
    const other = new Kata(kata.root, name!);
    const names = testNames(await kata.text(other.tests));
    if (names.some((name) => name.includes(text!))) continue;
    complaints.push({
      file: kata.page,
      rule: `No test of ${name} has "${text}" in its name.`,
      repair: `Write a part of the name of a test in ${other.tests}.`,
    });
  }
  for (const [, list] of page.matchAll(BENCH)) {
    const unknown = list!.split(",").filter((name) => !known.includes(name));
    if (unknown.length === 0) continue;
    complaints.push({
      file: kata.page,
      rule: `deno task bench measures no ${unknown.join(", ")}.`,
      repair: `Write some of these: ${known.join(", ")}.`,
    });
  }
  return complaints;
}
