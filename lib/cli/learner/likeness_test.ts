import { fromFileUrl } from "@std/path";
import { katasOf } from "../course/course.ts";
import { type KnownMistake, knownMistakes } from "../course/mistakes/known_mistakes.ts";
import { likeness } from "./likeness.ts";
import type { Mark } from "../course/mistakes/matrix.ts";
import type { TestResult } from "../runs/tap.ts";
import { assert, assertEquals } from "@std/assert";

const ROOT = fromFileUrl(import.meta.resolve("../../../"));
const TODO = "To do: replace this todo() with your code\n    at add";

const [FIRST, SECOND, THIRD] = ["add() is quick", "add() is exact", "sub() is exact"];

function known(sentence: string, marks: [Mark, Mark, Mark], says = sentence): KnownMistake {
  const byTest = new Map([[FIRST!, marks[0]], [SECOND!, marks[1]], [THIRD!, marks[2]]]);
  return { sentence, caughtBy: FIRST!, says, violates: "", marks: byTest };
}

/** The results of the three tests: how each failed. */
function results(...failures: (string | undefined)[]): TestResult[] {
  return failures.map((failure, i) => ({ name: [FIRST, SECOND, THIRD][i]!, failure }));
}

function sentences(results: TestResult[], known: KnownMistake[]): string[] | undefined {
  return likeness(results, known)?.mistakes.map(({ sentence }) => sentence);
}

Deno.test("every published mistake is named by its own pattern, among at most four", async () => {
  for (const kata of await katasOf(ROOT)) {
    const all = await knownMistakes(kata);
    assert(all.length > 0, kata.name);
    for (const mistake of all) {
      // Where the page is older than the mistake, `deno task check` says so.
      if (mistake.marks.get(mistake.caughtBy) !== "●") continue;
      const results = [...mistake.marks].map(([name, mark]) => ({
        name,
        failure: mark === "●" ? words(name, mistake) : undefined,
      }));
      const found = likeness(results, all);
      assert(found?.mistakes.includes(mistake), mistake.sentence);
      assert(found!.mistakes.length <= 4, mistake.sentence);
    }
  }
});

function words(name: string, { caughtBy, says }: KnownMistake): string {
  return name === caughtBy ? says : "Other words";
}

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

Deno.test("with other words nothing is like it, although the same tests fail", () => {
  const mistakes = [known("slow", ["●", "", ""]), known("lazy", ["●", "", ""])];
  assertEquals(sentences(results("TypeError", undefined, undefined), mistakes), undefined);
  // The words have to stand in the failure of the test that is there for the mistake.
  const other = { ...known("slow", ["●", "●", ""]), caughtBy: SECOND! };
  assertEquals(sentences(results("slow", "late", undefined), [other]), undefined);
});

Deno.test("of two mistakes whose words fit, the one with the more telling words comes alone", () => {
  const mistakes = [
    known("slow", ["●", "", ""], "left"),
    known("lazy", ["●", "", ""], "left open"),
  ];
  assertEquals(sentences(results("it left open", undefined, undefined), mistakes), ["lazy"]);
  assertEquals(sentences(results("it left", undefined, undefined), mistakes), ["slow"]);
});

Deno.test("without a failure nothing is like it", () => {
  assertEquals(likeness(results(undefined, undefined), [known("slow", ["●", "", ""])]), undefined);
  assertEquals(likeness([], []), undefined);
});
