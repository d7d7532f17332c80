/**
 * Reads the parts of a Markdown page that the rules are about.
 *
 * ```ts
 * import { sections, spans } from "lib/cli/course/markdown.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const page = sections("# pipe\n\nWords.\n\n## Hints\n\nUse `read`.\n");
 * assertEquals([...page.keys()], ["", "Hints"]);
 * assertEquals(spans(page.get("Hints")!), ["read"]);
 * ```
 *
 * @module
 */

const FENCED = /^( *)(```+|~~~+)[^]*?^\1\2.*$/gm;
const SPAN = /(?<!`)(`+)(?!`)([^]*?[^`])\1(?!`)/g;

/** Empties the code blocks; the number of lines stays. */
export function withoutBlocks(text: string): string {
  return text.replace(FENCED, (block) => block.replace(/.+/g, ""));
}

/** How many code blocks there are. */
export function countBlocks(text: string): number {
  return [...text.matchAll(FENCED)].length;
}

/** Takes out what stands in backticks, in a line or in a block. */
export function prose(text: string): string {
  return withoutBlocks(text).replace(SPAN, "``");
}

/** Lists what stands in backticks within the lines. */
export function spans(text: string): string[] {
  return [...withoutBlocks(text).matchAll(SPAN)].map(([, , code]) => code!.trim());
}

/** Splits a page at its headings of the second level; what is above them has the heading "". */
export function sections(text: string): Map<string, string> {
  const parts = new Map([["", ""]]);
  const plain = withoutBlocks(text).split("\n");
  let heading = "";
  for (const [i, line] of text.split("\n").entries()) {
    const [, found] = /^## (.*)$/.exec(plain[i]!) ?? [];
    if (found === undefined) parts.set(heading, parts.get(heading) + line + "\n");
    else parts.set(heading = found, parts.get(found) ?? "");
  }
  return parts;
}

/** Lists what can be opened and folded: the line that is seen, and what it hides. */
export function details(text: string): { summary: string; body: string }[] {
  const found = text.matchAll(
    /<details>\s*<summary>([^]*?)<\/summary>([^]*?)(?:<\/details>|(?=<details>)|$)/g,
  );
  return [...found].map(([, summary, body]) => ({ summary: summary!.trim(), body: body! }));
}

/** Lists the addresses that links and pictures lead to. */
export function links(text: string): string[] {
  const plain = prose(text);
  const inline = plain.matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)/g);
  const references = plain.matchAll(/^\[[^\]]+\]:\s*<?([^\s>]+)/gm);
  return [...inline, ...references].map(([, address]) => address!);
}

/** Lists the names by which a link can lead to a heading, as GitHub makes them. */
export function anchors(text: string): string[] {
  const seen = new Map<string, number>();
  return [...withoutBlocks(text).matchAll(/^#{1,6} (.*)$/gm)].map(([, heading]) => {
    const slug = heading!.trim().toLowerCase()
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-");
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  });
}
