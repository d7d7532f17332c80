/**
 * Makes mutants: copies of a source text with one change each.
 *
 * @module
 */

import { diff } from "node:util";
import { join } from "@std/path";
import type { Edit } from "./editor.ts";

/** A source text with one change. */
export interface Mutant {
  /** The changed text. */
  text: string;
  /** The line where the change begins. */
  line: number;
  /** The function that is changed: `send()`. */
  inside: string;
  /** The changed lines, as `diff` shows them, without line numbers. */
  diff: string;
}

/**
 * Finds every change that can be made.
 *
 * @param source The text to change.
 * @param scratch A folder for files that are in the way of nobody.
 * @returns A mutant for each, in the order of the text.
 */
export async function mutantsOf(source: string, scratch: string): Promise<Mutant[]> {
  const [config, file] = [join(scratch, "lint.json"), join(scratch, "source.ts")];
  const lint = {
    plugins: [import.meta.resolve("./plugin.ts")],
    rules: { tags: [], include: ["mutate/all"] },
  };
  await Deno.writeTextFile(config, JSON.stringify({ lint }));
  // Same length, and it keeps nothing from us.
  await Deno.writeTextFile(file, source.replaceAll("deno-lint-ignore", "deno-lint-IGNORE"));
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["lint", "--json", "--config", config, file],
    stdin: "null",
    stderr: "null",
  }).output();
  const { diagnostics, errors } = JSON.parse(new TextDecoder().decode(stdout));
  if (errors.length > 0) throw new Error(`Cannot parse the solution: ${errors[0].message}`);
  return mutate(source, diagnostics.map(({ message }: { message: string }) => JSON.parse(message)));
}

/**
 * Makes each change, and leaves out what gives the same text twice.
 *
 * @param source The text to change.
 * @param edits The changes.
 */
export function mutate(source: string, edits: Edit[]): Mutant[] {
  const seen = new Set<string>([squeeze(source)]);
  return edits.sort((a, b) => a.start - b.start || a.end - b.end).flatMap((edit) => {
    const mutant = apply(source, edit);
    const squeezed = squeeze(mutant.text);
    if (seen.has(squeezed)) return [];
    seen.add(squeezed);
    return [mutant];
  });
}

function apply(source: string, { start, end, text, inside }: Edit): Mutant {
  const from = source.lastIndexOf("\n", start - 1) + 1;
  const to = (source + "\n").indexOf("\n", end);
  return {
    text: source.slice(0, start) + text + source.slice(end),
    line: source.slice(0, start).split("\n").length,
    inside,
    diff: difference(
      source.slice(from, to),
      source.slice(from, start) + text + source.slice(end, to),
    ),
  };
}

/** The lines that differ; and those around it, where a line is only added. */
function difference(before: string, after: string): string {
  const [old, now] = [before, after].map((text) => text.split("\n").filter((line) => line.trim()));
  const lines = diff(old!, now!).map(([sign, text]) => ({ sign: " -+".at(sign)!, text }));
  const shown = lines.filter(({ sign }, i) =>
    sign !== " " || isAddition(lines.slice(i + 1)) || isAddition(lines.slice(0, i).reverse())
  );
  const indent = Math.min(...shown.map(({ text }) => text.search(/\S/)));
  return shown.map(({ sign, text }) => `${sign} ${text.slice(indent)}`).join("\n");
}

/** Whether the lines begin with added ones, and none that went. */
function isAddition(lines: { sign: string }[]): boolean {
  return /^\++( |$)/.test(lines.map(({ sign }) => sign).join(""));
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, " ");
}
