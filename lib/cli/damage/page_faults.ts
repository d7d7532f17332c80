/**
 * Faults in the pages, which the rules about files name.
 *
 * @module
 */

import { type Fault, swap } from "./damage.ts";

const PAGE = "katas/pipe/README.md";
const FIFO = "katas/fifo/README.md";

/** Other rows for pipe, and for fifo, which wants pipe before it. */
const rows = (change: (pipe: string, fifo: string) => string) => ({
  "README.md": (text: string) =>
    text.replace(/^(1\. \[pipe\].*)\n(2\. \[fifo\].*)$/m, (_, pipe, fifo) => change(pipe, fifo)),
});

/** What is wrong in each copy of the repository. */
export const PAGE_FAULTS: Fault[] = [
  {
    name: "a section is missing",
    damage: { [PAGE]: swap(/^## Watch it happen\n/m, "") },
    file: PAGE,
    rule: 'There is no heading "## Watch it happen".',
    repair: "Use these, in this order",
  },
  {
    name: "a hint shows code",
    damage: { [PAGE]: swap("The number of bytes that were taken.", "`write(writeEnd, rest)`.") },
    file: PAGE,
    rule: 'The hint "send(): what does write() return?" shows code: `write(writeEnd, rest)`',
    repair: "Say it in prose.",
  },
  {
    name: "a function has only two hints",
    damage: { [PAGE]: swap(/<details><summary>filter\(\): the parts[^]*?<\/details>\n/, "") },
    file: PAGE,
    rule: "There are 2 hints for filter.",
    repair: "Write 3",
  },
  {
    name: "a link is dead",
    damage: { [PAGE]: swap("`lib/sys/fd.ts`", "[fd](../../lib/fd.ts)") },
    file: PAGE,
    rule: 'The link "../../lib/fd.ts" is dead: there is no lib/fd.ts.',
    repair: "Correct the link",
  },
  {
    name: "a link leads to no heading",
    damage: { "README.md": swap("## Start", "See [below](#installation).\n\n## Start") },
    file: "README.md",
    rule: 'README.md has no heading for "#installation".',
    repair: "Correct the link",
  },
  {
    name: "a page says that it is easy",
    damage: { [PAGE]: swap("Answer first.", "It is easy.") },
    file: PAGE,
    rule: 'It says "easy"',
    repair: "Leave the word out",
  },
  {
    name: "a part of the page is to be written",
    damage: { [PAGE]: swap("## Predict\n", "## Predict\n\n…\n") },
    file: PAGE,
    rule: '"…" stands for what is to be written, in line ',
    repair: "Write there what the heading above asks for.",
  },
  {
    name: "the list does not say what a kata teaches",
    damage: { "README.md": swap(/^1\. \[pipe\].*$/m, "1. [pipe](katas/pipe/README.md): …") },
    file: "README.md",
    rule: "The list does not say what pipe teaches.",
    repair: "Write it in a few words",
  },
  {
    name: "two katas want each other first",
    damage: { [PAGE]: swap("kata: nothing", "kata: [fifo](../fifo/README.md)") },
    file: PAGE,
    rule: "These katas want each other first: pipe → fifo → pipe.",
    repair: `out of a line "Before this kata: …"`,
  },
  {
    name: "the list is in the wrong order",
    damage: rows((pipe, fifo) => `${fifo}\n${pipe}`),
    file: "README.md",
    rule: "The list names fifo before pipe, which fifo wants before it.",
    repair: "Move the row of fifo below the one of pipe.",
  },
  {
    name: "the list lacks a kata",
    damage: rows((pipe) => pipe),
    file: "README.md",
    rule: 'The list below "The katas" does not name fifo.',
    repair: `. [fifo](${FIFO})`,
  },
  {
    name: "the picture of the board is old",
    damage: { "README.md": swap("## Start", "```\n$ deno task kata\n\n  pipe\n```\n\n## Start") },
    file: "README.md",
    rule: "The picture of the board is not what learners see.",
    repair: "Run `deno task check --files --update`, which writes it.",
  },
];
