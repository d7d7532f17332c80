/**
 * `deno task reset <kata>`: the pristine stub again, and nothing is lost.
 *
 * @module
 */

import "lib/testing/guard.ts";
import { parseArgs } from "node:util";
import { fromFileUrl } from "@std/path";
import { listKatas } from "../course/course.ts";
import type { Kata } from "../course/kata.ts";
import { keptName, keptNumber } from "../course/kept.ts";
import { interruptible } from "../terminal/interrupt.ts";
import { namedKata } from "./named_kata.ts";
import { type Progress, TerminalProgress } from "../terminal/progress.ts";
import { reasonOf } from "../terminal/reason.ts";
import { createFile, temporaryName } from "./replace_file.ts";
import { run, UsageError } from "../terminal/usage.ts";

const HELP = `deno task reset <kata>

Gives you the original stub of a kata again. What you wrote is kept in a file beside it.`;

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Puts the pristine stub in the place of what the learner wrote, which is kept first.
 *
 * An editor may save at any moment. So the learner's file is never written over: it gets a second name,
 * loses its own, and the stub comes to the place that is free then.
 *
 * @param kata The kata.
 * @returns Whether the file was something else, and where that is kept, as seen from the repository.
 * @throws When something cannot be read or written. What the learner wrote is in its place, or kept, then.
 */
export async function reset(kata: Kata): Promise<{ changed: boolean; kept: string[] }> {
  const file = `${kata.root}/${kata.file}`;
  const stub = await Deno.readFile(`${kata.root}/${kata.stub}`);
  if (same(readIfThere(file), stub)) return { changed: false, kept: [] };
  const temporary = () => `${kata.root}/katas/${kata.name}/${temporaryName(`${kata.name}.ts`)}`;
  const fresh = temporary();
  await createFile(fresh, stub);
  try {
    // From here on nothing waits, so that no signal comes between the steps.
    if (same(readIfThere(file), stub)) return { changed: true, kept: [] }; // Another reset was faster.
    const kept = takeAway(kata, temporary(), stub);
    place(fresh, file, stub);
    return { changed: true, kept };
  } finally {
    await Deno.remove(fresh);
  }
}

/** Keeps the file under another name, and takes its own from it. Gives the names under which it is kept. */
function takeAway(kata: Kata, aside: string, stub: Bytes): string[] {
  const file = `${kata.root}/${kata.file}`;
  const kept: string[] = [];
  try {
    kept.push(keep(kata, file));
    Deno.renameSync(file, aside);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return kept; // It was not there, or another reset has it.
    throw error;
  }
  const isKept = Deno.statSync(aside).ino === Deno.statSync(`${kata.root}/${kept[0]}`).ino;
  // Else it was saved between the two steps, or another reset has put the stub there.
  if (!isKept && !same(Deno.readFileSync(aside), stub)) kept.push(keep(kata, aside));
  Deno.removeSync(aside);
  return kept;
}

/** Gives a file one more name, the next one that is free. */
function keep({ root, name }: Kata, path: string): string {
  const folder = `katas/${name}`;
  const numbers = [...Deno.readDirSync(`${root}/${folder}`)].map((entry) => keptNumber(entry.name));
  for (let number = Math.max(0, ...numbers) + 1;; number++) {
    const kept = `${folder}/${keptName(name, number)}`;
    try {
      Deno.linkSync(path, `${root}/${kept}`);
      return kept;
    } catch (error) {
      if (!(error instanceof Deno.errors.AlreadyExists)) throw error; // Else another one was faster.
    }
  }
}

/** Gives the stub the name of the learner's file, if that is free. */
function place(fresh: string, file: string, stub: Bytes): void {
  try {
    Deno.linkSync(fresh, file);
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    if (!same(readIfThere(file), stub)) throw new Error("it was saved at this moment");
  }
}

function readIfThere(file: string): Bytes | undefined {
  try {
    return Deno.readFileSync(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function same(one: Bytes | undefined, other: Bytes): boolean {
  return one?.length === other.length && one.every((byte, i) => byte === other[i]);
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
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) {
    throw new UsageError(`Name one kata: ${(await listKatas(root)).join(", ")}`);
  }
  const kata = await namedKata(root, name);
  return await interruptible(progress, () => resetAndTell(kata, progress));
}

async function resetAndTell(kata: Kata, progress: Progress): Promise<number> {
  const { file } = kata;
  try {
    const { changed, kept } = await reset(kata);
    progress.line(`${file} is the original stub${changed ? " again." : " already."}`);
    if (kept.length === 0) return 0;
    progress.line(`What you wrote is kept in ${kept.join(" and ")}. To have it back:`);
    progress.line(`cp ${kept.at(-1)} ${file}`);
    return 0;
  } catch (error) {
    console.error(`Cannot reset ${file}: ${reasonOf(error)}.
What you wrote is still there. Fix that, and try again.`);
    return 1;
  }
}

if (import.meta.main) {
  const root = fromFileUrl(import.meta.resolve("../../../"));
  Deno.exit(await run(() => main(Deno.args, root, new TerminalProgress())));
}
