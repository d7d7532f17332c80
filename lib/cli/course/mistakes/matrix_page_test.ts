import type { Mark, Matrix } from "./matrix.ts";
import { parseFingerprint, parseMatrix, renderMatrix } from "./matrix_page.ts";
import { assert, assertEquals, assertMatch } from "@std/assert";

const TESTS = ["a() is one", "b() is two", "a() is more", "c() is last"];

function row(name: string, caughtBy: string, ...marks: Mark[]) {
  return { name, sentence: `it ${name}.`, caughtBy, marks };
}

const MATRIX: Matrix = {
  kata: "sum",
  tests: TESTS,
  mistakes: [
    row("is_wrong", TESTS[1]!, "●", "●", "", "~"),
    row("is_odd", TESTS[0]!, "●", "", "~", ""),
  ],
};

/** The matrix as a page has it: without what stands only in the mistakes' own files. */
function published({ kata, tests, mistakes }: Matrix): Matrix {
  const order = ["a() is one", "a() is more", "b() is two", "c() is last"];
  return {
    kata,
    tests: order,
    mistakes: mistakes.toReversed().map(({ name, marks }) => ({
      name,
      sentence: "",
      caughtBy: "",
      marks: order.map((test) => marks[tests.indexOf(test)]!),
    })),
  };
}

Deno.test("renderMatrix() has a section for each function, and numbers all tests", () => {
  const page = renderMatrix(MATRIX, "abc");
  assertMatch(page, /## a\n\n1\. a\(\) is one\n2\. a\(\) is more\n/);
  assertMatch(
    page,
    /\| mistake \| 1 \| 2 \|\n.*\n\| \[is_odd\] \| ● \| ~ \|\n\n- \[is_odd\]: it is_odd\.\n/,
  );
  assertMatch(page, /## c\n\n4\. c\(\) is last\n/);
  assertMatch(page, /^\[is_wrong\]: mistakes\/is_wrong\.ts$/m);
});

Deno.test("renderMatrix() names the tests of other functions by their numbers", () => {
  const page = renderMatrix(MATRIX, "abc");
  assertMatch(page, /\| mistake \| 3 \| also \|\n.*\n\| \[is_wrong\] \| ● \| 1, ~4 \|\n/);
});

Deno.test("renderMatrix() puts a mistake whose test is gone where it is caught", () => {
  const mistakes = [row("is_odd", "d() is gone", "", "", "", "●")];
  assertMatch(renderMatrix({ ...MATRIX, mistakes }, "abc"), /## c\n[^#]*\[is_odd\] \| ●/);
});

Deno.test("parseMatrix() reads what renderMatrix() writes, also with other line ends", () => {
  const page = renderMatrix(MATRIX, "abc");
  assertEquals(parseMatrix("sum", page), published(MATRIX));
  assertEquals(parseMatrix("sum", page.replaceAll("\n", "\r\n")), published(MATRIX));
});

Deno.test("parseMatrix() joins the lines of a long name, and reads padded cells", () => {
  const page = "1. a() is\n   so long\n\n| mistake |  1  |\n| ------- | :-: |\n| [x]     |  ●  |\n";
  const mistakes = [{ name: "x", sentence: "", caughtBy: "", marks: ["●" as const] }];
  assertEquals(parseMatrix("sum", page), { kata: "sum", tests: ["a() is so long"], mistakes });
});

Deno.test("parseMatrix() finds nothing in an empty page", () => {
  assertEquals(parseMatrix("sum", ""), undefined);
});

Deno.test("parseFingerprint() reads the last line", () => {
  const page = renderMatrix(MATRIX, "0abc");
  assertEquals(parseFingerprint(page), "0abc");
  assertEquals(parseFingerprint(page.replaceAll("\n", "\r\n")), "0abc");
  assert(page.endsWith("\n<!-- Made from: 0abc -->\n"));
  assertEquals(parseFingerprint("# A page\n"), undefined);
});
