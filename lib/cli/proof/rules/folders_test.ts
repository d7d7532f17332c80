import { assertComplaints } from "../../damage/assert_complaints.ts";
import { swap } from "../../damage/damage.ts";
import { FakeRepository } from "../../damage/fake_repository.ts";
import { kataName } from "./folders.ts";
import { Kata } from "../../course/kata.ts";
import { assertEquals, assertMatch } from "@std/assert";

Deno.test("kataFolder() misses a file that every kata has", async () => {
  await assertComplaints(
    { "katas/sum/sum.ts": undefined },
    "katas/sum/sum.ts: It is missing. → Write it: every kata has one.",
  );
});

Deno.test("kataFolder() finds a file that no test uses", async () => {
  await assertComplaints(
    { "katas/sum/notes.txt": "" },
    "katas/sum/notes.txt: No test uses this file. → Name it in sum_test.ts, or delete it.",
  );
  await assertComplaints({
    "katas/sum/worker.ts": "",
    "katas/sum/sum_test.ts": (text) => `${text}new URL("./worker.ts", import.meta.url);\n`,
  });
});

Deno.test("solutionFolder() misses the stub and the alternatives", async () => {
  await assertComplaints(
    { "solutions/sum/stub.ts": undefined },
    "solutions/sum/stub.ts: It is missing. → Write it",
  );
  await assertComplaints(
    { "solutions/sum/alternatives/loop.ts": undefined },
    "solutions/sum/alternatives: It needs at least 2 files, and has 1. → Add 1 more.",
  );
});

Deno.test("solutionFolder() wants eight mistakes", async () => {
  await assertComplaints(
    { "solutions/sum/mistakes/gives_10.ts": undefined },
    "solutions/sum/mistakes: It needs at least 8 files, and has 7. → Add 1 more.",
  );
});

Deno.test("solutionFolder() knows every file", async () => {
  await assertComplaints({ "solutions/sum/survivors.md": "# sum\n" });
  await assertComplaints({
    "solutions/sum/zero.ts": "export const zero = 0;\n",
    "solutions/sum/sum.ts": (text) => `import "./zero.ts";\n${text}`,
  });
  await assertComplaints(
    { "solutions/sum/zero.ts": "export const zero = 0;\n" },
    "solutions/sum/zero.ts: No solution uses this file. → Import it in solutions/sum/sum.ts, or",
  );
});

Deno.test("solutionFolder() wants names in snake_case", async () => {
  await assertComplaints(
    {
      "solutions/sum/alternatives/notes.txt": "",
      "solutions/sum/alternatives/Loop2.ts": "export const sum = (...numbers: number[]) => 0;",
    },
    "solutions/sum/alternatives/notes.txt: It is not a TypeScript file with a name in snake_case.",
    "solutions/sum/alternatives/Loop2.ts: It is not a TypeScript file with a name in snake_case.",
  );
});

Deno.test("kataName() wants snake_case", async () => {
  using repository = new FakeRepository();
  const complain = (name: string) => kataName(new Kata(repository.root, name));
  assertEquals(await complain("message_queue2"), []);
  for (const name of ["MessageQueue", "message-queue", "01_pipe", "_pipe"]) {
    const [complaint] = await complain(name);
    assertMatch(complaint!.file, new RegExp(name));
    assertMatch(complaint!.rule, /not in snake_case/);
  }
});

Deno.test("strayFiles() finds what belongs to no kata", async () => {
  await assertComplaints(
    { "it": "", "katas/notes.md": "", "solutions/sum.ts": "", "solutions/import_map.json": "{}" },
    "it: This file does not belong here: only what serves all katas does. → Move it into",
    "katas/notes.md: This file does not belong into katas/, which holds one folder for each kata.",
    "solutions/sum.ts: This file does not belong into solutions/",
  );
});

Deno.test("a kata with half its folders misses the others", async () => {
  await assertComplaints(
    { "solutions/sum": undefined, "README.md": swap("add", "learn to add") },
    "solutions/sum/sum.ts: It is missing.",
    "solutions/sum/stub.ts: It is missing.",
    "solutions/sum/alternatives: It is missing.",
    "solutions/sum/mistakes: It is missing.",
  );
});
