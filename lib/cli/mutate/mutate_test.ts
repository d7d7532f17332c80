import { FakeRepository } from "../damage/fake_repository.ts";
import { main } from "./mutate.ts";
import { run } from "../terminal/usage.ts";
import { assertEquals, assertStringIncludes } from "@std/assert";

/** A test that does not look at the sum of nothing, nor at the order. */
const WEAK = `import { sum } from "./sum.ts";
Deno.test("sum() adds", () => {
  if (sum(1, 2) !== 3) throw new Error("wrong");
});
`;
const SOLUTION = `import { zero } from "./zero.ts";

export function sum(...numbers: number[]): number {
  if (numbers.length === zero) return zero;
  return numbers.reduce((total, number) => total + number, zero);
}
`;
const weak = {
  "katas/sum/sum_test.ts": WEAK,
  "solutions/sum/sum.ts": SOLUTION,
  "solutions/sum/zero.ts": "export const zero = 0;\n",
};

function entry(diff: string, reason: string): string {
  return `## sum()\n\n\`\`\`diff\n${diff}\n\`\`\`\n\n${reason}\n\n`;
}

const DROPPED = entry(
  "- if (numbers.length === zero) return zero;",
  "The rest gives zero as well.",
);
const WITHOUT = entry(
  "- return numbers.reduce((total, number) => total + number, zero);\n" +
    "+ return numbers.reduce((total, number) => total + number);",
  "There is always a number.",
);

async function mutate(repository: FakeRepository): Promise<{ code: number; last: string }> {
  const code = await main(["sum"], repository.root, repository.progress);
  // deno-lint-ignore no-control-regex
  return { code, last: repository.lines.pop()!.replace(/\x1b\[\d+m/g, "") };
}

Deno.test("mutate complains about a change that no test notices", async () => {
  using repository = new FakeRepository(weak);
  assertEquals(await mutate(repository), {
    code: 1,
    last: "sum: 10 mutants: 3 killed, 0 survived with a reason, 2 survived unexplained, " +
      "5 not compiled",
  });
  assertEquals(repository.lines.length, 2);
  for (const complaint of [DROPPED, WITHOUT]) {
    const [shown = ""] = complaint.split("\n\nTh");
    assertStringIncludes(repository.output.replace(/^ {2}/gm, ""), shown);
  }
  assertStringIncludes(repository.output, "solutions/sum/sum.ts:4");
});

Deno.test("mutate is content when the list explains every survivor", async () => {
  using repository = new FakeRepository({
    ...weak,
    "solutions/sum/survivors.md": `# sum\n\n${DROPPED}${WITHOUT}`,
  });
  const { code, last } = await mutate(repository);
  assertEquals(repository.output, "");
  assertEquals(code, 0);
  assertStringIncludes(last, "3 killed, 2 survived with a reason, 0 survived unexplained");
});

Deno.test("mutate complains about entries that are wrong, and about a missing reason", async () => {
  const change = "- if (numbers.length === zero) return zero;\n";
  using repository = new FakeRepository({
    ...weak,
    "solutions/sum/survivors.md": [
      WITHOUT.replace("There is always a number.", ""),
      DROPPED,
      DROPPED,
      entry("- gone;", "It was."),
      entry(`${change}+ if (true) return zero;`, "Nobody looks."),
    ].join(""),
  });
  assertStringIncludes(
    (await mutate(repository)).last,
    "1 survived with a reason, 1 survived unexplained",
  );
  assertEquals(repository.lines.length, 4, repository.output);
  for (
    const said of [
      "With this change, every test passes",
      "This change does not compile, or is listed twice",
      "There is no such change any more",
      'The test "sum() adds" catches this change',
    ]
  ) assertStringIncludes(repository.output, said);
});

Deno.test("mutate tries nothing when the solution itself is wrong", async () => {
  const wrong = { "fails the test": "() => 4;", "has type errors": "(): string => 3;" };
  for (const [said, text] of Object.entries(wrong)) {
    using repository = new FakeRepository({
      ...weak,
      "solutions/sum/sum.ts": `export const sum = ${text}\n`,
    });
    assertEquals((await mutate(repository)).code, 1);
    assertStringIncludes(repository.output, said);
  }
});

Deno.test("mutate says what is wrong with its arguments, and ends with code 2", async () => {
  using repository = new FakeRepository();
  for (const args of [["sun"], ["--lod"]]) {
    assertEquals(await run(() => main(args, repository.root, repository.progress)), 2);
  }
  assertEquals(repository.lines, []);
});
