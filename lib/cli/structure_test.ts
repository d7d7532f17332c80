import { FakeRepository, mistake } from "./fake_repository.ts";
import { equalExports, headings, kataFolder, type Rule, solutionFolder } from "./structure.ts";
import { assertEquals, assertMatch } from "@std/assert";

async function complain(rule: Rule, changes: Record<string, string | undefined>): Promise<string> {
  using repository = new FakeRepository(changes);
  const complaints = await rule(repository.root, "sum");
  return complaints.map(({ file, rule, repair }) => `${file}: ${rule} ${repair}`).join("\n");
}

const MISTAKE = mistake("sum() adds two numbers", "expected 3", "return numbers.length;");

Deno.test("no structure rule complains about a kata in which nothing is wrong", async () => {
  for (const rule of [kataFolder, solutionFolder, headings, equalExports]) {
    assertEquals(await complain(rule, {}), "");
  }
});

Deno.test("kataFolder() misses a file that every kata has", async () => {
  const said = await complain(kataFolder, { "katas/sum/README.md": undefined });
  assertEquals(said, "katas/sum/README.md: It is missing. Write it: every kata has one.");
});

Deno.test("kataFolder() finds a file that no test uses", async () => {
  const said = await complain(kataFolder, { "katas/sum/notes.txt": "" });
  assertMatch(said, /^katas\/sum\/notes\.txt: No test uses this file\. .*delete it\.$/);
});

Deno.test("solutionFolder() misses the stub and the alternatives", async () => {
  const said = await complain(solutionFolder, {
    "solutions/sum/stub.ts": undefined,
    "solutions/sum/alternatives/loop.ts": undefined,
  });
  assertMatch(said, /^solutions\/sum\/stub\.ts: It is missing/);
  assertMatch(said, /^solutions\/sum\/alternatives: There must be at least 1 .* Add 1 more\.$/m);
});

Deno.test("solutionFolder() wants eight mistakes", async () => {
  const seven = { "solutions/sum/mistakes/gives_10.ts": undefined };
  assertMatch(await complain(solutionFolder, seven), /mistakes: .* 8 .* are 7\. Add 1 more\.$/);
  const nine = { "solutions/sum/mistakes/another.ts": MISTAKE };
  assertEquals(await complain(solutionFolder, nine), "");
});

Deno.test("headings() wants the headings in their order", async () => {
  const said = await complain(headings, {
    "katas/sum/README.md": "# sum\n\nBefore this kata: nothing\n\n## Your task\n\n## The idea\n",
  });
  assertMatch(said, /^katas\/sum\/README\.md: Its headings are: Your task, The idea\. Use these/);
});

Deno.test("headings() wants the name first, and the line about earlier katas", async () => {
  const said = await complain(headings, { "katas/sum/README.md": "# Sums\n" });
  assertMatch(said, /It does not begin with the heading "# sum"\. Make that its first line\./);
  assertMatch(said, /It has no line "Before this kata: …"/);
});

Deno.test("headings() takes no line of a code block for a heading", async () => {
  using repository = new FakeRepository();
  const readme = repository.read("katas/sum/README.md");
  repository.write("katas/sum/README.md", readme + "\n```sh\n## a comment\n```\n");
  assertEquals(await headings(repository.root, "sum"), []);
});

Deno.test("equalExports() compares the solution and the alternatives with the stub", async () => {
  const said = await complain(equalExports, {
    "solutions/sum/sum.ts": "export const sum = 1, product = 2;",
    "solutions/sum/alternatives/loop.ts": "export {};",
  });
  assertMatch(
    said,
    /^solutions\/sum\/sum\.ts: It exports product, sum\. Export the same as .*: sum\./,
  );
  assertMatch(said, /^solutions\/sum\/alternatives\/loop\.ts: It exports nothing\./m);
});

Deno.test("equalExports() says which file cannot be loaded", async () => {
  const said = await complain(equalExports, { "solutions/sum/alternatives/loop.ts": "export {" });
  assertMatch(said, /^solutions\/sum\/alternatives\/loop\.ts: It cannot be loaded: /);
});
