/**
 * Keeps the map of the library current: `lib/README.md` has a list of modules below the heading of each
 * room, made of what each module says of itself. `deno task check --update` writes it.
 *
 * @module
 */

import type { Complaint } from "../complaint.ts";
import { readText } from "../../../course/files.ts";
import { walk } from "../../../course/walk.ts";
import { formatted } from "../../../runs/formatted.ts";

const MAP = "lib/README.md";

/** The heading of a room, such as `### \`lib/sys/\`: system calls`, and the list that follows. */
const ROOM = /^(#+ `(lib\/(?:[\w/]+\/)?)`.*\n(?:\n(?![-#]).*)*\n*)((?:[-] .*\n(?: {2}.*\n)*)*)/gm;

/**
 * Compares the map with the modules that there are.
 *
 * @param root The repository.
 * @param update Whether to write the map instead.
 */
export async function mapComplaints(root: string, update: boolean): Promise<Complaint[]> {
  const before = await readText(`${root}/${MAP}`);
  if (before === "") return []; // Whoever deletes it is told about the links to it.
  const modules = (await walk(root, "lib")).filter(isModule);
  const rooms = [...before.matchAll(ROOM)].map(([, , room]) => room!);
  const listed = new Map(rooms.map((room) => [room, [] as string[]]));
  const homeless: string[] = [];
  for (const module of modules) {
    const room = innermost(rooms, module);
    if (room === undefined) homeless.push(module);
    else listed.get(room)!.push(await line(root, room, module));
  }
  if (homeless.length > 0) {
    return [{
      file: MAP,
      rule: `It has no room for ${homeless.join(", ")}.`,
      repair:
        "Move them into a room that it shows. A new room needs a heading there, and a floor in " +
        "lib/cli/proof/rules/repository/imports.ts.",
    }];
  }
  const lists = before.replace(
    ROOM,
    (_, heading: string, room: string) =>
      `${heading.trimEnd()}\n\n${listed.get(room)!.join("\n")}\n\n`,
  );
  const now = await formatted(lists, "md", root);
  if (now === before) return [];
  if (update) await Deno.writeTextFile(`${root}/${MAP}`, now);
  return update ? [] : [{
    file: MAP,
    rule: "It does not list the modules that there are, each with its first sentence.",
    repair: "Run `deno task check --files --update`, which writes it.",
  }];
}

/** Whether a file is a module of the library: no test, and nothing that only tests use. */
function isModule(file: string): boolean {
  return file.endsWith(".ts") && !file.endsWith("_test.ts") && !file.includes("/testdata/") &&
    !file.startsWith("lib/std/"); // has a page of its own
}

function innermost(rooms: string[], file: string): string | undefined {
  return rooms.filter((room) => file.startsWith(room)).sort((a, b) => b.length - a.length)[0];
}

/** A module's name, as seen from its room, and the first sentence of its documentation. */
async function line(root: string, room: string, file: string): Promise<string> {
  const text = await readText(`${root}/${file}`);
  const [, comment = ""] = /^\/\*\*([^]*?)\*\//.exec(text) ?? [];
  const words = comment.replace(/^ *\* ?/gm, "").split(/\n\s*\n|\n```|@module/)[0]!;
  const [sentence = ""] = words.replace(/\s+/g, " ").trim().split(/(?<=\.) (?=[A-Z])/);
  const name = file.slice(room.length);
  return `- \`${name}\`: ${sentence.replace(/\{@linkcode (\S+?)\}/g, "`$1`").replace(/\.$/, "")}`;
}
