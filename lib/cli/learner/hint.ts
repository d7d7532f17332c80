/**
 * `deno task hint <kata> [function]`: the next hint of a kata's page.
 *
 * @module
 */

import "lib/testing/guard.ts";
import { parseArgs } from "node:util";
import { fromFileUrl } from "@std/path";
import type { Kata } from "../course/kata.ts";
import { type Hint, hintsOf } from "./page_advice.ts";
import { type Progress, TerminalProgress } from "../terminal/progress.ts";
import { hintLevels, isDone, lastRun, type RememberedTest, rememberHint } from "./memory.ts";
import { namedKata } from "./named_kata.ts";
import { symbolOf } from "../course/symbol.ts";
import { paint } from "../terminal/terminal.ts";
import { typeset } from "../terminal/typeset.ts";
import { known, run, UsageError } from "../terminal/usage.ts";

const HELP = `deno task hint <kata> [function] [--all]

Shows the next hint for a function: for the first one that fails, unless you name one.
The hints begin with a question, and the last one is nearly the answer.

  --all    shows all hints for the function`;

/**
 * Runs the command.
 *
 * @param args A kata's name, a function's name, options.
 * @param root The repository.
 * @param progress Where to write to.
 * @returns The exit code: 0.
 * @throws {UsageError} When there is no such kata or function.
 */
export async function main(args: string[], root: string, progress: Progress): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { all: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    progress.line(HELP);
    return 0;
  }
  const [name, symbol, ...more] = positionals;
  if (name === undefined || more.length > 0) {
    throw new UsageError(
      "Cannot give a hint: name one kata, and a function if you like. Try --help",
    );
  }
  await hint(await namedKata(root, name), progress, { symbol, all: values.all });
  return 0;
}

/** Which hint. */
export interface HintOptions {
  /** The function. @default {the first one that fails} */
  symbol?: string;
  /** Whether all its hints are shown. @default {false} */
  all?: boolean;
}

/**
 * Shows the next hint.
 *
 * @param kata The kata.
 * @param progress Where to write to.
 * @param options Which hint.
 * @throws {UsageError} When the page has no hints for the function.
 */
export async function hint(
  kata: Kata,
  progress: Progress,
  { symbol, all = false }: HintOptions,
): Promise<void> {
  const hints = hintsOf(await kata.text(kata.page));
  const functions = [...hints.keys()];
  if (functions.length === 0) throw new UsageError(`Cannot find hints: ${kata.name} has none`);
  const run = await lastRun(kata);
  if (symbol === undefined && run && isDone(run)) {
    const text =
      `Every test of ${kata.name} passes. Name a function to see its hints all the same.`;
    progress.line(text);
    return;
  }
  const failed = (run?.tests ?? []).filter(({ state }) => state !== "passed");
  const name = symbol === undefined ? firstToHelp(failed, functions) : askedFor(symbol, functions);
  const test = failed.find((test) => isOf(test, name));
  if (test) progress.line(`\n${typeset(`This test failed: ${test.name}`)}`);
  const found = hints.get(name)!;
  const before = (await hintLevels(kata))[name] ?? 0;
  const level = all ? found.length : Math.min(before + 1, found.length);
  for (let i = all ? 0 : level - 1; i < level; i++) progress.line(screen(name, found, i));
  progress.line(outlook(kata, name, found.length - level));
  const warn = (text: string) => progress.line(`\n${text}`);
  await rememberHint(kata, name, Math.max(before, level), warn);
}

function screen(name: string, hints: Hint[], i: number): string {
  const { title, body } = hints[i]!;
  const heading = `${name}(), hint ${i + 1} of ${hints.length}: ${title}`;
  return `\n${typeset(heading).replace(/^.*$/gm, (line) => paint("bold", line))}\n\n${
    typeset(body)
  }\n`;
}

function outlook(kata: Kata, name: string, left: number): string {
  const command = `deno task hint ${kata.name} ${name}`;
  if (left > 0) return typeset(`The next one, when you need it: \`${command}\``);
  return typeset(`That was the last hint for ${name}(). All of them: \`${command} --all\``);
}

/** The first function that failed when all tests ran last, also when the code has changed since. */
function firstToHelp(failed: RememberedTest[], functions: string[]): string {
  const found = failed.map((test) => functions.find((name) => isOf(test, name)));
  return found.find((name) => name !== undefined) ?? functions[0]!;
}

/** The function that the learner has named. */
function askedFor(symbol: string, functions: string[]): string {
  const name = symbol.replace(/\(\)$/, "");
  return functions.find((it) => same(it, name)) ?? known(name, functions, "function");
}

/** Whether a test is about a function. */
function isOf(test: RememberedTest, name: string): boolean {
  return same(symbolOf(test.name), name);
}

/** Whether two names mean the same: a method may have its class in front. */
function same(one: string, other: string): boolean {
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

if (import.meta.main) {
  const root = fromFileUrl(import.meta.resolve("../../../"));
  Deno.exit(await run(() => main(Deno.args, root, new TerminalProgress())));
}
