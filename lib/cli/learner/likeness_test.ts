import { fromFileUrl } from "@std/path";
import { listKatas } from "../course/course.ts";
import { type KnownMistake, knownMistakes } from "../course/known_mistakes.ts";
import { likeness } from "./likeness.ts";
import type { Mark } from "../course/matrix.ts";
import type { TestResult } from "../runs/tap.ts";
import { assert, assertEquals } from "@std/assert";

const ROOT = fromFileUrl(import.meta.resolve("../../../"));
const TODO = "To do: replace this todo() with your code\n    at add";

const [FIRST, SECOND, THIRD] = ["add() is quick", "add() is exact", "sub() is exact"];

function known(sentence: string, marks: [Mark, Mark, Mark], says = sentence): KnownMistake {
  const byTest = new Map([[FIRST!, marks[0]], [SECOND!, marks[1]], [THIRD!, marks[2]]]);
  return { sentence, caughtBy: FIRST!, says, marks: byTest };
}

/** The results of the three tests: how each failed. */
function results(...failures: (string | undefined)[]): TestResult[] {
  return failures.map((failure, i) => ({ name: [FIRST, SECOND, THIRD][i]!, failure }));
}

function sentences(results: TestResult[], known: KnownMistake[]): string[] | undefined {
  return likeness(results, known)?.mistakes.map(({ sentence }) => sentence);
}

Deno.test("every published mistake is named by its own pattern, among at most four", async () => {
  for (const kata of await listKatas(ROOT)) {
    const all = await knownMistakes(ROOT, kata);
    assert(all.length > 0, kata);
    for (const mistake of all) {
      const results = [...mistake.marks].map(([name, mark]) => ({
        name,
        failure: mark !== "●"
          ? undefined
          : name === mistake.caughtBy
          ? mistake.says
          : "Other words",
      }));
      const found = likeness(results, all);
      assertEquals(found?.sameWords, true, mistake.sentence);
      assert(found!.mistakes.includes(mistake), mistake.sentence);
      assert(found!.mistakes.length <= 4, mistake.sentence);
    }
  }
});

Deno.test("the tests of other functions do not matter", () => {
  const mistakes = [known("slow", ["●", "", ""])];
  assertEquals(sentences(results("slow", undefined, undefined), mistakes), ["slow"]);
  assertEquals(sentences(results("slow", undefined, "wrong"), mistakes), ["slow"]);
});

Deno.test("a test of the same function that disagrees rules a mistake out", () => {
  const mistakes = [known("slow", ["●", "", ""])];
  assertEquals(sentences(results("slow", "wrong", undefined), mistakes), undefined);
  assertEquals(sentences(results(undefined, undefined, "wrong"), mistakes), undefined);
});

Deno.test("what is still to do, and what is luck, is not compared", () => {
  assertEquals(
    sentences(results("slow", TODO, TODO), [known("slow", ["●", "", "●"])]),
    ["slow"],
  );
  assertEquals(
    sentences(results("slow", "wrong", undefined), [known("slow", ["●", "~", ""])]),
    ["slow"],
  );
  assertEquals(sentences(results(TODO, TODO, TODO), [known("slow", ["●", "●", ""])]), undefined);
});

Deno.test("several mistakes fit, the one that agrees in more tests first", () => {
  const mistakes = [known("one", ["●", "", ""], "late"), known("both", ["●", "", "●"], "late")];
  assertEquals(sentences(results("too late", undefined, "late"), mistakes), ["both", "one"]);
  assertEquals(sentences(results("too late", undefined, undefined), mistakes), ["one"]);
});

Deno.test("mistakes with the same words come alone", () => {
  const mistakes = [known("slow", ["●", "", ""]), known("lazy", ["●", "", ""])];
  assertEquals(sentences(results("so lazy", undefined, undefined), mistakes), ["lazy"]);
});

Deno.test("with other words, the pattern counts if it tells something", () => {
  const mistakes = [known("slow", ["●", "", ""]), known("lazy", ["●", "", ""])];
  const found = likeness(results("TypeError", undefined, undefined), mistakes);
  assertEquals(found?.sameWords, false);
  assertEquals(found?.mistakes, mistakes);
  // Every test of the function fails.
  const total = [known("slow", ["●", "●", ""])];
  assertEquals(sentences(results("TypeError", "TypeError", undefined), total), undefined);
});

Deno.test("without a failure nothing is like it", () => {
  assertEquals(likeness(results(undefined, undefined), [known("slow", ["●", "", ""])]), undefined);
  assertEquals(likeness([], []), undefined);
});
