/**
 * Rules about the order of the course: the list in the repository's README.
 *
 * @module
 */

import { join } from "@std/path";
import type { Complaint } from "./complaint.ts";
import { entries, readText } from "../../course/files.ts";
import { before } from "./page_frame.ts";
import { sections } from "../../course/markdown.ts";

const FILE = "README.md";

/** The list names each kata once, and nothing else. A dead link is another rule's. */
export async function courseList(root: string): Promise<Complaint[]> {
  const listed = await list(root);
  const katas = (await entries(join(root, "katas"))).filter((entry) => entry.isDirectory)
    .map((entry) => entry.name).sort();
  const missing = katas.filter((kata) => !listed.includes(kata));
  const twice = new Set(listed.filter((kata, i) => listed.indexOf(kata) !== i));
  return [
    ...missing.map((kata) => ({
      file: FILE,
      rule: `The list below "The katas" does not name ${kata}.`,
      repair: `Add a row at its place in the course: 1. [${kata}](katas/${kata}/README.md): …`,
    })),
    ...[...twice].map((kata) => ({
      file: FILE,
      rule: `The list below "The katas" names ${kata} twice.`,
      repair: "Keep one of the two rows.",
    })),
  ];
}

/** Each kata comes after those that its page wants before it. */
export async function courseOrder(root: string): Promise<Complaint[]> {
  const wanted = new Map<string, string[]>();
  for (const { name, isDirectory } of await entries(join(root, "katas"))) {
    if (isDirectory) wanted.set(name, before(await readText(join(root, page(name)))));
  }
  const circle = cycle(wanted);
  if (circle) {
    return [{
      file: page(circle[0]!),
      rule: `These katas want each other first: ${circle.join(" → ")}.`,
      repair: `Take one of them out of a line "Before this kata: …".`,
    }];
  }
  const order = await list(root);
  const place = (kata: string) => order.indexOf(kata);
  return [...wanted].flatMap(([kata, earlier]) =>
    earlier.filter((name) => order.includes(kata) && place(name) > place(kata)).map((name) => ({
      file: FILE,
      rule: `The list names ${kata} before ${name}, which ${kata} wants before it.`,
      repair: `Move the row of ${kata} below the one of ${name}.`,
    }))
  );
}

/** Finds katas that want each other, in a circle: the first is also the last. */
function cycle(wanted: Map<string, string[]>): string[] | undefined {
  const done = new Set<string>();
  const walk = (kata: string, path: string[]): string[] | undefined => {
    if (path.includes(kata)) return [...path.slice(path.indexOf(kata)), kata];
    if (done.has(kata)) return undefined;
    for (const next of wanted.get(kata) ?? []) {
      const found = walk(next, [...path, kata]);
      if (found) return found;
    }
    done.add(kata);
    return undefined;
  };
  for (const kata of [...wanted.keys()].sort()) {
    const found = walk(kata, []);
    if (found) return found;
  }
  return undefined;
}

async function list(root: string): Promise<string[]> {
  const text = sections(await readText(join(root, FILE))).get("The katas") ?? "";
  return [...text.matchAll(/^\d+\. \[`?\w+`?\]\((?:\.\/)?katas\/(\w+)/gm)].map(([, name]) => name!);
}

function page(kata: string): string {
  return `katas/${kata}/README.md`;
}
