/**
 * What Deno itself finds in source files: their format, its lint rules, their types.
 *
 * @module
 */

import { relative } from "@std/path";
import { entries } from "../course/files.ts";
import { isKept } from "../course/kept.ts";
import type { Kata } from "../course/kata.ts";
import type { Complaint } from "./rules/complaint.ts";

/** How the sources of this repository are checked: the arguments in front of the files. */
export const SOURCE_CHECKS = {
  format: ["fmt", "--check"],
  lint: ["lint"],
  types: ["check", "--quiet", "--import-map=solutions/import_map.json"],
} as const;

/** What one of these commands found. */
export interface Findings {
  success: boolean;
  /** All that it wrote. */
  text: string;
}

/**
 * Runs one check. One that fails without naming anything is made once more: `deno lint` was seen to do so.
 *
 * @param root The repository.
 * @param check Which.
 * @param files The files or folders. Without any, those that the command finds itself.
 */
export async function checkSources(
  root: string,
  check: keyof typeof SOURCE_CHECKS,
  files: string[],
): Promise<Findings> {
  const first = await runCheck(root, check, files);
  const silent = !first.success && !/error|Found \d/.test(first.text);
  return silent ? await runCheck(root, check, files) : first;
}

async function runCheck(
  root: string,
  check: keyof typeof SOURCE_CHECKS,
  files: string[],
): Promise<Findings> {
  const { success, code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...SOURCE_CHECKS[check], ...files],
    cwd: root,
    env: { ...Deno.stdout.isTerminal() ? {} : { NO_COLOR: "1" }, RUST_BACKTRACE: "0" },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  const text = [stdout, stderr].map((bytes) => decoder.decode(bytes).trimEnd()).filter(Boolean);
  if (!success) text.push(`(deno ${SOURCE_CHECKS[check][0]} ended with code ${code}.)`);
  return { success, text: text.join("\n") };
}

/** Lists a kata's files but the learner's: those in its folder, and the folder of its solutions. */
export async function kataSources({ root, name }: Kata): Promise<string[]> {
  const files = await entries(`${root}/katas/${name}`);
  const sources = files.map((file) => file.name)
    .filter((file) => /\.(ts|md)$/.test(file) && file !== `${name}.ts` && !isKept(file));
  return [...sources.map((file) => `katas/${name}/${file}`), `solutions/${name}`];
}

/** What is wrong with a kata's sources. */
export interface SourceComplaints {
  complaints: Complaint[];
  /** Whether the types are right. If not, every run of the tests would say something misleading. */
  sound: boolean;
}

/**
 * Checks the sources of one kata: first the types, then the lint rules and the format.
 *
 * @param kata The kata.
 */
export async function sourceComplaints(kata: Kata): Promise<SourceComplaints> {
  const files = await kataSources(kata);
  const typescript = files.filter((file) => !file.endsWith(".md"));
  const file = `solutions/${kata.name} and katas/${kata.name}`;
  const [types, lint, format] = await Promise.all([
    checkSources(kata.root, "types", typescript),
    checkSources(kata.root, "lint", typescript),
    checkSources(kata.root, "format", files),
  ]);
  if (!types.success) {
    const repair = "Mend the types first. No test has run: it would say something misleading.";
    return { complaints: [{ file, rule: types.text, repair }], sound: false };
  }
  const complaints: Complaint[] = [];
  if (!lint.success) {
    complaints.push({ file, rule: lint.text, repair: "Mend what `deno lint` names." });
  }
  if (!format.success) {
    const names = [...format.text.matchAll(/^from (.*):$/gm)].map(([, path]) => path!);
    const rule = ["Not formatted:", ...names.map((name) => relative(kata.root, name))].join("\n");
    complaints.push({ file, rule, repair: "Run `deno fmt`." });
  }
  return { complaints, sound: true };
}
