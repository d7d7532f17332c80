import { readTap, type TestResult } from "./tap.ts";
import { assert, assertEquals } from "@std/assert";

async function read(...chunks: string[]): Promise<[results: TestResult[], complete: boolean]> {
  const results: TestResult[] = [];
  const complete = await readTap(ReadableStream.from(chunks), (result) => results.push(result));
  return [results, complete];
}

const failure = (message: string) => `  ---\n  ${JSON.stringify({ message })}\n  ...\n`;

Deno.test("readTap() gives the message of a failure", async () => {
  const text = `TAP version 14\n# ./a_test.ts\nnot ok 1 - a\n${
    failure("bad\nworse")
  }ok 2 - b\n1..2\n`;
  const [results, complete] = await read(text);
  assertEquals(results, [{ name: "a", failure: "bad\nworse" }, { name: "b" }]);
  assert(complete);
});

Deno.test("readTap() takes text that is cut anywhere", async () => {
  const text = `not ok 1 - a\n${failure("bad")}ok 2 - b\n1..2\n`;
  const [whole] = await read(text);
  assertEquals(await read(...text), [whole, true]);
});

Deno.test("readTap() gives the messages of the steps that failed", async () => {
  const step = (n: number) =>
    `    not ok ${n} - s${n}\n${failure(`bad ${n}`).replace(/^/gm, "    ")}\n`;
  const [results] = await read(
    `# Subtest: a\n${step(1)}    ok 2 - s2\n${step(3)}    1..3\n` +
      `not ok 1 - a\n${failure("2 test steps failed.")}1..1\n`,
  );
  assertEquals(results, [{ name: "a", failure: "s1: bad 1\n\ns3: bad 3" }]);
});

Deno.test("readTap() leaves skipped tests out, and undoes the escapes in names", async () => {
  const [results] = await read("ok 1 - a # SKIP\nok 2 - \\# and \\\\\n1..2\n");
  assertEquals(results, [{ name: "# and \\" }]);
});

Deno.test("readTap() tells when the run broke off, also within a message", async () => {
  const [results, complete] = await read(`ok 1 - a\nnot ok 2 - b\n  ---\n  {"message":"ba`);
  assertEquals(results.map(({ name }) => name), ["a", "b"]);
  assertEquals(complete, false);
});

Deno.test("readTap() takes a failure without a message", async () => {
  assertEquals(await read("not ok 1 - a\nnot ok 2 - b\n1..2\n"), [
    [{ name: "a", failure: "" }, { name: "b", failure: "" }],
    true,
  ]);
});
