import { assertComplaints } from "../../../damage/assert_complaints.ts";
import { swap } from "../../../damage/damage.ts";

const PAGE = "katas/sum/README.md";
const FIRST = "Think of `total`.";

Deno.test("threeHints() wants three hints for each function", async () => {
  await Promise.all([
    assertComplaints(
      { [PAGE]: swap(/<details><summary>sum[^]*?<\/details>\n\n/, "") },
      `${PAGE}: There are 2 hints for sum. → Write 3: a question, an observation, nearly the answer`,
    ),
    assertComplaints(
      {
        [PAGE]: swap(
          "## Read on",
          "<details><summary>sum(): b</summary>\n\n</details>\n\n## Read on",
        ),
      },
      `${PAGE}: There are 4 hints for sum. → Write 3`,
    ),
    assertComplaints(
      {
        [PAGE]: swap(
          "## Read on",
          "<details><summary>add(): b</summary>\n\n</details>\n\n## Read on",
        ),
      },
      `${PAGE}: The hint "add(): b" is for no function of the stub. → Begin its summary with the`,
    ),
  ]);
});

Deno.test("threeHints() takes a hint for a method for one for its class", async () => {
  const stub = `import { todo } from "lib/todo.ts";

/** Adds numbers. */
export class sum {
  add(number: number): void {
    return todo(number);
  }
}
`;
  const twin = "export class sum {\n  add(number: number): void {}\n}\n";
  const change = {
    "solutions/sum/stub.ts": stub,
    "solutions/sum/sum.ts": twin,
    "solutions/sum/alternatives/loop.ts": twin,
    "solutions/sum/alternatives/recursion.ts": twin,
    [PAGE]: (text: string) =>
      text.replace("sum(): what", "sum.add(): what").replaceAll("<summary>sum()", "<summary>add()"),
  };
  await assertComplaints(change);
});

Deno.test("noCodeInHints() finds blocks, calls with arguments, and more than a name", async () => {
  const shows = (hint: string, code: string) =>
    assertComplaints(
      { [PAGE]: swap(FIRST, hint) },
      `${PAGE}: The hint "sum(): what is the sum of nothing?" shows code: ${code} → Say it in prose.`,
    );
  await Promise.all([
    shows("```ts\nreturn 0;\n```", "a code block"),
    shows("Write `numbers.reduce(add)`.", "`numbers.reduce(add)`"),
    shows("Write `return total`.", "`return total`"),
    shows("Write add(total, number) each time.", "add(total, number)"),
    assertComplaints({ [PAGE]: swap(FIRST, "As `reduce()` and sum() do, see expr(1) (or not).") }),
  ]);
});
