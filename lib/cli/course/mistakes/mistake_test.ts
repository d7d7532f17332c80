import { parseMistake } from "./mistake.ts";
import { assertEquals } from "@std/assert";

const LINES = ["/** Mistake: it is wrong. */", "// Caught by: a", "// Says: got 4", "export {};"];

Deno.test("parseMistake() reads the first lines, also where the broken promise is missing", () => {
  const expected = { sentence: "it is wrong.", caughtBy: "a", says: "got 4", violates: "" };
  assertEquals(parseMistake(LINES.join("\n")), expected);
  const whole = LINES.toSpliced(3, 0, "// Violates: gives 3");
  assertEquals(parseMistake(whole.join("\n")), { ...expected, violates: "gives 3" });
});

Deno.test("parseMistake() wants all three lines, in their order, at the beginning", () => {
  for (const i of [0, 1, 2]) {
    assertEquals(parseMistake(LINES.toSpliced(i, 1).join("\n")), undefined);
  }
  assertEquals(parseMistake(LINES.toReversed().join("\n")), undefined);
  assertEquals(parseMistake(["", ...LINES].join("\n")), undefined);
});
