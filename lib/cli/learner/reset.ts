/**
 * `deno task reset <kata>`: the pristine stub again, and nothing is lost.
 *
 * @module
 */

import "lib/testing/guard.ts";
import { parseArgs } from "node:util";
import { fromFileUrl } from "@std/path";
import { listKatas } from "../course/course.ts";
import { entries } from "../course/files.ts";
import { keptName, keptNumber } from "../course/kept.ts";
import { type Progress, TerminalProgress } from "../terminal/progress.ts";
import { reasonOf } from "../terminal/reason.ts";
import { createFile, replaceFile } from "./replace_file.ts";
import { known, run, UsageError } from "../terminal/usage.ts";

const HELP = `deno task reset <kata>

Gives you the pristine stub of a kata again. What you wrote is kept in a file beside it.`;

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Puts the pristine stub in the place of what the learner wrote, which is kept first.
 *
 * @param root The repository.
 * @param kata The kata.
 * @returns Whether the file was something else, and where that is kept, as seen from the repository.
 * @throws When something cannot be read or written. What the learner wrote is where it was then.
 */
export async function reset(
  root: string,
  kata: string,
): Promise<{ changed: boolean; kept?: string }> {
  const file = `${root}/katas/${kata}/${kata}.ts`;
  const stub = await Deno.readFile(`${root}/solutions/${kata}/stub.ts`);
  const written = await readIfThere(file);
  if (written && same(written, stub)) return { changed: false };
  const kept = written && await keep(root, kata, written);
  const now = await readIfThere(file);
  if (!same(now, written) && !same(now, stub)) throw new Error("it was edited at this moment");
  await replaceFile(file, stub);
  return { changed: true, kept };
}

/** Writes a version under the next name. */
async function keep(root: string, kata: string, bytes: Bytes): Promise<string> {
  const folder = `katas/${kata}`;
  const numbers = (await entries(`${root}/${folder}`)).map(({ name }) => keptNumber(name));
  for (let number = Math.max(0, ...numbers) + 1;; number++) {
    const file = `${folder}/${keptName(kata, number)}`;
    try {
      await createFile(`${root}/${file}`, bytes);
      return file;
    } catch (error) {
      if (!(error instanceof Deno.errors.AlreadyExists)) throw error; // Else another one was faster.
    }
  }
}

async function readIfThere(file: string): Promise<Bytes | undefined> {
  try {
    return await Deno.readFile(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function same(one: Bytes | undefined, other: Bytes | undefined): boolean {
  if (!one || !other) return one === other;
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

/**
 * Runs the command.
 *
 * @param args The name of a kata.
 * @param root The repository.
 * @param progress Where to write to.
 * @returns The exit code: 0 when the stub is there, 1 when something cannot be written.
 * @throws {UsageError} When no kata is named, or there is none of that name.
 */
export async function main(args: string[], root: string, progress: Progress): Promise<number> {
  const options = { help: { type: "boolean", short: "h" } } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  if (values.help) {
    progress.line(HELP);
    return 0;
  }
  const katas = await listKatas(root);
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) {
    throw new UsageError(`Name one kata: ${katas.join(", ")}`);
  }
  const kata = known(name, katas);
  const file = `katas/${kata}/${kata}.ts`;
  try {
    const { changed, kept } = await reset(root, kata);
    progress.line(`${file} is the pristine stub${changed ? " again." : " already."}`);
    if (kept) progress.line(`What you wrote is kept in ${kept}`);
    return 0;
  } catch (error) {
    console.error(`Cannot reset ${file}: ${reasonOf(error)}.
What you wrote is still there. Mend that, and try again.`);
    return 1;
  }
}

if (import.meta.main) {
  const root = fromFileUrl(import.meta.resolve("../../../"));
  Deno.exit(await run(() => main(Deno.args, root, new TerminalProgress())));
}
