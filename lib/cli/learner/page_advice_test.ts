import { FAKE_PAGE } from "../damage/fake_page.ts";
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

Deno.test("of the rows that fit, the one counts whose words come first in the failure", () => {
  assertEquals(meaning(FAKE_PAGE, "expected 0, got 1"), "The sum of nothing is wrong.");
  assertEquals(meaning(FAKE_PAGE, "got 1"), undefined);
  const row = (left: string, right: string) => `| ${left} | ${right} |\n`;
  const page = "## When a test fails\n\n" + row("You see", "It means") + row("---", "---") +
    row("`later`", "B") + row("`sooner \\| first`", "A \\| a") + row("no quotation", "C");
  assertEquals(meaning(page, "no quotation, sooner | first, later"), "A | a");
});

Deno.test("hints are found by their function, in order", () => {
  assertEquals(
    [...hintsOf(FAKE_PAGE)].map(([name, hints]) => [name, hints.map(({ title }) => title)]),
    [["sum", ["what is the sum of nothing?", "one number after the other", "a total that grows"]]],
  );
  assertEquals(hintsOf(FAKE_PAGE).get("sum")![0]!.body, "Think of `total`.");
  assertEquals(hintsOf("# sum").size, 0);
});
