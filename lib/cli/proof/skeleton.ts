/**
 * The files with which a new kata begins. They fit together and have the right form. What they are about is
 * for its author to write: "…" marks the places on the page, and `deno task check` names those that are
 * left.
 *
 * @module
 */

const CONTRACT = `/** Gives a text back in capital letters. */`;

/**
 * Makes the files.
 *
 * @param kata The kata's name.
 * @returns Their texts, by their names as seen from the repository.
 */
export function skeleton(kata: string): Record<string, string> {
  const stub = `/** The ${kata} kata. Read README.md, then replace each \`todo(…)\`. @module */

import { todo } from "lib/todo.ts";

${CONTRACT}
export function shout(text: string): string {
  return todo(text);
}
`;
  return {
    [`katas/${kata}/README.md`]: page(kata),
    [`katas/${kata}/${kata}.ts`]: stub,
    [`katas/${kata}/${kata}_test.ts`]: tests(kata),
    [`solutions/${kata}/stub.ts`]: stub,
    [`solutions/${kata}/${kata}.ts`]: `/** A solution of the ${kata} kata. @module */

export function shout(text: string): string {
  return text.toUpperCase();
}
`,
    [`solutions/${kata}/alternatives/letter_by_letter.ts`]: `/** Letter by letter. @module */

export function shout(text: string): string {
  return [...text].map((letter) => letter.toUpperCase()).join("");
}
`,
    [`solutions/${kata}/alternatives/by_pattern.ts`]: `/** By a pattern. @module */

export function shout(text: string): string {
  return text.replace(/./gsu, (letter) => letter.toUpperCase());
}
`,
    [`solutions/${kata}/mistakes/whispers.ts`]: `/** Mistake: it gives small letters. */
// Caught by: shout() gives capital letters
// Says: hello
// Violates: in capital letters
export * from "../${kata}.ts";

export function shout(text: string): string {
  return text.toLowerCase();
}
`,
    [`solutions/${kata}/survivors.md`]: `# What no test of the ${kata} kata can catch
`,
  };
}

function tests(kata: string): string {
  return `import { peerModule, supervised, timeout } from "lib/testing/mod.ts";
import { assertEquals } from "@std/assert";

const kata = peerModule<typeof import("./${kata}.ts")>(import.meta.resolve("./${kata}.ts"));

Deno.test(
  "shout() gives capital letters",
  { timeout },
  supervised(async ({ start }) => {
    assertEquals(await start(kata, "shout", ["Hello"]).result, "HELLO");
  }),
);
`;
}

function page(kata: string): string {
  const hints = ["a question?", "an observation", "nearly the answer"].map((hint) =>
    `<details><summary>shout(): ${hint}</summary>\n\n…\n\n</details>\n`
  );
  const questions = [1, 2, 3].map((n) =>
    `${n}. …?\n\n<details><summary>The answer</summary>\n\n…\n\n</details>\n`
  );
  return `# ${kata}

…

Before this kata: nothing.

## The idea

…

\`\`\`
process A ──▶ process B
\`\`\`

- **A fact.** …

## Your task

Open \`${kata}.ts\` in this folder, and replace each \`todo(…)\`. Then run:

\`\`\`sh
deno task kata ${kata}
\`\`\`

## Watch it happen

…

## Predict

${questions.join("\n")}
## When a test fails

| You see | It means                        |
| ------- | ------------------------------- |
| \`hello\` | Your function gives other text. |

## Hints

${hints.join("\n")}
## Read on

- \`man 7 pipe\`
`;
}
