import { eventually } from "lib/testing/mod.ts";
import { marked } from "lib/testing/diagnosis/proc.ts";
import { commandProcess, runCommand } from "./testdata/command_process.ts";
import { mistake } from "../damage/fake_kata.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import type { Matrix } from "../course/mistakes/matrix.ts";
import { renderMatrix } from "../course/mistakes/matrix_page.ts";
import { recall } from "./memory.ts";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";

const ADDS = "sum() adds two numbers";
const ZERO = "sum() of nothing is zero";

const DONE = "export const sum = (...numbers: number[]) => numbers.reduce((a, b) => a + b, 0);\n";
const HALF = "export const sum = (...numbers: number[]) => numbers.length && 7;\n";

/** Two wrong solutions that differ only in what the test says, and one that is the stub's. */
const MISTAKES: Matrix["mistakes"] = [
  { name: "always_seven", sentence: "", caughtBy: ADDS, marks: ["●", "●"] },
  { name: "gives_eight", sentence: "", caughtBy: ADDS, marks: ["●", ""] },
  { name: "gives_seven", sentence: "", caughtBy: ADDS, marks: ["●", ""] },
  { name: "gives_another_seven", sentence: "", caughtBy: ADDS, marks: ["●", ""] },
];

function known(): Record<string, string> {
  const files = Object.fromEntries(MISTAKES.map(({ name }) => {
    const says = name === "gives_eight" ? "got 8" : "got 7";
    const text = mistake(ADDS, says, "return 0;").replace("it is wrong", `it ${name}`);
    return [`solutions/sum/mistakes/${name}.ts`, text];
  }));
  const matrix = { kata: "sum", tests: [ADDS, ZERO], mistakes: MISTAKES };
  return { ...files, "solutions/sum/README.md": renderMatrix(matrix, "") };
}

/** Runs the command in a repository whose learner has written this. */
async function practise(
  learner: string | undefined,
  args = ["sum", "--no-check"], // Checking types takes a second.
  others: Record<string, string | undefined> = {},
): Promise<[code: number, stdout: string, stderr: string]> {
  const changes = learner === undefined ? others : { "katas/sum/sum.ts": learner, ...others };
  using repository = new FakeRepository(changes);
  const { code, stdout, stderr } = await runCommand("learner/kata.ts", args, repository.root);
  return [code, stdout, stderr];
}

Deno.test("an untouched kata ends in one to-do message that points at the line", async () => {
  assertEquals(await practise(undefined), [
    1,
    `
✗ sum() adds two numbers

To do: replace this todo() with your code
  return todo(numbers);
         ^
    at sum (katas/sum/sum.ts:5:10)

It means: This is still to be written.

sum: 0 of 2 tests pass

Your task is in katas/sum/README.md
`,
    "",
  ]);
});

Deno.test("the first failure is shown, what the page says of it, and how many tests pass", async () => {
  const learner = "export const sum = (...numbers: number[]) => numbers.length + 1;\n";
  assertEquals(await practise(learner), [
    1,
    `
✗ sum() of nothing is zero

Error: expected 0, got 1
  throw new Error(\`expected \${expected}, got \${actual}\`);
        ^
    at expect (katas/sum/sum_test.ts:8:9)
    at katas/sum/sum_test.ts:12:58

It means: The sum of nothing is wrong.

sum: 1 of 2 tests pass

Stuck? deno task hint sum
See what happened: deno task trace sum "sum() of"
`,
    "",
  ]);
});

Deno.test("a mistake with the same pattern and words is named, and several are", async () => {
  const [, one] = await practise(HALF.replace("7", "8"), undefined, known());
  assertStringIncludes(
    one,
    "\nsum: 1 of 2 tests pass\n\nIn sum(), this looks like: it gives_eight.\n",
  );
  const [, several] = await practise(HALF, undefined, known());
  assertStringIncludes(
    several,
    `
In sum(), this looks like one of these:
- it gives_seven.
- it gives_another_seven.
`,
  );
  const [, otherWords] = await practise(HALF.replace("7", "9"), undefined, known());
  assert(!otherWords.includes("In sum()"), otherWords);
  const [, none] = await practise("export const sum = () => 9;", undefined, known());
  assert(!none.includes("In sum()"), none);
});

Deno.test("a kata that is done says what was learned, and what comes next", async () => {
  const more = {
    ...known(),
    "README.md":
      "## The katas\n\n1. [sum](katas/sum/README.md)\n2. [product](katas/product/README.md)\n",
    "katas/product/product.ts": "",
  };
  const [code, output] = await practise(DONE, ["sum"], more);
  assertEquals(
    output,
    `sum: 2 of 2 tests pass

What you can do now

  Add any number of numbers.

What you know now

  - Numbers add up.
  - Nothing is zero.

What these tests would have caught

  - It always_seven.
  - It gives_eight.
  - It gives_seven.
  - It gives_another_seven.

What comes next

  Compare your code with the reference: \`deno task solution sum\`. Other ways to
  do it are in solutions/sum/alternatives.

  The next kata is product: read katas/product/README.md, then run
  \`deno task kata product\`.

`,
  );
  assertEquals(code, 0);
});

Deno.test("a kata that is done says what has failed on the way", async () => {
  using repository = new FakeRepository({ "katas/sum/sum.ts": HALF });
  const { root } = repository;
  await runCommand("learner/kata.ts", ["sum"], root);
  repository.write("katas/sum/sum.ts", DONE);
  const { stdout } = await runCommand("learner/kata.ts", ["sum"], root);
  assertStringIncludes(stdout, `\nWhat failed on the way, and passes now\n\n  - ${ADDS}\n\n`);
});

Deno.test("after the last kata, the whole course is done", async () => {
  const [, output] = await practise(DONE, ["sum"]);
  assertStringIncludes(output, "That was the last kata. You have done the whole course!");
  assertStringIncludes(
    output,
    "\nWhat you can do after this course\n\n  You can let processes pass",
  );
  assertStringIncludes(output, '\nWhere to go on\n\n  - Michael Kerrisk, "The Linux Programming');
});

Deno.test("a type error is shown beside the first failure, and as it is", async () => {
  const learner =
    "export const sum = (...numbers: number[]): string => numbers.length;\nsum('');\n";
  const [code, output] = await practise(learner, ["sum"]);
  assertEquals(code, 1);
  assertStringIncludes(
    output,
    `
✗ the types are wrong

TS2322: Type 'number' is not assignable to type 'string'.
export const sum = (...numbers: number[]): string => numbers.length;
                                                     ~~~~~~~~~~~~~~
    at katas/sum/sum.ts:1:54

There are 3 more type errors.
`,
  );
  assertStringIncludes(output, "\n✗ sum() adds two numbers\n\nError: expected 3, got 2\n");
  assertStringIncludes(output, "\nsum: 1 of 2 tests pass, and the types are wrong\n");
});

Deno.test("a kata whose types are wrong is not done, and the board says so", async () => {
  using repository = new FakeRepository({ "katas/sum/sum.ts": `${DONE}sum("");\n` });
  const { code, stdout } = await runCommand("learner/kata.ts", ["sum"], repository.root);
  assertEquals([code, stdout], [
    1,
    `
✗ the types are wrong

TS2345: Argument of type 'string' is not assignable to parameter of type 'number'.
sum("");
    ~~
    at katas/sum/sum.ts:2:5

sum: 2 of 2 tests pass, but the types are wrong
`,
  ]);
  const board = await runCommand("learner/kata.ts", [], repository.root);
  assertStringIncludes(board.stdout, "\n  ✗ sum  the types are wrong\n");
});

Deno.test("a failure that a type error may explain comes after it", async () => {
  const learner = "export const sum = (...numbers: number[]) => numbers.lenght.toFixed();\n";
  const [, output] = await practise(learner, ["sum"]);
  const order = ["✗ the types are wrong", "TS2551: ", "✗ sum() adds two numbers", "TypeError: "];
  const places = order.map((text) => output.indexOf(text));
  assertEquals(places, places.toSorted((one, other) => one - other), output);
  assert(places.every((place) => place >= 0), output);
});

Deno.test("a type error in the tests comes from a function that has changed", async () => {
  const [code, output] = await practise("export const sum = (_: string) => 0;\n", ["sum"]);
  assertEquals(code, 1);
  assertStringIncludes(
    output,
    `
TS2554: Expected 1 arguments, but got 2.
Deno.test("sum() adds two numbers", { timeout }, () => expect(sum(1, 2), 3));
                                                                     ^
    at katas/sum/sum_test.ts:11:70

The tests use your functions by their names and types: keep those of the stub.
There is 1 more type error.
`,
  );
});

Deno.test("a syntax error is shown as it is", async () => {
  assertEquals(await practise("export function sum( {\n"), [
    1,
    `
SyntaxError: Unexpected token \`<eof>\`. Expected identifier, string literal, numeric literal or [ for the computed key
  |
1 | export function sum( {
  |                       ~
    at katas/sum/sum.ts:1:23

sum: no test ran
`,
    "",
  ]);
});

Deno.test("a function that is missing, and a test file that is broken, are told", async () => {
  const [code, output] = await practise("export const summ = 1;\n");
  assertEquals(code, 1);
  assertEquals(
    output,
    `
SyntaxError: The requested module './sum.ts' does not provide an export named 'sum'
import { sum } from "./sum.ts";
         ^
    at <anonymous> (katas/sum/sum_test.ts:2:10)

The tests use your functions by their names and types: keep those of the stub.

sum: no test ran
`,
  );
  const file = "katas/sum/sum_test.ts";
  const [, broken] = await practise(DONE, undefined, { [file]: `throw new Error("oops");\n` });
  assertEquals(
    broken,
    `
Error: oops
throw new Error("oops");
      ^
    at katas/sum/sum_test.ts:1:7

This is the test file. See what has changed in it:
\`git diff katas/sum/sum_test.ts\`

sum: no test ran
`,
  );
});

Deno.test("a run that breaks off says so, and why", async () => {
  const [code, output] = await practise("export const sum = () => Deno.exit(3);\n");
  assertEquals(code, 1);
  assertStringIncludes(output, "sum: ");
  const tests =
    `Deno.test("sum() a", () => {}); Deno.test("sum() b", () => Deno.kill(Deno.pid, 9));`;
  const [, killed] = await practise(DONE, undefined, { "katas/sum/sum_test.ts": tests });
  assertStringIncludes(killed, "sum: 1 of 1 tests pass; then the test run broke off");
});

Deno.test("some tests can be chosen, and are not the whole kata", async () => {
  assertEquals(await practise(HALF, ["sum", "--no-check", "--filter", "nothing is zero"]), [
    0,
    "sum: 1 of 1 tests pass\n\nThat is not the whole kata: run `deno task kata sum`\n",
    "",
  ]);
  assertEquals(await practise(HALF, ["sum", "--no-check", "--filter=product"]), [
    1,
    `\nNo test has such a name. These are the tests:\n\n${ADDS}\n${ZERO}\n\nsum: no test ran\n`,
    "",
  ]);
});

Deno.test("only a run of all tests is remembered", async () => {
  using repository = new FakeRepository({ "katas/sum/sum.ts": HALF });
  const { root } = repository;
  await runCommand("learner/kata.ts", ["sum", "--no-check"], root);
  assertEquals(await recall(repository.kata), undefined);
  await runCommand("learner/kata.ts", ["sum"], root);
  const states = (await recall(repository.kata))?.tests.map(({ name, state }) => [name, state]);
  assertEquals(states, [[ADDS, "failed"], [ZERO, "passed"]]);
});

Deno.test("where nothing can be remembered, the results are shown all the same", async () => {
  const [code, output] = await practise(HALF, ["sum"], { ".ipc-katas": "a file" });
  assertEquals(code, 1);
  assertStringIncludes(output, "\nCannot remember the results: ");
  assertStringIncludes(output, "\nsum: 1 of 2 tests pass\n");
});

Deno.test("a wrong command ends with code 2, and says what is right", async () => {
  const wrong = async (...args: string[]) => {
    const [code, stdout, stderr] = await practise(DONE, args);
    assertEquals([code, stdout], [2, ""]);
    return stderr;
  };
  assertEquals(
    await wrong("sun"),
    `Cannot find the kata "sun": there is none of that name. Did you mean "sum"?
The katas are: sum
`,
  );
  assertStringIncludes(await wrong("sum", "sum"), "give one, as sum");
  assertStringIncludes(await wrong("sum", "--run"), "Cannot use --run with a name");
  assertStringIncludes(await wrong("--filter", "x"), "of which kata?");
  assertStringIncludes(await wrong("sum", "--zork"), "Unknown option '--zork'. Try --help");
  const [code, help] = await practise(DONE, ["sum", "--help"]);
  assertEquals([code, help.split("\n")[1]], [
    0,
    "deno task kata <name> [--filter <text>] [--no-check]",
  ]);
});

Deno.test("without a name, the board answers", async () => {
  const [code, output] = await practise(undefined, []);
  assertEquals(code, 1);
  assertStringIncludes(output, "sum  not started");
});

Deno.test("Ctrl-C ends it with a word, and nothing is left", async () => {
  using repository = new FakeRepository({ "katas/sum/sum.ts": "for (;;);" });
  const name = "IPC_KATAS_KATA_TEST";
  const marker = `${name}=${crypto.randomUUID()}`;
  const env = { [name]: marker.slice(name.length + 1), TMPDIR: repository.root };
  const child = commandProcess("learner/kata.ts", ["sum", "--no-check"], repository.root, { env })
    .spawn();
  const output = child.output();
  // Itself, the watchdog, and the test run.
  await eventually(() => marked(marker).length === 3, "the test run has started");
  child.kill("SIGINT");
  const { code, stdout } = await output;
  assertEquals([code, new TextDecoder().decode(stdout)], [130, "Stopped.\n"]);
  await eventually(() => marked(marker).length === 0, "every process has ended");
  const left = [...Deno.readDirSync(repository.root)].map(({ name }) => name);
  assertEquals(left.filter((name) => name.startsWith("ipc-katas-")), []);
});
