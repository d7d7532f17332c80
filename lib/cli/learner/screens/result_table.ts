/**
 * Results as a table for people.
 *
 * @module
 */

import type { KataReport, Report, TestReport } from "../report.ts";
import { inWords } from "../standing.ts";
import { lineWidth, paint } from "../../terminal/terminal.ts";
import { fill } from "../../terminal/typeset.ts";

const COLOURS = { passed: "green", failed: "red", "to do": "yellow" } as const;

/** Sets a report: one line for each test, a heading for each kata and for each chapter. */
export function resultTable({ katas, done }: Report): string {
  const finished = katas.filter(({ state }) => state === "done").length;
  const count = `${finished} of ${katas.length} ${katas.length === 1 ? "kata" : "katas"} done.`;
  const sections = katas.flatMap((kata, i) => {
    const begins = kata.chapter !== "" && kata.chapter !== katas[i - 1]?.chapter;
    return begins ? [paint("bold", kata.chapter), section(kata)] : [section(kata)];
  });
  return [...sections, done ? paint("green", count) : count].join("\n\n");
}

function section(kata: KataReport): string {
  const rows = kata.tests.map(row);
  return [heading(kata), ...rows.length > 0 ? ["", ...rows] : []].join("\n");
}

function heading({ name, state, complete, total, tests, ms, hints }: KataReport): string {
  const words = inWords(state, { complete, tests });
  const facts = [`${paint("bold", name)}: ${words}`];
  if (total > 0) facts.push(`${(ms / 1000).toFixed(1)} s`);
  const read = Object.values(hints).reduce((sum, level) => sum + level, 0);
  if (read > 0) facts.push(read === 1 ? "1 hint" : `${read} hints`);
  return fill(facts.join(", ").split(" "), lineWidth(), "", "  ");
}

function row({ name, state, ms }: TestReport): string {
  const first = `  ${paint(COLOURS[state], state)}${" ".repeat(6 - state.length)} ${time(ms)}  `;
  return fill(name.split(" "), lineWidth(), first, " ".repeat(19));
}

function time(ms: number): string {
  return `${ms} ms`.padStart(8);
}
