/**
 * Rules about a kata's test file.
 *
 * @module
 */

import type { Complaint } from "./complaint.ts";
import type { Export } from "../../course/exports.ts";
import type { Kata } from "../../course/kata.ts";
import { symbolOf } from "../../course/symbol.ts";
import { testNames, withoutComments } from "../../course/test_names.ts";

const GUARD = "lib/testing/mod.ts";

/** The first import ends the run with one message where the tests cannot work. */
export async function guardFirst(kata: Kata): Promise<Complaint[]> {
  const source = await code(kata);
  const [, first] = /^import\b[^;"']*["']([^"']+)["']/m.exec(source) ?? [];
  return source === "" || first === GUARD ? [] : [{
    file: kata.tests,
    rule: `Its first import is ${first ?? "missing"}.`,
    repair: `Import ${GUARD} first, which says in one message where the tests cannot work.`,
  }];
}

/** Each test is a literal `Deno.test("…", { timeout }, …)`. */
export async function literalTests(kata: Kata): Promise<Complaint[]> {
  const source = await code(kata);
  return [...source.matchAll(/\bDeno\.test\b/g)].map(({ index }) => source.slice(index))
    .filter((use) => !LITERAL.test(use))
    .map((use) => ({
      file: kata.tests,
      rule: `Not a literal test: ${use.slice(0, 60).split(/\s+/).join(" ").trim()} …`,
      repair: `Write Deno.test("<name>", { timeout }, …), so that editors find it.`,
    }));
}

const LITERAL = /^Deno\.test\(\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'),\s*\{[^}]*\btimeout\b/;

/** Every test runs. */
export async function allTestsRun(kata: Kata): Promise<Complaint[]> {
  const source = await code(kata);
  const [found] = /\.(?:only|ignore|skip)\(|\b(?:only|ignore|skip):/.exec(source) ?? [];
  return found === undefined ? [] : [{
    file: kata.tests,
    rule: `It leaves tests out by "${found.replace(/[(:]/, "")}".`,
    repair: "Take that away: every test runs, always.",
  }];
}

/** Each test has a name of its own: a symbol, then a fact. */
export async function namesOfTests(kata: Kata): Promise<Complaint[]> {
  const names = testNames(await kata.text(kata.tests));
  const contract = await kata.contract();
  return [...duplicates(kata.tests, names), ...wordings(kata.tests, names, contract)];
}

function duplicates(file: string, names: string[]): Complaint[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))].map((name) => ({
    file,
    rule: `Two tests have the name "${name}".`,
    repair: "Give each a name that says what only it shows.",
  }));
}

function wordings(file: string, names: string[], contract: Export[]): Complaint[] {
  const methods = contract.flatMap(({ signatures }) => signatures.map(({ name }) => name));
  const symbols = new Set([
    ...contract.map(({ name }) => name),
    ...methods.flatMap((name) => [name, name.replace(/^.*\./, "")]),
  ]);
  const complaints: Complaint[] = [];
  for (const name of new Set(names)) {
    const symbol = symbolOf(name);
    if (symbols.size > 0 && !symbols.has(symbol)) {
      const example = [...symbols].find((it) => /^[a-z]/.test(it)) ?? [...symbols][0];
      complaints.push({
        file,
        rule: `The name of the test "${name}" does not begin with what it tests.`,
        repair: `Begin with an export of the stub, then state a fact: "${example}() …".`,
      });
    }
    const [word] = /\b(?:should|works?)\b/i.exec(name) ?? [];
    if (word === undefined) continue;
    complaints.push({
      file,
      rule: `The name of the test "${name}" says "${word}".`,
      repair: "State the fact that the test shows, in the present tense.",
    });
  }
  return complaints;
}

/** The tests without comments. */
async function code(kata: Kata): Promise<string> {
  return withoutComments(await kata.text(kata.tests));
}
