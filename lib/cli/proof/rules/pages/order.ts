/**
 * Rules about the order of the course: the list in the repository's README.
 *
 * @module
 */

import { join } from "@std/path";
import type { Complaint } from "../complaint.ts";
import { LIST, readList, type Row } from "../../../course/course.ts";
import { entries, readText } from "../../../course/files.ts";
import { before } from "./page_frame.ts";
import { sections } from "../../../course/markdown.ts";

const FILE = "README.md";

/** A row that says nothing, or only "…". */
const SILENT = /^\d+\. \[`?(\w+)`?\]\([^)]*\):? *…?$(?!\n {2})/gm;

/** The list names each kata once, and says what it teaches. A dead link is another rule's. */
export async function courseList(root: string): Promise<Complaint[]> {
  const listed = (await list(root)).map(({ name }) => name);
  const katas = (await entries(join(root, "katas"))).filter((entry) => entry.isDirectory)
    .map((entry) => entry.name).sort();
  const missing = katas.filter((kata) => !listed.includes(kata));
  const text = sections(await readText(join(root, FILE))).get(LIST) ?? "";
  const silent = [...text.matchAll(SILENT)].map(([, kata]) => kata!);
  const twice = new Set(listed.filter((kata, i) => listed.indexOf(kata) !== i));
  return [
    ...missing.map((kata) => ({
      file: FILE,
      rule: `The list below "${LIST}" does not name ${kata}.`,
      repair: `Add a row at its place in the course: 1. [${kata}](katas/${kata}/README.md): …`,
    })),
    ...[...twice].map((kata) => ({
      file: FILE,
      rule: `The list below "${LIST}" names ${kata} twice.`,
      repair: "Keep one of the two rows.",
    })),
    ...silent.map((kata) => ({
      file: FILE,
      rule: `The list does not say what ${kata} teaches.`,
      repair:
        "Write it in a few words behind the colon, and move the row to its place in the course.",
    })),
  ];
}

/** Where the list has chapters, each row is in one, and each chapter has a sentence and rows of its own. */
export async function courseChapters(root: string): Promise<Complaint[]> {
  const text = sections(await readText(join(root, FILE))).get(LIST) ?? "";
  const chapters = text.split(/^### /m).slice(1).map((part) => {
    const [title = "", ...lines] = part.split("\n");
    return { title: title.trim(), first: lines.find((line) => line.trim() !== "") ?? "" };
  });
  if (chapters.length === 0) return [];
  const rows = await list(root);
  const titles = chapters.map(({ title }) => title);
  return [
    ...rows.filter(({ chapter }) => chapter === "").map(({ name }) => ({
      file: FILE,
      rule: `The list names ${name} above its first chapter.`,
      repair: `Move its row below one of these headings: ${titles.join(", ")}.`,
    })),
    ...chapters.filter(({ first }) => !/^[A-Z]/.test(first)).map(({ title }) => ({
      file: FILE,
      rule: `The chapter "${title}" does not say what it is about.`,
      repair: "Write a sentence between the heading and the first row.",
    })),
    ...titles.filter((title) => rows.every(({ chapter }) => chapter !== title)).map((title) => ({
      file: FILE,
      rule: `The chapter "${title}" has no kata.`,
      repair: "Add the row of a kata, or take the heading away.",
    })),
    ...titles.filter((title, i) => titles.indexOf(title) < i).map((title) => ({
      file: FILE,
      rule: `Two chapters have the title "${title}".`,
      repair: "Give each a title of its own.",
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
  const order = (await list(root)).map(({ name }) => name);
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

async function list(root: string): Promise<Row[]> {
  return readList(await readText(join(root, FILE)));
}

function page(kata: string): string {
  return `katas/${kata}/README.md`;
}
