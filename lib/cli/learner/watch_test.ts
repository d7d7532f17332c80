import { fromFileUrl } from "@std/path";
import { eventually } from "lib/testing/mod.ts";
import { marked } from "lib/testing/diagnosis/proc.ts";
import { kill } from "lib/sys/process.ts";
import { runCommand } from "./testdata/command_process.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { PseudoTerminal, terminals } from "./testdata/pseudo_terminal.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";

const CONFIG = fromFileUrl(import.meta.resolve("../../../deno.json"));

const DONE = "export const sum = (...numbers: number[]) => numbers.reduce((a, b) => a + b, 0);\n";
const HANGS = "export const sum = (..._: number[]) => 0;\nfor (;;);\n";

/** How long it may take on a busy machine until something is shown, in milliseconds. */
const PATIENCE = 60_000;

/** `deno task watch` at a terminal, in a repository with two katas. */
class Watching implements AsyncDisposable {
  readonly repository: FakeRepository;
  readonly terminal: PseudoTerminal;
  /** Marks all its processes. */
  readonly marker = `IPC_KATAS_WATCH_TEST=${crypto.randomUUID()}`;

  constructor(learner: string, args: string[] = []) {
    this.repository = new FakeRepository({
      "katas/sum/sum.ts": learner,
      "katas/z/z.ts": "",
      "katas/z/z_test.ts": `Deno.test("z() is last", () => {});\n`,
    });
    this.repository.write(
      "watch.ts",
      `import { main } from ${JSON.stringify(import.meta.resolve("./watch.ts"))};
       import { TerminalProgress } from ${
        JSON.stringify(import.meta.resolve("../terminal/progress.ts"))
      };
       import { run } from ${JSON.stringify(import.meta.resolve("../terminal/usage.ts"))};
       const root = ${JSON.stringify(this.repository.root)};
       Deno.exit(await run(() => main(Deno.args, root, new TerminalProgress())));`,
    );
    const command = [Deno.execPath(), "run", "-A", "--no-check", "--config", CONFIG]
      .concat(`${this.repository.root}/watch.ts`, args).join(" ");
    const [name, value] = this.marker.split("=") as [string, string];
    this.terminal = new PseudoTerminal(
      `stty -g; ${command}; code=$?; echo; stty -g; exit $code`,
      // Without the line that changes all the time.
      { NO_COLOR: "1", CI: "1", TMPDIR: this.repository.root, [name]: value },
    );
  }

  /** Saves what the learner writes, as editors do it. */
  save(text: string): void {
    const file = `${this.repository.root}/katas/sum/sum.ts`;
    Deno.writeTextFileSync(`${file}~`, text);
    Deno.renameSync(`${file}~`, file);
  }

  /** Waits until the screen shows a text. */
  async shows(text: string): Promise<void> {
    await eventually(() => this.terminal.screen.includes(text), `it shows ${text}`, PATIENCE);
  }

  /** Waits until a test run of a file hangs. */
  async hangs(): Promise<void> {
    const runs = () => this.#find("\0test\0-A\0") !== undefined;
    await eventually(runs, "the tests run", PATIENCE);
  }

  /** The process that watches. */
  get pid(): number {
    return this.#find("/watch.ts\0")!;
  }

  #find(command: string): number | undefined {
    return marked(this.marker).find((pid) => {
      try {
        const line = Deno.readTextFileSync(`/proc/${pid}/cmdline`);
        return line.startsWith(Deno.execPath()) && line.includes(command);
      } catch {
        return false; // It has ended.
      }
    });
  }

  /** Asserts that the terminal is as it was, and that nothing is left. */
  async leavesNothing(): Promise<void> {
    const settings = this.terminal.shown.match(/^[\da-f]+(?::[\da-f]+){10,}/gm);
    assertEquals(settings?.length, 2, this.terminal.shown);
    assertEquals(settings![0], settings![1]);
    await eventually(() => marked(this.marker).length === 0, "every process has ended");
    const files = [...Deno.readDirSync(this.repository.root)].map(({ name }) => name);
    assertEquals(files.filter((name) => name.startsWith("ipc-katas-")), []);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.terminal[Symbol.asyncDispose]();
    this.repository[Symbol.dispose]();
  }
}

Deno.test({
  name: "watch runs the tests on every save, stops what hangs, and obeys its keys",
  ignore: !terminals,
  async fn() {
    await using watching = new Watching(HANGS);
    const { terminal } = watching;
    await watching.hangs();

    watching.save(DONE.replace(", 0)", ", 1)"));
    await watching.shows("n next kata");
    assertEquals(
      terminal.screen,
      `katas/sum/sum.ts

✗ sum() adds two numbers

Error: expected 3, got 4
  throw new Error(\`expected \${expected}, got \${actual}\`);
        ^
    at expect (katas/sum/sum_test.ts:8:9)
    at katas/sum/sum_test.ts:11:56

sum: 0 of 2 tests pass

Stuck? deno task hint sum
See what happened: deno task trace sum "sum() adds"

h hint   t draw the failure   n next kata   q quit
`,
    );

    await terminal.type("h");
    await watching.shows("sum(), hint 1 of 3");
    await terminal.type("h");
    await watching.shows("sum(), hint 2 of 3");

    watching.save(DONE);
    await watching.shows("The next kata is z");
    assertStringIncludes(terminal.screen, "sum: 2 of 2 tests pass");

    await watching.shows("q quit");
    await terminal.type("n");
    await watching.shows("z: 1 of 1 tests pass");
    await watching.shows("q quit");
    await terminal.type("n");
    await watching.shows("Every other kata is done.");
    await terminal.type("q");
    assertEquals(await terminal.end(), 0);
    await watching.leavesNothing();
  },
});

Deno.test({
  name: "watch restores the terminal and leaves nothing, however it ends while a run hangs",
  ignore: !terminals,
  async fn() {
    const ends: [code: number, end: (watching: Watching) => unknown][] = [
      [1, ({ terminal }) => terminal.type("q")],
      [130, ({ terminal }) => terminal.type("\x03")], // Ctrl-C
      [143, ({ pid }) => kill(pid, "SIGTERM")],
      [130, ({ pid }) => kill(pid, "SIGINT")],
    ];
    for (const [code, end] of ends) {
      await using watching = new Watching(HANGS, ["sum"]);
      await watching.hangs();
      await end(watching);
      assertEquals(await watching.terminal.end(), code);
      await watching.leavesNothing();
    }
  },
});

Deno.test({
  name: "watch leaves nothing when its terminal is closed",
  ignore: !terminals,
  async fn() {
    const watching = new Watching(HANGS, ["sum"]);
    await watching.hangs();
    await watching[Symbol.asyncDispose]();
    await eventually(() => marked(watching.marker).length === 0, "every process has ended");
  },
});

Deno.test("watch ends with code 2 where there is no terminal, and when it is told nonsense", async () => {
  using repository = new FakeRepository();
  const watch = (...args: string[]) => runCommand("learner/watch.ts", args, repository.root);
  assertEquals(await watch("sum"), {
    code: 2,
    stdout: "",
    stderr: "Cannot watch: this is not a terminal. Use `deno task kata` instead\n",
  });
  assertStringIncludes((await watch("sun")).stderr, `Did you mean "sum"?`);
  for (const args of [["sun"], ["sum", "sum"], ["--zork"]]) {
    assertEquals((await watch(...args)).code, 2);
  }
  const { code, stdout } = await watch("--help");
  assert(code === 0);
  assertMatch(stdout, /^deno task watch \[kata\]\n/);
});
