import { FakeRepository } from "../damage/fake_repository.ts";
import { keyOf } from "../course/fingerprint.ts";
import { hintLevels, lastRun, recall, remember, type Remembered, rememberHint } from "./memory.ts";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";

const TESTS = [{ name: "sum() adds", state: "passed" as const, ms: 4 }];
const FILE = ".ipc-katas/results/sum.json";

/** Remembers a run of the sum kata, and gives what was remembered and what was warned of. */
async function rememberRun(repository: FakeRepository): Promise<[Remembered, string[]]> {
  const warnings: string[] = [];
  const run = { key: await keyOf(repository.kata), complete: true, tests: TESTS };
  await remember(repository.kata, run, (text) => warnings.push(text));
  return [run, warnings];
}

Deno.test("a run is recalled as long as nothing has changed", async () => {
  using repository = new FakeRepository();
  assertEquals(await recall(repository.kata), undefined);
  const [run, warnings] = await rememberRun(repository);
  assertEquals(warnings, []);
  assertEquals(await recall(repository.kata), run);

  const before = repository.read("katas/sum/sum.ts");
  repository.write("katas/sum/sum.ts", before + "\n");
  assertEquals(await recall(repository.kata), undefined);
  assertEquals(await lastRun(repository.kata), run);
  repository.write("katas/sum/sum.ts", before);
  assertEquals(await recall(repository.kata), run);
});

Deno.test("what is missing, damaged or of another version counts as nothing remembered", async () => {
  using repository = new FakeRepository();
  const { root } = repository;
  const [run] = await rememberRun(repository);
  const text = repository.read(FILE);
  const damaged = [
    "",
    ...[1, 40, text.length - 3].map((length) => text.slice(0, length)),
    text.replace('"schema": 1', '"schema": 2'),
    text.replace('"passed"', '"perfect"'),
    text.replace('"ms": 4', '"ms": null'),
    text.replace("sum() adds", "\0").replace('"name"', '"title"'),
    "null",
    "[]",
    '{ "schema": 1 }',
  ];
  for (const damage of damaged) {
    repository.write(FILE, damage);
    assertEquals(await lastRun(repository.kata), undefined, damage);
    assertEquals(await recall(repository.kata), undefined, damage);
  }
  Deno.writeFileSync(`${root}/${FILE}`, new Uint8Array([0xff, 0xfe, 0x00]));
  assertEquals(await recall(repository.kata), undefined);

  await rememberRun(repository);
  assertEquals(await recall(repository.kata), run); // It is repaired by the next run.
  Deno.removeSync(`${root}/.ipc-katas`, { recursive: true });
  assertEquals(await recall(repository.kata), undefined);
});

Deno.test("many commands at the same time leave one whole file, and nothing else", async () => {
  using repository = new FakeRepository();
  const { root } = repository;
  const readers = async () => {
    for (let i = 0; i < 50; i++) {
      const text = await Deno.readTextFile(`${root}/${FILE}`);
      assertEquals(JSON.parse(text).schema, 1);
    }
  };
  await rememberRun(repository);
  await Promise.all([
    readers(),
    readers(),
    ...Array.from({ length: 20 }, () => rememberRun(repository)),
    ...["a", "b", "c"].map((name) => rememberHint(repository.kata, name, 1, console.error)),
  ]);
  assertEquals([...Deno.readDirSync(`${root}/.ipc-katas/results`)].map(({ name }) => name), [
    "sum.json",
  ]);
});

Deno.test("where nothing can be written there is one warning that says what to do", async () => {
  using repository = new FakeRepository({ ".ipc-katas": "a file in place of the folder" });
  const [, warnings] = await rememberRun(repository);
  assertEquals(warnings.length, 1);
  assertStringIncludes(warnings[0]!, "Cannot remember the results: Not a directory\n");
  assertStringIncludes(warnings[0]!, "Make .ipc-katas a folder that you may write to");
  assertEquals(await recall(repository.kata), undefined);

  await rememberHint(repository.kata, "sum", 1, (text) => warnings.push(text));
  assertMatch(warnings[1]!, /^Cannot remember your hints: /);
  assertEquals(await hintLevels(repository.kata), {});
});

Deno.test("hints are remembered for each function", async () => {
  using repository = new FakeRepository();
  assertEquals(await hintLevels(repository.kata), {});
  await rememberHint(repository.kata, "sum", 1, console.error);
  await rememberHint(repository.kata, "constructor", 2, console.error);
  await rememberHint(repository.kata, "sum", 3, console.error);
  assertEquals(await hintLevels(repository.kata), { sum: 3, constructor: 2 });
  repository.write(".ipc-katas/hints/sum.json", `{"schema":1,"levels":{"a":"x","b":-1,"c":2}}`);
  assertEquals(await hintLevels(repository.kata), { c: 2 });
});
