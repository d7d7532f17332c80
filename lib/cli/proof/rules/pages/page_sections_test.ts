import { assertComplaints } from "../../../damage/assert_complaints.ts";
import { swap } from "../../../damage/damage.ts";
import { quoted } from "../../../course/page_table.ts";
import { assertEquals } from "@std/assert";

const PAGE = "katas/sum/README.md";

Deno.test("unwritten() wants words where only a mark is left", async () => {
  const marks = "…\n\n1. …?\n\n- **A fact.** …\n";
  await Promise.all([
    assertComplaints(
      { [PAGE]: swap("What does it print?\n", marks) },
      `${PAGE}: "…" stands for what is to be written, in the lines 32, 34, 36. → Write there`,
    ),
    assertComplaints({ [PAGE]: swap("What does it print?", "It prints 1, 2, 3, …\n`…`") }),
  ]);
});

Deno.test("idea() wants a drawing and at most four facts", async () => {
  await Promise.all([
    assertComplaints(
      { [PAGE]: swap(/```\n1 [^]*?```/, "No drawing.\n\n\n\n\n") },
      `${PAGE}: "The idea" has no drawing. → Draw it with letters and lines, in a code block.`,
    ),
    assertComplaints(
      { [PAGE]: swap(/^- .*\n- .*\n/m, "- Fact.\n".repeat(5)) },
      `${PAGE}: "The idea" lists 5 facts. → List one to 4`,
    ),
    assertComplaints(
      { [PAGE]: swap(/^- .*\n- .*\n/m, "A fact.\n") },
      `${PAGE}: "The idea" lists 0 facts. → List one to 4`,
    ),
  ]);
});

Deno.test("predictions() wants three questions with an answer each", async () => {
  await Promise.all([
    assertComplaints(
      { [PAGE]: swap(/^3\. [^]*?(?=^## When)/m, "") },
      `${PAGE}: "Predict" asks 2 questions. → Number 3 questions: 1. 2. 3.`,
    ),
    assertComplaints(
      { [PAGE]: swap("<details><summary>The answer</summary>\n\nIt is 2.\n\n</details>\n", "") },
      `${PAGE}: The question 1 of "Predict" has no answer to unfold, or several. → Put one below`,
    ),
  ]);
});

Deno.test("readOn() wants man pages first", async () => {
  await assertComplaints(
    { [PAGE]: swap("- `man 1 expr`", "- Somebody, _A book_\n- `man 1 expr`") },
    `${PAGE}: "Read on" does not begin with man pages. → Begin the list with them`,
  );
});

Deno.test("table() wants quotations in the left column", async () => {
  await Promise.all([
    assertComplaints(
      { [PAGE]: swap("`expected 0` ", "expected 0   ") },
      `${PAGE}: "When a test fails" has a left cell that is no quotation: expected 0 → Put`,
    ),
    assertComplaints(
      { [PAGE]: swap(/^\|.*\n/gm, "") },
      `${PAGE}: "When a test fails" has no table. → Add one`,
    ),
  ]);
});

Deno.test("quoted() reads one span in backticks, and nothing else", () => {
  assertEquals(quoted("`got 4`"), "got 4");
  assertEquals(quoted("`` a `b` ``"), "a `b`");
  assertEquals(quoted("`a \\| b`"), "a | b");
  assertEquals(quoted("`a` or `b`"), undefined);
});
