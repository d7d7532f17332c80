/**
 * Rules about files that follow from which katas there are. `deno task check --update` writes them.
 *
 * @module
 */

import type { Complaint } from "../complaint.ts";
import { readText } from "../../../course/files.ts";
import { Kata } from "../../../course/kata.ts";
import { formatted } from "../../../runs/formatted.ts";

const MAP = "solutions/import_map.json";
const CONFIG = "deno.json";

/** The parts of deno.json that matter here. */
interface Config {
  imports?: Record<string, string>;
  fmt?: { exclude?: string[] };
  lint?: { exclude?: string[] };
}

/**
 * Compares the files with what follows from the katas.
 *
 * @param root The repository.
 * @param names The katas, in their order.
 * @param update Whether to write the files instead.
 */
export async function derivedComplaints(
  root: string,
  names: string[],
  update: boolean,
): Promise<Complaint[]> {
  const katas = names.map((name) => new Kata(root, name));
  const config: Config = JSON.parse(await readText(`${root}/${CONFIG}`) || "{}");
  const map = await formatted(JSON.stringify(importMap(config, katas)), "json", root);
  const missing = (["fmt", "lint"] as const).filter((part) => !excludes(config, part, katas));
  const complaints: Complaint[] = [];
  if (await readText(`${root}/${MAP}`) !== map) {
    if (update) await Deno.writeTextFile(`${root}/${MAP}`, map);
    else complaints.push(derived(MAP, "It does not put each solution in its stub's place."));
  }
  if (missing.length > 0) {
    const text = await formatted(JSON.stringify(withExcludes(config, katas)), "json", root);
    if (update) await Deno.writeTextFile(`${root}/${CONFIG}`, text);
    else {complaints.push(
        derived(CONFIG, `${missing.join(" and ")}: the learner's files are not left out.`),
      );}
  }
  return complaints;
}

function derived(file: string, rule: string): Complaint {
  return { file, rule, repair: "Run `deno task check --files --update`, which writes it." };
}

/** Puts every solution in its stub's place: for people who run the tests by hand, and for the types. */
function importMap({ imports = {} }: Config, katas: Kata[]): object {
  const above = Object.entries(imports).map(([name, target]) => [
    name,
    target.startsWith("./") ? `.${target}` : target,
  ]);
  const places = katas.map(({ name, file }) => [`../${file}`, `./${name}/${name}.ts`]);
  return {
    imports: Object.fromEntries(above),
    scopes: { "../katas/": Object.fromEntries(places) },
  };
}

function excludes(config: Config, part: "fmt" | "lint", katas: Kata[]): boolean {
  const excluded = config[part]?.exclude ?? [];
  return katas.every(({ file }) => excluded.includes(file));
}

/** The configuration, with the learner's file of each kata left out once. */
function withExcludes(config: Config, katas: Kata[]): Config {
  const all = (part: "fmt" | "lint") => {
    const files = katas.map(({ file }) => file);
    const others = (config[part]?.exclude ?? []).filter((file) => !files.includes(file));
    return { ...config[part], exclude: [...files, ...others] };
  };
  return { ...config, fmt: all("fmt"), lint: all("lint") };
}
