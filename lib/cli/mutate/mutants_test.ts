import { mutantsOf, mutate } from "./mutants.ts";
import { assertEquals } from "@std/assert";

const insert = (at: number, text: string) => ({ start: at, end: at, text, inside: "f()" });

Deno.test("mutantsOf() finds function and line, behind any characters and in spite of the linter", async () => {
  const scratch = await Deno.makeTempDir();
  const source = `// deno-lint-ignore-file
// é … 😀
export class Böx {
  ["method"] = () => {
    // deno-lint-ignore
    close(1);
  };
}
const läuft = async function (): Promise<void> {
  await (() => g(2))();
};
h(3);
`;
  try {
    const found = await mutantsOf(source, scratch);
    assertEquals(
      found.filter(({ diff }) => /\(0\)/.test(diff)).map(({ line, inside, diff }) => ({
        [`${line} ${inside}`]: diff,
      })),
      [
        { '6 "method"()': "- close(1);\n+ close(0);" },
        { "10 läuft()": "- await (() => g(2))();\n+ await (() => g(0))();" },
        { "12 the module": "- h(3);\n+ h(0);" },
      ],
    );
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
});

Deno.test("mutate() leaves out what changes nothing, and what is there already", () => {
  const edits = [insert(1, " "), insert(2, "b"), insert(2, " b")];
  assertEquals(mutate("a ", edits).map(({ text }) => text), ["a b"]);
});

Deno.test("mutate() shows the changed lines, and their neighbours where lines are only added", () => {
  const source = "  a;\n  b;\n\n  c;\n";
  const diff = (start: number, end: number, text: string) =>
    mutate(source, [{ start, end, text, inside: "f()" }])[0]!.diff;
  assertEquals(diff(2, 4, ""), "- a;");
  assertEquals(diff(7, 9, "B;"), "- b;\n+ B;");
  assertEquals(diff(9, 9, "\n  x;"), "  b;\n+ x;");
  assertEquals(diff(2, 15, "c;\n  a;\n  b;"), "+ c;\n  a;\n- c;");
});
