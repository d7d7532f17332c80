/**
 * Rules about who imports whom. The rooms of `lib/README.md` lie above each other, and a module imports
 * from its own room, or from a room below.
 *
 * @module
 */

import { dirname, join, normalize } from "@std/path";
import type { Complaint } from "../complaint.ts";
import { readText } from "../../../course/files.ts";
import { walk } from "../../../course/walk.ts";

/** The rooms, from the ground up. Those of one floor do not know each other. */
const FLOORS: readonly (readonly string[])[] = [
  ["lib", "lib/std"], // lib itself holds todo.ts
  ["lib/sys"],
  ["lib/testing/watchdog", "lib/testing/diagnosis"],
  ["lib/testing/peer"],
  ["lib/testing"],
  ["lib/testing/interleave"],
  ["lib/cli/terminal", "lib/cli/course", "lib/cli/runs", "lib/cli/trace/record"],
  ["lib/cli/learner"],
  ["lib/cli/machine", "lib/cli/trace", "lib/cli/bench"],
  ["lib/cli/proof/rules"],
  ["lib/cli/proof/rules/pages", "lib/cli/proof/rules/repository"],
  ["lib/cli/proof"],
  ["lib/cli/mutate", "lib/cli/damage"],
  ["katas", "solutions"],
];

/** What those may import who write katas and solutions. */
const FOR_KATAS: Record<string, string[]> = {
  katas: ["lib", "lib/std", "lib/sys", "lib/testing", "lib/testing/*"],
  solutions: ["lib", "lib/std", "lib/sys"],
};

/** An import: who imports what. */
interface Arrow {
  from: string;
  to: string;
}

/** No module imports from a room above its own; katas and solutions use what is there for them. */
export async function downwardImports(root: string): Promise<Complaint[]> {
  return (await arrows(root)).filter((arrow) => !isAllowed(arrow)).map(({ from, to }) => ({
    file: from,
    rule: `It imports ${to}, and ${roomOf(from)} may not import from ${roomOf(to)}.`,
    repair: `Import from ${below(roomOf(from)).join(", ")} only. ` +
      "Move what both need into the lower room. lib/README.md shows the rooms.",
  }));
}

/** No modules import each other, not even by way of others. */
export async function noCircles(root: string): Promise<Complaint[]> {
  const next = Map.groupBy(await arrows(root), ({ from }) => from);
  const done = new Set<string>();
  const circles: string[][] = [];
  const visit = (file: string, path: string[]) => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file]);
    if (path.includes(file) || done.has(file)) return;
    for (const { to } of next.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return circles.map((circle) => ({
    file: circle[0]!,
    rule: `It imports itself in a circle: ${circle.join(" → ")}`,
    repair: "Move what both sides need into a module of its own.",
  }));
}

function isAllowed({ from, to }: Arrow): boolean {
  const [importer, imported] = [roomOf(from), roomOf(to)];
  return importer === imported || below(importer).includes(imported);
}

/** The rooms from which a room may import. */
function below(room: string): string[] {
  const floor = FLOORS.findIndex((rooms) => rooms.includes(room));
  const lower = FLOORS.slice(0, floor).flat();
  const allowed = FOR_KATAS[room];
  if (!allowed) return lower;
  const matches = (name: string) =>
    allowed.some((it) => it === name || (it.endsWith("/*") && name.startsWith(it.slice(0, -1))));
  return lower.filter(matches);
}

/** The room of a file: the innermost one that is listed. */
function roomOf(file: string): string {
  const rooms = FLOORS.flat().filter((room) => file.startsWith(`${room}/`));
  return rooms.sort((a, b) => b.length - a.length)[0] ?? "";
}

/** Every import between files of the repository. Tests, and what only they use, may import anything. */
async function arrows(root: string): Promise<Arrow[]> {
  const found: Arrow[] = [];
  for (const top of ["lib", "katas", "solutions"]) {
    for (const file of await walk(root, top)) {
      if (!file.endsWith(".ts") || isForTests(file)) continue;
      for (const target of imports(await readText(join(root, file)))) {
        const to = target.startsWith(".") ? normalize(join(dirname(file), target)) : target;
        if (roomOf(to) !== "" && !isForTests(to)) found.push({ from: file, to });
      }
    }
  }
  return found;
}

/** A test of the library, or a program that it uses. A kata's tests have rules of their own. */
function isForTests(file: string): boolean {
  return file.startsWith("lib/") && (/_test\.ts$/.test(file) || file.includes("/testdata/"));
}

/** What a module imports, statically or not. Comments do not count. */
function imports(text: string): string[] {
  const code = text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
  const found = code.matchAll(/\b(?:from|import)\s*\(?\s*"((?:\.{1,2}|lib)\/[^"$]*)"/g);
  return [...found].map(([, target]) => target!);
}
