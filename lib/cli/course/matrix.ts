/**
 * The published page that shows which test catches which mistake.
 *
 * @module
 */

/** Whether a test catches a mistake: always, never, or sometimes. */
export type Mark = "●" | "" | "~";

/** One kata's part of the page. */
export interface Matrix {
  kata: string;
  /** The names of the tests, in their order. */
  tests: string[];
  mistakes: {
    name: string;
    sentence: string;
    /** One for each test. */
    marks: Mark[];
  }[];
}

const INTRO = `# How strong are the tests?

You trust a test more when you have seen it fail. Here you see every test fail. Each kata has wrong
solutions, and each of them holds one mistake that a learner might make. Every test is here because
it catches at least one of them.

- ● The test catches the mistake every time.
- ~ The test catches it sometimes. That is luck, and some other test catches it every time.
- A blank cell: the test does not notice this mistake.

Follow a link to read the wrong solution. Beware: it is the right solution but for one function.

\`deno task check\` proves that this page is true, and \`deno task check --update\` writes it.
`;

/** Says how often a test caught a mistake. */
export function mark(caught: number, runs: number): Mark {
  if (caught === 0) return "";
  return caught === runs ? "●" : "~";
}

/**
 * Takes over what was seen to happen only sometimes: a single run cannot show it.
 *
 * @param seen What this check has seen.
 * @param published What the page says.
 */
export function keepSometimes(seen: Matrix, published: Matrix | undefined): Matrix {
  const mistakes = seen.mistakes.map((mistake) => {
    const before = published?.mistakes.find(({ name }) => name === mistake.name);
    const marks = mistake.marks.map((mark, i) => {
      const then = before?.marks[published!.tests.indexOf(seen.tests[i]!)];
      return then === "~" ? then : mark;
    });
    return { ...mistake, marks };
  });
  return { ...seen, mistakes };
}

/** Writes one kata's part of the page. */
export function renderMatrix({ kata, tests, mistakes }: Matrix): string {
  const row = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [
    `## ${kata}`,
    "",
    ...tests.map((name, i) => `${i + 1}. ${name}`),
    "",
    row(["Mistake", ...tests.map((_, i) => `${i + 1}`)]),
    row(["---", ...tests.map(() => ":-:")]),
    ...mistakes.map(({ name, sentence, marks }) =>
      row([
        `[\`${name}\`](${kata}/mistakes/${name}.ts): ${cell(sentence)}`,
        ...marks,
      ])
    ),
    "",
  ].join("\n");
}

/** A sentence as a table has it. */
function cell(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1).replaceAll("|", "\\|");
}

/** Splits a page into the parts of the katas. */
export function splitPage(page: string): Map<string, string> {
  const parts = page.split(/^(?=## )/m).slice(1);
  return new Map(parts.map((part) => [/^## (.*)/.exec(part)![1]!, part]));
}

/** Makes a page of parts. */
export function joinPage(parts: string[]): string {
  return [INTRO, ...parts].join("\n");
}

/** Reads one kata's part of a page, without the sentences. */
export function parseMatrix(kata: string, part: string): Matrix {
  const text = part.replace(/\n {2,}(?=\S)/g, " "); // deno fmt breaks long lines of a list
  const mistakes = [...text.matchAll(/^\| \[`(\w+)`\].*$/gm)].map(([line, name]) => ({
    name: name!,
    sentence: "",
    marks: line.split(/(?<!\\)\|/).slice(2, -1).map((cell) => cell.trim() as Mark),
  }));
  return {
    kata,
    tests: [...text.matchAll(/^\d+\. (.*)$/gm)].map(([, name]) => name!),
    mistakes,
  };
}

/** Names the cells in which two matrices differ. */
export function differences(before: Matrix, now: Matrix): string[] {
  return now.mistakes.flatMap(({ name, marks }) =>
    marks.flatMap((mark, i) => {
      const test = now.tests[i]!;
      const then = before.mistakes.find((mistake) => mistake.name === name)
        ?.marks[before.tests.indexOf(test)];
      if (then === undefined || then === mark) return [];
      return [`"${test}" ${WORDS[then]} ${name} on the page, and here it ${WORDS[mark]} it.`];
    })
  );
}

const WORDS: Record<Mark, string> = {
  "●": "catches",
  "": "does not notice",
  "~": "sometimes catches",
};
