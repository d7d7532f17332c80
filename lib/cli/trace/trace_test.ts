import { fromFileUrl } from "@std/path";
import { marked } from "lib/testing/diagnosis/proc.ts";
import { eventually } from "lib/testing/mod.ts";
import { UsageError } from "../terminal/usage.ts";
import { expectStrace } from "./strace.ts";
import { main } from "./trace.ts";
import type { TraceRecord } from "./report.ts";
import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";

const ROOT = fromFileUrl(import.meta.resolve("../../../"));
const KEEPS = "solutions/pipe/mistakes/keeps_write_end_open.ts";
const TEST = "receive() ends although";

/** Why nothing can be recorded here; empty when it can. */
const obstacle = await expectStrace().then(() => "", (error: Error) => error.message);
const ignore = obstacle !== "";
if (ignore) console.log(`Tests of deno task trace are ignored. ${obstacle}`);

async function trace(...args: string[]): Promise<string> {
  const lines: string[] = [];
  const progress = { line: (text: string) => void lines.push(text), status: () => {} };
  assertEquals(await main(args, ROOT, progress), 0);
  return `${lines.join("\n")}\n`;
}

/** Without the numbers that differ from run to run, and without the times. */
function comparable(text: string): string {
  return text.replace(/^ +\d+(?= )/gm, "").replace(/, after \d+ ms/g, "")
    .replace(/(?<=fd )\d+|\d+(?=<)|(?<=\[)\d+(?:, \d+)?(?=\])/g, "N");
}

Deno.test({
  name: "the picture shows the read() that waits, and who holds the other end",
  ignore,
  async fn() {
    const drawn = comparable(await trace("pipe", TEST, "--with", KEEPS));
    assertStringIncludes(
      drawn,
      "✗ receive() ends although its process has a copy of the write end\n",
    );
    assertMatch(
      drawn,
      /├──▶○ {3}(?:receive\(\): )?starts: N<pipe A, read end>, N<pipe A, write end>\n/,
    );
    assertMatch(drawn, /├──▶● {3}(?:receive\(\): )?read\(N<pipe A>\) = 5 bytes: 00 b7 06 27 …\s/);
    assertMatch(
      drawn,
      /┳ {3}(?:receive\(\): )?read\(N<pipe A>\) {3}keeps_write_end_open\.ts:\d+\n/,
    );
    assertMatch(drawn, /● {3}[│┃] {3}(?:the test: )?close\(N<pipe A, write end>\)\n/);
    assertMatch(
      drawn.replaceAll("\n", " "),
      / receive\(\) still waits in read\(N<pipe A>\)\. The write end of pipe A is open in receive\(\) \(fd N\)\. {2}The test failed: receive\(\) waits in read/,
    );
    assert(drawn.split("\n").length < 24, drawn);
  },
});

Deno.test({
  name: "the lane of a program ends where the program does, and says how",
  ignore,
  async fn() {
    const drawn = await trace("pipe", "pipeline() lets", "--with", "solutions/pipe/pipe.ts");
    assertMatch(drawn, /■[ │┃]+(?:yes: )?SIGPIPE ends it\n/);
    assertMatch(drawn, /■[ │┃]+(?:head: )?exits with code 0\n/);
  },
});

Deno.test({
  name: "--json and --svg give the same rows to programs and to a browser",
  ignore,
  async fn() {
    const args = ["pipe", TEST, "--with", "solutions/pipe/pipe.ts"];
    const { kata, tests: [test] }: TraceRecord = JSON.parse(await trace(...args, "--json"));
    assertEquals([kata, test!.passed, test!.failure], ["pipe", true, ""]);
    assertEquals(test!.lanes.map(({ name }) => name), ["the test", "receive()"]);
    const end = test!.rows.find(({ call, bytes }) => call === "read" && bytes === 0)!;
    assertEquals([end.lane, end.objects, end.from, end.count], [1, ["pipe A"], null, 1]);
    const bytes = test!.rows.filter(({ call, from }) => call === "read" && from === 0);
    assertEquals(bytes.reduce((sum, row) => sum + row.bytes!, 0), 5);
    assertEquals(test!.rows.at(-1)!.text, "returns");

    const file = await Deno.makeTempFile({ suffix: ".svg" });
    await trace(...args, "--svg", file);
    const drawn = await Deno.readTextFile(file);
    await Deno.remove(file);
    assertMatch(drawn, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assertStringIncludes(drawn, "pipe A, read end&gt;");
    assert(!drawn.includes("<script"));
  },
});

Deno.test({
  name: "nothing is left of a trace that is interrupted or killed",
  ignore,
  async fn() {
    for (const signal of ["SIGINT", "SIGKILL"] as const) {
      const [name, value] = ["IPC_KATAS_TRACE_TEST", crypto.randomUUID()];
      const TMPDIR = await Deno.makeTempDir();
      const own = fromFileUrl(import.meta.resolve("./trace.ts"));
      const child = new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "--no-check", own, "pipe", TEST, "--with", KEEPS],
        cwd: ROOT,
        env: { [name]: value, CI: "1", TMPDIR },
        stdout: "null",
        stderr: "null",
      }).spawn();
      // Itself, its watchdog, strace, the tests, and theirs.
      const runs = () => marked(`${name}=${value}`).length > 4;
      await eventually(runs, "the test is being recorded", 60_000);
      child.kill(signal);
      await child.status;
      const gone = () => marked(`${name}=${value}`).length === 0;
      await eventually(gone, "every process has ended", 20_000);
      const empty = () => [...Deno.readDirSync(TMPDIR)].length === 0;
      await eventually(empty, "no folder for temporary files is left", 20_000);
      await Deno.remove(TMPDIR);
    }
  },
});

Deno.test("trace wants a test, and no debugger at the same time", async () => {
  const progress = { line() {}, status() {} };
  await assertRejects(() => main([], ROOT, progress), UsageError, "of which kata?");
  await assertRejects(() => main(["pipe"], ROOT, progress), UsageError, "choose one");
  await assertRejects(() => main(["pip", "x"], ROOT, progress), UsageError, `mean "pipe"?`);
  const missing = ["pipe", "receive", "--with", "solutions/pipe/no.ts"];
  await assertRejects(() => main(missing, ROOT, progress), UsageError, "there is no such file");
});

for (
  const [env, message] of [
    [{ PATH: "/missing" }, "Cannot record system calls: the program strace is missing. Install it"],
    [{ IPC_KATAS_INSPECT: "1" }, "a debugger and strace exclude each other"],
  ] as const
) {
  Deno.test(`trace ends with code 2 and says: ${message}`, async () => {
    const own = fromFileUrl(import.meta.resolve("./trace.ts"));
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-q", "-A", "--no-check", own, "pipe", TEST],
      cwd: ROOT,
      env,
    }).output();
    assertEquals(code, 2);
    assertStringIncludes(new TextDecoder().decode(stderr), message);
  });
}
