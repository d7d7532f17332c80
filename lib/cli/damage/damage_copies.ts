/**
 * Damages copies of this repository, one fault each: `deno task check` has to name each fault.
 *
 * It takes a few minutes, and is no part of `deno task test`, where each rule has tests of its own:
 *
 * ```sh
 * deno run -A lib/cli/damage/damage_copies.ts
 * ```
 *
 * @module
 */

import { fromFileUrl, join } from "@std/path";
import { entries } from "../course/files.ts";
import { applyDamage, type Fault } from "./damage.ts";
import { PAGE_FAULTS } from "./page_faults.ts";
import { RUN_FAULTS, tinyKata } from "./run_faults.ts";
import { SOURCE_FAULTS } from "./source_faults.ts";

/** What is not copied. */
const FOREIGN = [".git", "node_modules"];

/** A copy of the repository, and how its kata is checked. */
interface Copy {
  folder: string;
  args: string[];
}

/**
 * Copies, damages, checks; prints a line for each copy.
 *
 * @param root The repository.
 * @param scratch An empty folder.
 * @returns How many checks said what they had to say, and how many did not.
 */
async function main(root: string, scratch: string): Promise<{ good: number; bad: number }> {
  const whole = { folder: join(scratch, "whole"), args: ["pipe", "--files"] };
  const tiny = { folder: join(scratch, "tiny"), args: ["sum"] };
  const names = (await entries(root)).map(({ name }) => name);
  const sources = names.filter((name) => !FOREIGN.includes(name)).map((name) => join(root, name));
  for (const { folder } of [whole, tiny]) {
    await Deno.mkdir(folder);
    await copy(sources, folder);
  }
  applyDamage(tiny.folder, tinyKata);
  await check({ ...tiny, args: ["sum", "--matrix", "--update"] });
  const results = [await isContent(whole), await isContent(tiny)];
  for (const fault of PAGE_FAULTS) results.push(await isNamed(whole, fault));
  for (const fault of SOURCE_FAULTS) results.push(await isNamed(whole, fault));
  for (const fault of RUN_FAULTS) results.push(await isNamed(tiny, fault));
  const good = results.filter(Boolean).length;
  return { good, bad: results.length - good };
}

/** Whether nothing is wrong with an undamaged copy. */
async function isContent(copy: Copy): Promise<boolean> {
  const { code, output } = await check(copy);
  const last = output.trim().split("\n").at(-1);
  const what = `nothing is wrong: deno task check ${copy.args.join(" ")}`;
  console.log(code === 0 ? `✓ ${what}: ${last}` : `✗ ${what}\n${output}`);
  return code === 0;
}

/** Whether a fault is named, with its repair. */
async function isNamed(base: Copy, { name, damage, file, rule, repair }: Fault): Promise<boolean> {
  const folder = `${base.folder}-damaged`;
  await copy([base.folder], folder);
  try {
    applyDamage(folder, damage);
    const { code, output } = await check({ ...base, folder });
    const complaints = [
      ...output.matchAll(/^✗ (.*)\n((?:^(?: {2}.*)?\n)+?)((?:^ {2}→.*\n)(?:^ {2}.*\n)*)/gm),
    ];
    const found = complaints.find(([, where, said, advice]) =>
      where!.startsWith(file) && said!.includes(rule) && advice!.includes(repair)
    );
    if (code !== 1 || !found) {
      console.log(`✗ ${name}\n${output}`);
      return false;
    }
    const [where, said, advice] = found.slice(1).map((text) => text.trim().split("\n")[0]);
    console.log(`✓ ${name}: ${where}: ${said} ${advice}`);
    return true;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function copy(from: string[], to: string): Promise<void> {
  const { success } = await new Deno.Command("cp", { args: ["-a", ...from, to] }).output();
  if (!success) throw new Error(`Cannot copy ${from.join(", ")} to ${to}`);
}

async function check({ folder, args }: Copy): Promise<{ code: number; output: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "check", ...args],
    cwd: folder,
    env: { NO_COLOR: "1", CI: "true" },
    stdin: "null",
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, output: text(stdout) + text(stderr) };
}

if (import.meta.main) {
  const scratch = await Deno.makeTempDir({ prefix: "ipc-katas-damage-" });
  try {
    const { good, bad } = await main(fromFileUrl(import.meta.resolve("../../../")), scratch);
    console.log(`${good + bad} copies: ${good} as they must be, ${bad} not`);
    if (bad > 0) Deno.exitCode = 1;
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}
