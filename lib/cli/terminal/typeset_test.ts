import { typeset } from "./typeset.ts";
import { assertEquals, assertStringIncludes } from "@std/assert";

Deno.test("lines are as long as the width allows", () => {
  assertEquals(typeset("one two three four", 9), "one two\nthree\nfour");
  assertEquals(typeset("one two three", 13), "one two three");
  assertEquals(typeset("a very-long-word-indeed b", 6), "a\nvery-long-word-indeed\nb");
});

Deno.test("paragraphs and lists keep apart", () => {
  assertEquals(typeset("one\ntwo\n\nthree", 80), "one two\n\nthree");
  assertEquals(typeset("- one\n- two\n  three", 9, " "), " - one\n - two\n   three");
  assertEquals(typeset("1. one two\n2. three", 8), "1. one\n   two\n2. three");
});

Deno.test("a command stays in one line if it fits", () => {
  assertEquals(typeset("now run `deno task kata`.", 20), "now run\n`deno task kata`.");
  assertEquals(typeset("run `deno task\nkata`.", 12), "run `deno\ntask kata`.");
});

Deno.test("without colours, names keep their backticks and the rest loses its marks", () => {
  const text = "**Look** at _every_ `write()`, see\n[man](https://x.y) and keep snake_case_names.";
  assertEquals(
    typeset(text, 80),
    "Look at every `write()`, see man (https://x.y) and keep snake_case_names.",
  );
  const symbols = "As {@linkcode Ring} does: after 2 ** 31 - 1 comes -(2 ** 31).";
  assertEquals(typeset(symbols, 80), "As `Ring` does: after 2 ** 31 - 1 comes -(2 ** 31).");
});

Deno.test("with colours, a word is as long as it looks", async () => {
  const code = `
    import { typeset } from ${JSON.stringify(import.meta.resolve("./typeset.ts"))};
    console.log(typeset("a \`b c\` **d \`e\`**", 5));`;
  const command = new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-check", code],
    env: { FORCE_COLOR: "1", NO_COLOR: "" },
  });
  const output = new TextDecoder().decode((await command.output()).stdout);
  assertStringIncludes(output, "a \x1b[36mb\x1b[39m \x1b[36mc\x1b[39m\n");
  assertStringIncludes(output, "\x1b[1md\x1b[22m ");
});
