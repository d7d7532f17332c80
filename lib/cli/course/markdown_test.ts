import { anchors, details, links, prose, sections, withoutBlocks } from "./markdown.ts";
import { assertEquals } from "@std/assert";

Deno.test("sections() takes no line of a code block for a heading", () => {
  const page = "# a\n\n## One\n\n```sh\n## no heading\n```\n\n~~~\n```\n## no\n~~~\n\n## Two\n";
  assertEquals([...sections(page).keys()], ["", "One", "Two"]);
  assertEquals(sections(page).get("Two"), "\n");
});

Deno.test("withoutBlocks() keeps the number of lines", () => {
  assertEquals(withoutBlocks("a\n```\nb\n```\nc"), "a\n\n\n\nc");
});

Deno.test("prose() leaves out what stands in backticks", () => {
  assertEquals(prose("see `read()` and ``a ` b``"), "see `` and ``");
});

Deno.test("details() reads what is seen and what is hidden", () => {
  const text =
    "<details><summary>a</summary>\n\nb\n\n</details>\n<details>\n<summary> c </summary>d";
  assertEquals(details(text), [
    { summary: "a", body: "\n\nb\n\n" },
    { summary: "c", body: "d" },
  ]);
});

Deno.test("links() reads links, pictures and references, but no code", () => {
  const text = '[a](b.md "t") ![c](d.png) `[e](f)`\n\n[g]: h.md\n';
  assertEquals(links(text), ["b.md", "d.png", "h.md"]);
});

Deno.test("anchors() are named as on GitHub", () => {
  assertEquals(anchors("# The `lib/` folder!\n\n## A_b\n\n## A_b\n\n## [x](y) z\n"), [
    "the-lib-folder",
    "a_b",
    "a_b-1",
    "x-z",
  ]);
});
