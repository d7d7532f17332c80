/**
 * Takes apart what strace writes of a call: its arguments, descriptors, strings and structures.
 *
 * ```ts
 * import { descriptor, parts, string } from "lib/cli/trace/record/syntax.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parts('3<pipe:[17]>, "a, b", 4'), ["3<pipe:[17]>", '"a, b"', "4"]);
 * assertEquals(descriptor("3<pipe:[17]>"), { fd: 3, name: "pipe:[17]" });
 * assertEquals(string('"a\\nb"...'), { text: "a\nb", whole: false });
 * ```
 *
 * @module
 */

/** A descriptor, and what strace says that it stands for. */
export interface Descriptor {
  fd: number;
  /** As `/proc` names it, with the numbers of both ends of a connection. */
  name: string;
}

/** What means something outside of strings and names. */
const SPECIAL = /[,"<(\[{)\]}]/g;

/**
 * Splits a list at its commas: not at those within strings, brackets, and names of descriptors.
 *
 * @param text What stands between brackets.
 */
export function parts(text: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (let at = 0; (at = next(text, at)) < text.length; at = skip(text, at)) {
    if (text[at] !== ",") continue;
    found.push(text.slice(start, at).trim());
    start = at + 1;
  }
  const last = text.slice(start).trim();
  return last === "" && found.length === 0 ? [] : [...found, last];
}

/**
 * Finds the bracket that closes.
 *
 * @param text A text.
 * @param open Where the bracket that opens stands.
 * @returns Where the other one stands; the text's length when there is none.
 */
export function closing(text: string, open: number): number {
  let at = next(text, open + 1);
  while (at < text.length && !")]}".includes(text[at]!)) at = next(text, skip(text, at));
  return at;
}

/** Where the next character stands that means something. */
function next(text: string, at: number): number {
  SPECIAL.lastIndex = at;
  return SPECIAL.test(text) ? SPECIAL.lastIndex - 1 : text.length;
}

/** Where what begins at a place is over: a string, a bracket with all that is in it, a name, or one character. */
function skip(text: string, at: number): number {
  const character = text[at]!;
  if (character === '"') return endOfString(text, at);
  if ("([{".includes(character)) return closing(text, at) + 1;
  if (character === "<" && /[\dDa-z]/.test(text[at - 1] ?? "")) return endOfName(text, at);
  return at + 1;
}

function endOfString(text: string, start: number): number {
  let at = start;
  do at = text.indexOf('"', at + 1); while (at !== -1 && isEscaped(text, at));
  return at === -1 ? text.length : at + 1;
}

function isEscaped(text: string, at: number): boolean {
  let count = 0;
  while (text[at - 1 - count] === "\\") count++;
  return count % 2 === 1;
}

/** A name stands between `<` and `>`. It may contain an arrow, and another name. */
function endOfName(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "<") depth++;
    if (text[at] === ">" && text[at - 1] !== "-" && --depth === 0) return at + 1;
  }
  return text.length;
}

/** Reads a descriptor with its name; `undefined` when it is none. */
export function descriptor(text: string | undefined): Descriptor | undefined {
  const [, fd, name] = /^(\d+)(?:<(.*)>)?(?:\(deleted\))?$/s.exec(text ?? "") ?? [];
  return fd === undefined ? undefined : { fd: Number(fd), name: decoded(name ?? "") };
}

/** Finds every descriptor with a name in a text: those of a list, of a message, of a structure. */
export function descriptors(text: string): Descriptor[] {
  const found: Descriptor[] = [];
  for (const match of text.matchAll(/(?<![\w.])(\d+)</g)) {
    const open = match.index + match[1]!.length;
    const name = text.slice(open + 1, endOfName(text, open) - 1);
    found.push({ fd: Number(match[1]), name: decoded(name) });
  }
  return found;
}

const ESCAPES: Record<string, string> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** Undoes the escapes of strace: a character for each byte. */
function unescape(text: string): string {
  return text.replace(/\\(x[0-9a-f]{2}|[0-7]{1,3}|.)/gs, (_, escape: string) => {
    if (/^[0-7]/.test(escape)) return String.fromCharCode(parseInt(escape, 8));
    if (/^x./.test(escape)) return String.fromCharCode(parseInt(escape.slice(1), 16));
    return ESCAPES[escape] ?? escape;
  });
}

/** A name as people read it: its bytes are UTF-8. */
function decoded(text: string): string {
  return text.includes("\\") ? utf8(unescape(text)) : text;
}

/** Reads bytes, a character for each, as UTF-8. */
export function utf8(bytes: string): string {
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}

/** Reads a string: a character for each byte. Tells whether it is whole, or cut; `undefined` when it is none. */
export function string(text: string | undefined): { text: string; whole: boolean } | undefined {
  const [, body, dots] = /^"((?:[^"\\]|\\.)*)"(\.\.\.)?$/s.exec(text ?? "") ?? [];
  if (body === undefined) return undefined;
  return { text: unescape(body), whole: dots === undefined };
}

/** Gives a field of a structure: `si_pid` of `{si_signo=SIGTERM, si_pid=17}`. */
export function field(structure: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^,}\\]]*))`).exec(structure);
  return found?.[1] ?? found?.[2]?.trim();
}
