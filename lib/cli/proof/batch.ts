/**
 * Runs a kata's tests with several files in the stub's place, all in one `deno test`: to start it costs
 * more than most tests do.
 *
 * A generated test file imports the kata's tests once for each file, each time under another name
 * (`pipe_test.ts?reads_once`). The import map gives each name a file of its own in the stub's place.
 *
 * @module
 */

import { join, toFileUrl } from "@std/path";
import type { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { absoluteImports } from "../course/import_map.ts";
import type { Kata } from "../course/kata.ts";
import { denoTest, type TestRun, type TestRunOptions } from "../runs/test_run.ts";

/** A file, and a test to run with it. */
export interface Attempt {
  /** The file, as seen from the repository. */
  file: string;
  /** The name of the test. */
  test: string;
}

/** How it is run. */
export interface BatchOptions {
  /** Ends it when this process ends first. */
  watchdog: Watchdog;
  /** How long it may take, in milliseconds. */
  limit: number;
  /** Whether the tests run in another order. */
  shuffle: boolean;
}

/**
 * Runs one test with each of several files.
 *
 * @param kata The kata.
 * @param attempts What to run.
 * @param options How.
 * @returns What came of each. One that has no result, because the run broke off or because there is no
 *   such test, is `undefined`.
 */
export async function runBatch(
  kata: Kata,
  attempts: Attempt[],
  { watchdog, limit, shuffle }: BatchOptions,
): Promise<(TestRun | undefined)[]> {
  const file = join(watchdog.scratch, `batch_${crypto.randomUUID()}`);
  await Deno.writeTextFile(`${file}_test.ts`, source(kata, attempts));
  await Deno.writeTextFile(`${file}.json`, JSON.stringify(await importMap(kata, attempts)));
  const args = ["--no-check", "--config=deno.json", `--import-map=${file}.json`];
  if (shuffle) args.push("--shuffle");
  const options: TestRunOptions = { root: kata.root, args, watchdog, limit };
  const run = await denoTest({ ...options, args: [...args, `${file}_test.ts`] });
  return attempts.map((_, i) => {
    const found = run.results.find(({ name }) => name.startsWith(`${i}: `));
    if (!found) return undefined;
    const result = { ...found, name: found.name.slice(`${i}: `.length) };
    const success = result.failure === undefined;
    return { results: [result], complete: true, success, late: false, stderr: "" };
  });
}

/** The test file: only the test that is wanted is registered, with the number of the attempt in front. */
function source(kata: Kata, attempts: Attempt[]): string {
  const imports = attempts.map(({ test }, i) => {
    const url = JSON.stringify(numbered(kata, i));
    return `prefix = "${i}: ";\nwanted = ${JSON.stringify(test)};\nawait import(${url});\n`;
  });
  return `import "lib/testing/mod.ts";
const register = Deno.test;
let prefix = "";
let wanted = "";
Deno.test = Object.assign((name, ...rest) => {
  if (name === wanted) register(prefix + name, ...rest);
}, register);
${imports.join("")}`;
}

async function importMap(kata: Kata, attempts: Attempt[]): Promise<object> {
  const url = (path: string) => toFileUrl(join(kata.root, path)).href;
  const scopes = attempts.map(({ file }, i) => [
    numbered(kata, i),
    { [url(kata.file)]: url(file) },
  ]);
  return { imports: await absoluteImports(kata.root), scopes: Object.fromEntries(scopes) };
}

/** The name under which the tests are imported for one attempt. */
function numbered(kata: Kata, i: number): string {
  return `${toFileUrl(join(kata.root, kata.tests)).href}?${i}`;
}
