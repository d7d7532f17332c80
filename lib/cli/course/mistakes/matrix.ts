/**
 * Which test catches which mistake.
 *
 * @module
 */

/** Whether a test catches a mistake: always, never, or sometimes. */
export type Mark = "●" | "" | "~";

/** What the tests of one kata make of its mistakes. */
export interface Matrix {
  kata: string;
  /** The names of the tests. */
  tests: string[];
  mistakes: MatrixRow[];
}

/** What the tests make of one mistake. */
export interface MatrixRow {
  name: string;
  /** What is wrong, for people; empty where it is not known. */
  sentence: string;
  /** The test that is there for this mistake; empty where it is not known. */
  caughtBy: string;
  /** One for each test. */
  marks: Mark[];
}

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
