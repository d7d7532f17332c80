import { FAKE_PAGE } from "../damage/fake_page.ts";
import type { KnownMistake } from "../course/mistakes/known_mistakes.ts";
import { facts, hintsOf, meaning, promise } from "./page_advice.ts";
import { assertEquals } from "@std/assert";

Deno.test("the promise and the facts of a page are found", () => {
  assertEquals(promise(FAKE_PAGE), "Add any number of numbers.");
  assertEquals(facts(FAKE_PAGE), ["**Numbers add up.**", "**Nothing is zero.**"]);
  assertEquals([promise("# sum"), facts("# sum")], ["", []]);
});

Deno.test("a fact may have several lines, and ends with its paragraph", () => {
  const page = "## The idea\n\n- One\n  and more.\n- Two.\n\nNo fact.\n\n```\n- no fact\n```\n";
  assertEquals(facts(page), ["One\n  and more.", "Two."]);
});

/** A page with these rows. */
function pageWith(...rows: [seen: string, means: string][]): string {
  const lines = [["You see", "It means"], ["---", "---"], ...rows].map((row) =>
    `| ${row.join(" | ")} |`
  );
  return `## When a test fails\n\n${lines.join("\n")}\n`;
}

/** What the page says when a test of send() fails. */
function meant(page: string, failure: string, known: KnownMistake[] = []): string | undefined {
  return meaning(page, { name: "send() is well", failure }, known);
}

function says(caughtBy: string, says: string): KnownMistake {
  return { sentence: "it is wrong.", caughtBy, says, violates: "", marks: new Map() };
}

Deno.test("of the rows whose words a failure has, the one with the most words counts", () => {
  assertEquals(meant(FAKE_PAGE, "expected 0, got 1"), "The sum of nothing is wrong.");
  assertEquals(meant(FAKE_PAGE, "got 1"), undefined);
  const page = pageWith(["`late`", "B"], ["`too \\| late`", "A \\| a"], ["no quotation", "C"]);
  assertEquals(meant(page, "no quotation, late, too | late"), "A | a");
});

Deno.test("a row belongs to the functions whose mistakes say its words", () => {
  const page = pageWith(["`too late`", "It is."]);
  assertEquals(meant(page, "too late"), "It is.");
  assertEquals(meant(page, "too late", [says("receive() is well", "other")]), "It is.");
  assertEquals(meant(page, "too late", [says("receive() is well", "it is too late.")]), undefined);
  const both = [says("receive() is well", "it is too late."), says("send() is", "late")];
  assertEquals(meant(page, "too late", both), "It is.");
});

Deno.test("what others do meanwhile, what was printed and source code do not count", () => {
  const page = pageWith(["`waits`", "It is late."]);
  assertEquals(meant(page, "It waits.\n\nMeanwhile, sh sleeps."), "It is late.");
  assertEquals(meant(page, "It ended.\n\nMeanwhile, sh waits."), undefined);
  assertEquals(meant(page, "It ended.\n\nIt printed:\n\nsend: waits"), undefined);
  assertEquals(meant(page, "It ended.\n  assert(waits);\n  ^\n    at a.ts:1:1"), undefined);
});

Deno.test("hints are found by their function, in order", () => {
  assertEquals(
    [...hintsOf(FAKE_PAGE)].map(([name, hints]) => [name, hints.map(({ title }) => title)]),
    [["sum", ["what is the sum of nothing?", "one number after the other", "a total that grows"]]],
  );
  assertEquals(hintsOf(FAKE_PAGE).get("sum")![0]!.body, "Think of `total`.");
  assertEquals(hintsOf("# sum").size, 0);
});
