import { assertComplaints } from "../../../damage/assert_complaints.ts";
import { swap } from "../../../damage/damage.ts";

const PAGE = "katas/sum/README.md";

Deno.test("pageCommands() wants a test that is there, and what bench can measure", async () => {
  const add = (line: string) =>
    swap("## Read on\n\n", `## Read on\n\n- \`man 1 sum\`\n- ${line}\n`);
  await Promise.all([
    assertComplaints(
      { [PAGE]: add('`deno task trace sum "sum() flies"`') },
      `${PAGE}: No test of sum has "sum() flies" in its name. → Write a part of the name`,
    ),
    assertComplaints(
      { [PAGE]: add("`deno task bench --only pipe,pigeon`") },
      `${PAGE}: deno task bench measures no pigeon. → Write some of these: pipe, fifo,`,
    ),
    assertComplaints({ [PAGE]: add("`deno task bench --only pipe,tcp`") }),
  ]);
});
