import { isSame, parseSurvivors, parseUntested, showChange } from "./survivors.ts";
import { assert, assertEquals } from "@std/assert";

const one = { inside: "send()", diff: "- a;\n+ b;" };
const two = { inside: "send()", diff: "  x {\n+   break;\n  }" };
const three = { inside: "the module", diff: "- c;" };

Deno.test("parseSurvivors() reads what showChange() writes, with the reason below", () => {
  const text = `# pipe\n\nWords.\n\n${showChange(one)}\n\nIt is\nas good.\n\n${showChange(two)}\n` +
    `${showChange(three)}\n\nNever seen.\n`;
  assertEquals(parseSurvivors(text), [
    { ...one, reason: "It is\nas good." },
    { ...two, reason: "" },
    { ...three, reason: "Never seen." },
  ]);
});

Deno.test("parseSurvivors() takes several changes under one heading", () => {
  const text = `${showChange(one)}\n\nFirst.\n\n\`\`\`diff\n${two.diff}\n\`\`\`\n\nSecond.\n`;
  assertEquals(parseSurvivors(text).map(({ reason }) => reason), ["First.", "Second."]);
  assert(isSame(parseSurvivors(text)[1]!, two));
});

Deno.test("parseSurvivors() finds nothing in an empty list", () => {
  assertEquals(parseSurvivors(""), []);
});

Deno.test("parseUntested() reads promises, each with its reason, and no changes", () => {
  const list = `# Changes

## send()

> It waits
> for you.

Nobody can tell
how long.

> Another one.

\`\`\`diff
- a
\`\`\`

The same.
`;
  assertEquals(parseUntested(list), [
    { sentence: "It waits for you.", reason: "Nobody can tell how long." },
    { sentence: "Another one.", reason: "" },
  ]);
});
