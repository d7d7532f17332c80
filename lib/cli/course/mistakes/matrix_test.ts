import { differences, keepSometimes, type Mark, mark, type Matrix } from "./matrix.ts";
import { assertEquals } from "@std/assert";

function matrix(...marks: Mark[]): Matrix {
  const row = { name: "is_wrong", sentence: "it is.", caughtBy: "a() is", marks };
  return { kata: "sum", tests: ["a() is", "b() is"], mistakes: [row] };
}

Deno.test("mark() tells always, never and sometimes apart", () => {
  assertEquals([mark(3, 3), mark(0, 3), mark(2, 3)], ["●", "", "~"]);
});

Deno.test("keepSometimes() keeps what was seen to happen by luck, whatever is seen now", () => {
  for (const seen of ["●", "", "~"] as const) {
    assertEquals(keepSometimes(matrix("●", seen), matrix("●", "~")), matrix("●", "~"));
  }
  assertEquals(keepSometimes(matrix("●", ""), undefined), matrix("●", ""));
});

Deno.test("differences() names each cell that has changed, whatever the order of the tests", () => {
  const before = { ...matrix("", "●"), tests: ["b() is", "a() is"] };
  assertEquals(differences(before, matrix("●", "")), []);
  assertEquals(differences(before, matrix("●", "~")), [
    '"b() is" does not notice is_wrong on the page, and here it sometimes catches it.',
  ]);
});
