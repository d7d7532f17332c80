/**
 * `deno task solution <kata>`: how the reference solution differs from the learner's code.
 *
 * @module
 */

import "lib/testing/guard.ts";
import { parseArgs } from "node:util";
import { fromFileUrl } from "@std/path";
import { structuredPatch } from "diff";
import { type Progress, TerminalProgress } from "../terminal/progress.ts";
import type { Kata } from "../course/kata.ts";
import { isDone, recall } from "./memory.ts";
import { namedKata } from "./named_kata.ts";
import { paint } from "../terminal/terminal.ts";
import { typeset } from "../terminal/typeset.ts";
import { run, UsageError } from "../terminal/usage.ts";

const HELP = `deno task solution <kata> [--anyway]

Compares your code with the reference solution, once your code passes every test.

  --anyway    does so before it passes`;

/**
 * Runs the command.
 *
 * @param args A kata's name, and options.
 * @param root The repository.
 * @param progress Where to write to.
 * @returns The exit code: 0 when it is shown, 1 when the kata is not done.
 * @throws {UsageError} When no kata is named, or there is none of that name.
 */
export async function main(args: string[], root: string, progress: Progress): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { anyway: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    progress.line(HELP);
    return 0;
  }
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) {
    throw new UsageError("Cannot show a solution: name one kata. Try --help");
  }
  const kata = await namedKata(root, name);
  const remembered = await recall(kata);
  if (!values.anyway && !(remembered && isDone(remembered))) {
    progress.line(refusal(kata));
    return 1;
  }
  const written = withoutContract(await kata.text(kata.file), await kata.text(kata.stub));
  progress.line(difference(kata, written, await kata.text(kata.solution)));
  const others = await kata.alternatives;
  if (others.length > 0) progress.line(`Other ways to do it:\n${others.join("\n")}`);
  return 0;
}

function refusal({ name }: Kata): string {
  return typeset(
    `The solution is for afterwards: \`deno task kata ${name}\` does not pass yet, or has not run \
since your last change. You learn more from \`deno task hint ${name}\`.

To see the solution all the same: \`deno task solution ${name} --anyway\``,
  );
}

/** Leaves out the comments of the stub, which the reference has not. */
function withoutContract(written: string, stub: string): string {
  const comments = stub.match(/^\/\*\*[^]*?\*\/\n+/gm) ?? [];
  return comments.reduce((text, comment) => text.replace(comment, ""), written);
}

/** Shows how to come from one text to the other: lines to take away, and lines to add. */
function difference({ file, solution }: Kata, written: string, reference: string): string {
  const { hunks } = structuredPatch("", "", written, reference);
  if (hunks.length === 0) return "Your code is the same as the reference, letter by letter.\n";
  return [
    paint("red", `--- ${file}, yours, without the comments of the stub`),
    paint("green", `+++ ${solution}, the reference`),
    ...hunks.flatMap(({ lines }) => [paint("cyan", "⋯"), ...lines.map(coloured)]),
    "",
  ].join("\n");
}

function coloured(line: string): string {
  if (line.startsWith("-")) return paint("red", line);
  return line.startsWith("+") ? paint("green", line) : line;
}

if (import.meta.main) {
  const root = fromFileUrl(import.meta.resolve("../../../"));
  Deno.exit(await run(() => main(Deno.args, root, new TerminalProgress())));
}
