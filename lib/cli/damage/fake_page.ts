/**
 * The pages of a tiny repository, for the tests of these commands.
 *
 * @module
 */

/** The page of a repository with one kata. */
export const FAKE_README = `# Sums

Learn to add.

## The katas

In this order:

1. [sum](katas/sum/README.md): add numbers.
`;

const HINTS = ["what is the sum of nothing?", "one number after the other", "a total that grows"]
  .map((hint) =>
    `<details><summary>sum(): ${hint}</summary>\n\nThink of \`total\`.\n\n</details>\n`
  )
  .join("\n");

const QUESTIONS = [1, 2, 3].map((n) =>
  `${n}. What is ${n} plus ${n}? Try \`echo $((${n} + ${n}))\`

<details><summary>The answer</summary>

It is ${2 * n}.

</details>
`
).join("\n");

/** A page in which nothing is wrong. */
export const FAKE_PAGE = `# sum

Add any number of numbers.

Before this kata: nothing.

## The idea

A sum is a total that grows.

\`\`\`
1 ──▶ ┌───────┐
      │ total │ ──▶ 3
2 ──▶ └───────┘
\`\`\`

Two facts explain every test:

- **Numbers add up.**
- **Nothing is zero.**

## Your task

Open \`sum.ts\` in this folder, and see [the idea](#the-idea).

## Watch it happen

\`\`\`sh
echo $((1 + 2))
\`\`\`

What does it print?

## Predict

${QUESTIONS}
## When a test fails

| You see                                     | It means                     |
| ------------------------------------------- | ---------------------------- |
| \`To do: replace this todo() with your code\` | This is still to be written. |
| \`expected 0\`                                | The sum of nothing is wrong. |

## Hints

${HINTS}
## Read on

- \`man 1 expr\`
`;
