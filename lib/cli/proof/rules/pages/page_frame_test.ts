import { assertComplaints } from "../../../damage/assert_complaints.ts";
import { swap } from "../../../damage/damage.ts";
import { before } from "./page_frame.ts";
import { assertEquals } from "@std/assert";

const PAGE = "katas/sum/README.md";

Deno.test("opening() wants the name, a promise in one sentence, and the katas before", async () => {
  await Promise.all([
    assertComplaints(
      { [PAGE]: swap("# sum", "# Sums") },
      `${PAGE}: It does not begin with the heading "# sum". → Make that its first line`,
    ),
    assertComplaints(
      { [PAGE]: swap("Add any number of numbers.", "Add numbers. Add more.") },
      `${PAGE}: Below its name is no promise in one sentence. → Say in one sentence`,
    ),
    assertComplaints(
      { [PAGE]: swap("Before this kata: nothing.", "Before this kata: some others.") },
      `${PAGE}: Below the promise is no line "Before this kata: …". → Add it: "nothing", or links`,
    ),
  ]);
});

Deno.test("before() lists the katas that are linked", () => {
  const page = "# fifo\n\nPromise.\n\nBefore this kata: [pipe](../pipe/README.md) and\n" +
    "[signal](../signal/README.md).\n\n[other](../other/README.md)\n";
  assertEquals(before(page), ["pipe", "signal"]);
  assertEquals(before("Before this kata: nothing.\n"), []);
});

Deno.test("headings() wants every heading in its order, and no other", async () => {
  await Promise.all([
    assertComplaints(
      { [PAGE]: swap("## Your task\n", "") },
      `${PAGE}: There is no heading "## Your task". → Use these, in this order: The idea, Your task`,
    ),
    assertComplaints(
      { [PAGE]: swap("## Your task\n", "## Your task\n\n## More\n") },
      `${PAGE}: The heading "## More" is none that every page has. → Use these`,
    ),
    assertComplaints(
      {
        [PAGE]: (text) =>
          text.replace("## Your task", "## X").replace("## Watch it happen", "## Your task")
            .replace("## X", "## Watch it happen"),
      },
      `${PAGE}: Its headings are in another order: The idea, Watch it happen, Your task, Predict`,
    ),
    assertComplaints({ [PAGE]: swap("```sh\n", "```sh\n## a comment, no heading\n") }),
  ]);
});

Deno.test("length() counts the lines without the hints", async () => {
  const many = "A line.\n".repeat(80);
  await Promise.all([
    assertComplaints(
      {
        [PAGE]: (text) =>
          text.replace(/^## The idea[^]*(?=^## When)/m, (part) => part.replaceAll("\n\n", "\n")),
      },
      "lines. → Write at least 60: is everything said that the tests are about?",
    ),
    assertComplaints(
      { [PAGE]: swap("## Predict", `${many}\n## Predict`) },
      "lines. → Leave at most 140: what does a learner not need?",
    ),
    assertComplaints({ [PAGE]: swap("## Hints\n", `## Hints\n\n${many}`) }),
  ]);
});
