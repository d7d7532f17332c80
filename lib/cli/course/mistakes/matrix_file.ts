/**
 * Reads the published page of a kata's mistakes, and what it has to be made from.
 *
 * @module
 */

import { isKept } from "../kept.ts";
import type { Kata } from "../kata.ts";
import type { Matrix } from "./matrix.ts";
import { parseMatrix } from "./matrix_page.ts";

/** Lines of a mistake's head that the page does not depend on. */
const NOT_SHOWN = /^\/\/ (?:Says|Violates): .*\n/gm;

/** The page, as seen from the repository. */
export function matrixFile(kata: string): string {
  return `solutions/${kata}/README.md`;
}

/** Reads what is published about a kata; `undefined` when nothing is. */
export async function publishedMatrix(kata: Kata): Promise<Matrix | undefined> {
  return parseMatrix(kata.name, await kata.text(matrixFile(kata.name)));
}

/**
 * Computes a fingerprint of all that the page is made from: the tests, the files that they use, the
 * solution and the mistakes. It tells whether the page is current without running a test.
 *
 * The learner's own file plays no part, nor do the page, the stub and the alternatives. It is the same
 * on systems that end lines by CR and LF.
 *
 * @param kata The kata.
 * @returns SHA-256 as hexadecimal digits.
 */
export async function matrixFingerprint(kata: Kata): Promise<string> {
  const mine = [`${kata.name}.ts`, "README.md"];
  const others = ["stub.ts", "README.md", "survivors.md"];
  const files = [
    ...await folder(kata, `katas/${kata.name}`, mine),
    ...await folder(kata, `solutions/${kata.name}`, others),
    ...await kata.mistakes,
  ];
  const texts = await Promise.all(files.map((file) => kata.text(file)));
  // With its length in front, a text cannot be taken for another one's name.
  const whole = files.map((file, i) => {
    const text = texts[i]!.replaceAll("\r\n", "\n").replace(NOT_SHOWN, "");
    return `${file} ${text.length}\n${text}`;
  }).join("");
  const bytes = new TextEncoder().encode(whole);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}

/** Lists the files of a folder, but for some, and for those that editors and `reset` put there. */
async function folder(kata: Kata, name: string, without: string[]): Promise<string[]> {
  return (await kata.list(name))
    .filter((file) => file.includes(".") && !file.startsWith("."))
    .filter((file) => !without.includes(file) && !isKept(file))
    .map((file) => `${name}/${file}`);
}
