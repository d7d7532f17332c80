import { assertComplaints } from "../../../damage/assert_complaints.ts";
import { swap } from "../../../damage/damage.ts";

const PAGE = "katas/sum/README.md";
const TASK = "Open `sum.ts`";

Deno.test("pageLinks() finds dead files and dead headings", async () => {
  await Promise.all([
    assertComplaints(
      { [PAGE]: swap(TASK, `[a](../../lib/gone.ts) ${TASK}`) },
      `${PAGE}: The link "../../lib/gone.ts" is dead: there is no lib/gone.ts. → Correct the link`,
    ),
    assertComplaints(
      { [PAGE]: swap("(#the-idea)", "(#the-ideas)") },
      `${PAGE}: The link "#the-ideas" is dead: ${PAGE} has no heading for "#the-ideas".`,
    ),
    assertComplaints(
      { [PAGE]: swap(TASK, `[a](../../README.md#sum) ${TASK}`) },
      `${PAGE}: The link "../../README.md#sum" is dead: README.md has no heading for "#sum".`,
    ),
  ]);
});

Deno.test("pageLinks() is content with what lives, and with web addresses", async () => {
  const alive =
    "[a](../../lib/todo.ts#L1) [b](https://example.com/nix) [c](../../README.md#the-katas)";
  const code = "`[d](gone)`\n\n```\n[e](gone)\n```\n\n";
  await assertComplaints({ [PAGE]: swap(TASK, `${alive} ${code} ${TASK}`) });
});

Deno.test("otherLinks() looks at every other page", async () => {
  await assertComplaints(
    {
      "solutions/README.md": "[a](gone.md)\n",
      ".github/CONTRIBUTING.md": "[a](../gone.md)\n",
      "lib/README.md": "[a](gone.md)\n",
      "solutions/sum/README.md": "[a](mistakes/gone.ts)\n",
      "node_modules/x/README.md": "[a](gone.md)\n",
    },
    "solutions/README.md: The link",
    '.github/CONTRIBUTING.md: The link "../gone.md" is dead: there is no gone.md.',
    "lib/README.md: The link",
  );
});

Deno.test("no README says that something is easy", async () => {
  await Promise.all([
    assertComplaints(
      { [PAGE]: swap(TASK, `Simply do it.\n${TASK}`) },
      `${PAGE}:24: It says "Simply", which does not help who finds it hard. → Leave the word out`,
    ),
    assertComplaints(
      { "README.md": swap("Learn to add", "It is easy to add"), "lib/notes.md": "It is easy.\n" },
      'README.md:3: It says "easy"',
    ),
    assertComplaints({ [PAGE]: swap(TASK, `Adjust \`just\`. ${TASK}`) }),
  ]);
});
