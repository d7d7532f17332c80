/**
 * `deno task hint <kata> [function]`: the next hint of a kata's page.
 *
 * @module
 */

import "lib/testing/guard.ts";
import { parseArgs } from "node:util";
import { fromFileUrl } from "@std/path";
import { listKatas } from "../course/course.ts";
import { readText } from "../course/files.ts";
import { type Hint, hintsOf } from "./page_advice.ts";
import { type Progress, TerminalProgress } from "../terminal/progress.ts";
import { hintLevels, isDone, lastRun, rememberHint } from "./memory.ts";
import { symbolOf } from "../course/symbol.ts";
import { paint } from "../terminal/terminal.ts";
import { typeset } from "../terminal/typeset.ts";
import { known, run, UsageError } from "../terminal/usage.ts";

const HELP = `deno task hint <kata> [function] [--all]

Shows the next hint for a function, by default for the first one that fails.
The hints go from a question to nearly the answer.

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
  const kata = known(name, await listKatas(root));
  await hint(root, kata, progress, { symbol, all: values.all });
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
 * @param root The repository.
 * @param kata The kata.
 * @param progress Where to write to.
 * @param options Which hint.
 * @throws {UsageError} When the page has no hints for the function.
 */
export async function hint(
  root: string,
  kata: string,
  progress: Progress,
  { symbol, all = false }: HintOptions,
): Promise<void> {
  const hints = hintsOf(await readText(`${root}/katas/${kata}/README.md`));
  const functions = [...hints.keys()];
  if (functions.length === 0) throw new UsageError(`Cannot find hints: ${kata} has none`);
  const name = symbol === undefined
    ? await failing(root, kata, functions)
    : asked(symbol, functions);
  if (name === undefined) {
    progress.line(`Every test of ${kata} passes. Name a function to see its hints all the same.`);
    return;
  }
  const found = hints.get(name)!;
  const before = (await hintLevels(root, kata))[name] ?? 0;
  const level = all ? found.length : Math.min(before + 1, found.length);
  for (let i = all ? 0 : level - 1; i < level; i++) progress.line(screen(name, found, i));
  progress.line(outlook(kata, name, found.length - level));
  await rememberHint(
    root,
    kata,
    name,
    Math.max(before, level),
    (text) => progress.line(`\n${text}`),
  );
}

function screen(name: string, hints: Hint[], i: number): string {
  const { title, body } = hints[i]!;
  const heading = `${name}(), hint ${i + 1} of ${hints.length}: ${title}`;
  return `\n${typeset(heading).replace(/^.*$/gm, (line) => paint("bold", line))}\n\n${
    typeset(body)
  }\n`;
}

function outlook(kata: string, name: string, left: number): string {
  if (left > 0) {
    return typeset(`The next one, when you need it: \`deno task hint ${kata} ${name}\``);
  }
  return typeset(
    `That was the last hint for ${name}(). All of them: \`deno task hint ${kata} ${name} --all\``,
  );
}

/**
 * The first function that failed when all tests ran last, also when the code has changed since;
 * `undefined` when none did.
 */
async function failing(
  root: string,
  kata: string,
  functions: string[],
): Promise<string | undefined> {
  const run = await lastRun(root, kata);
  if (run && isDone(run)) return undefined;
  const tests = run?.tests ?? [];
  const symbols = tests.filter(({ state }) => state !== "passed").map(({ name }) => symbolOf(name));
  const found = symbols.map((symbol) => functions.find((name) => same(name, symbol)));
  return found.find((name) => name !== undefined) ?? functions[0]!;
}

function asked(symbol: string, functions: string[]): string {
  const name = symbol.replace(/\(\)$/, "");
  return functions.find((it) => same(it, name)) ?? known(name, functions, "function");
}

/** Whether two names mean the same: a method may have its class in front. */
function same(one: string, other: string): boolean {
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

if (import.meta.main) {
  const root = fromFileUrl(import.meta.resolve("../../../"));
  Deno.exit(await run(() => main(Deno.args, root, new TerminalProgress())));
}
