/**
 * Rules about every page: links lead somewhere, and no word makes light of what is hard.
 *
 * @module
 */

import { dirname, join } from "@std/path";
import type { Complaint } from "../complaint.ts";
import { entries, readText } from "../../../course/files.ts";
import { anchors, links, prose } from "../../../course/markdown.ts";
import type { Kata } from "../../../course/kata.ts";

const AVOIDED = /\b(?:simply|just|easy|easily|obviously)\b/gi;

/** Folders without pages of ours. */
const FOREIGN = ["node_modules", "vendor", "coverage"];

/** A page that a command writes, with a link to each mistake. */
const MATRIX = /^solutions\/\w+\/README\.md$/;

/** The page's relative links lead to files and headings that exist. */
export function pageLinks(kata: Kata): Promise<Complaint[]> {
  return deadLinks(kata.root, kata.page);
}

/** The links of all other pages do so too. Where the page of a kata's mistakes is old, another rule says so. */
export async function otherLinks(root: string): Promise<Complaint[]> {
  const pages = (await otherPages(root)).filter((page) => !MATRIX.test(page));
  return (await Promise.all(pages.map((page) => deadLinks(root, page)))).flat();
}

/** The page says of nothing that it is easy. */
export function pageWords(kata: Kata): Promise<Complaint[]> {
  return avoidedWords(kata.root, kata.page);
}

/** No other README does so either. */
export async function otherWords(root: string): Promise<Complaint[]> {
  const pages = (await otherPages(root)).filter((page) => page.endsWith("README.md"));
  return (await Promise.all(pages.map((page) => avoidedWords(root, page)))).flat();
}

async function deadLinks(root: string, page: string): Promise<Complaint[]> {
  const text = await readText(join(root, page));
  const complaints: Complaint[] = [];
  for (const address of new Set(links(text))) {
    const dead = await why(root, page, text, address);
    if (!dead) continue;
    complaints.push({
      file: page,
      rule: `The link "${address}" is dead: ${dead}`,
      repair: "Correct the link, or add what it leads to.",
    });
  }
  return complaints;
}

/** Why a link is dead; web addresses are taken for alive. */
async function why(
  root: string,
  page: string,
  text: string,
  address: string,
): Promise<string | undefined> {
  if (/^[a-z][a-z+.-]*:/i.test(address)) return undefined;
  const [path = "", anchor] = address.split("#").map(decodeURIComponent);
  const target = path === "" ? page : join(dirname(page), path);
  if (path !== "" && !await exists(join(root, target))) return `there is no ${target}.`;
  if (!anchor || !target.endsWith(".md")) return undefined;
  const there = anchors(path === "" ? text : await readText(join(root, target)));
  return there.includes(anchor) ? undefined : `${target} has no heading for "#${anchor}".`;
}

async function avoidedWords(root: string, page: string): Promise<Complaint[]> {
  const lines = prose(await readText(join(root, page))).split("\n");
  return lines.flatMap((line, i) =>
    [...line.matchAll(AVOIDED)].map(([word]) => ({
      file: `${page}:${i + 1}`,
      rule: `It says "${word}", which does not help who finds it hard.`,
      repair: "Leave the word out, or give the reason.",
    }))
  );
}

/** Lists every page but those of katas. */
async function otherPages(root: string, folder = ""): Promise<string[]> {
  const found = await Promise.all(
    (await entries(join(root, folder))).map(({ name, isDirectory }) => {
      const path = join(folder, name);
      if (!isDirectory) return name.endsWith(".md") ? [path] : [];
      const skipped = FOREIGN.includes(name) || (name.startsWith(".") && name !== ".github");
      return skipped || path === "katas" ? [] : otherPages(root, path);
    }),
  );
  return found.flat().sort();
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}
