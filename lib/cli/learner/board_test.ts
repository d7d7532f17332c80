import { eventually } from "lib/testing/peer/eventually.ts";
import { marked } from "lib/testing/diagnosis/proc.ts";
import { fromFileUrl } from "@std/path";
import { commandProcess, runCommand } from "./testdata/command_process.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { keyOf } from "../course/fingerprint.ts";
import { Kata } from "../course/kata.ts";
import { lastRun, remember, type RememberedTest } from "./memory.ts";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";

const ROOT = fromFileUrl(import.meta.resolve("../../../"));
const LIB = import.meta.resolve("../").slice(0, -1);

/** What `deno info --json` tells about modules. */
interface Graph {
  modules: {
    specifier: string;
    dependencies?: { code?: { specifier: string }; isDynamic?: boolean }[];
  }[];
}

/** A course of six katas, one in each state but "done". */
async function course(): Promise<FakeRepository> {
  const names = ["sum", "broken", "failing", "changed", "not_run", "not_started"];
  const repository = new FakeRepository({
    "README.md": list(names),
  });
  for (const name of names) {
    repository.write(`solutions/${name}/stub.ts`, "// stub\n");
    const text = name === "not_started" ? "// stub\n" : "// mine\n";
    repository.write(`katas/${name}/${name}.ts`, text);
  }
  await ran(repository, "sum", [passed("a"), passed("b")]);
  await ran(repository, "broken", [passed("a")], false);
  await ran(repository, "failing", [passed("a"), { name: "b", state: "failed", ms: 5 }]);
  await ran(repository, "changed", [passed("a"), passed("b")]);
  repository.write("katas/changed/changed.ts", "// mine, edited\n");
  return repository;
}

/** A list of the course. */
function list(names: string[]): string {
  return "## The katas\n\n" +
    names.map((name) => `1. [${name}](katas/${name}/README.md): words.\n`).join("");
}

function passed(name: string): RememberedTest {
  return { name, state: "passed", ms: 3 };
}

async function ran(
  { root }: FakeRepository,
  name: string,
  tests: RememberedTest[],
  complete = true,
): Promise<void> {
  const kata = new Kata(root, name);
  await remember(kata, { key: await keyOf(kata), complete, tests }, console.error);
}

Deno.test("the board shows each kata in order, its state and what comes next", async () => {
  using repository = await course();
  const { code, stdout, stderr } = await runCommand("learner/kata.ts", [], repository.root);
  assertEquals(stderr, "");
  assertEquals(
    stdout,
    `
  ✓ sum          done
  ✗ broken       1 pass, then they broke off
  ✗ failing      1 of 2 tests pass
  ? changed      changed since 2 of 2 passed
  ? not_run      not run yet
    not_started  not started

1 of 6 katas done.

Next:   deno task kata broken

`,
  );
  assertEquals(code, 1);
});

Deno.test("the board leads to the page first, later to the hints", async () => {
  using repository = new FakeRepository();
  const { stdout } = await runCommand("learner/kata.ts", [], repository.root);
  assertStringIncludes(
    stdout,
    `
    sum  not started

0 of 1 kata done.

Read:   katas/sum/README.md
Next:   deno task kata sum
`,
  );

  repository.write("katas/sum/sum.ts", "// mine\n");
  await ran(repository, "sum", [passed("a"), { name: "b", state: "failed", ms: 5 }]);
  assertStringIncludes(
    (await runCommand("learner/kata.ts", [], repository.root)).stdout,
    `
  ✗ sum  1 of 2 tests pass

0 of 1 kata done.

Next:   deno task kata sum
Stuck?  deno task hint sum
`,
  );
});

Deno.test("--run runs what was started, and remembers it", async () => {
  using repository = new FakeRepository();
  repository.write("katas/sum/sum.ts", repository.read("solutions/sum/sum.ts"));
  repository.write("katas/untouched/untouched.ts", "// stub\n");
  repository.write("katas/untouched/untouched_test.ts", "this would break");
  repository.write("solutions/untouched/stub.ts", "// stub\n");
  const board = `
  ✓ sum        done
    untouched  not started

1 of 2 katas done.

Read:   katas/untouched/README.md
Next:   deno task kata untouched

`;
  const first = await runCommand("learner/kata.ts", ["--run"], repository.root);
  assertEquals(first, { code: 1, stdout: board, stderr: "" });
  assertEquals((await runCommand("learner/kata.ts", [], repository.root)).stdout, board);
});

Deno.test("a course that is done ends with code 0", async () => {
  using repository = new FakeRepository({ "katas/sum/sum.ts": "// mine\n" });
  await ran(repository, "sum", [passed("a")]);
  const { code, stdout } = await runCommand("learner/kata.ts", [], repository.root);
  assertStringIncludes(stdout, "\n1 of 1 kata done. That is the whole course!\n\nYou can let ");
  assertStringIncludes(stdout, "\nWhere to go on:\n\n- Michael Kerrisk, ");
  assertEquals(code, 0);
});

Deno.test("an option that there is none of ends with code 2", async () => {
  using repository = new FakeRepository();
  const { code, stderr } = await runCommand("learner/kata.ts", ["--rum"], repository.root);
  assertEquals(code, 2);
  assertStringIncludes(stderr, "Unknown option '--rum'");
});

Deno.test("nothing is left of --run when it is interrupted or killed", async () => {
  for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGKILL", 137]] as const) {
    using repository = new FakeRepository({
      "katas/sum/sum.ts": "// mine\n",
      "katas/sum/sum_test.ts": `Deno.test("a", () => { for (;;); });`,
    });
    const { root } = repository;
    const run = `IPC_KATAS_BOARD_TEST=${crypto.randomUUID()}`;
    const [name, value] = run.split("=") as [string, string];
    const env = { [name]: value, TMPDIR: root };
    const child = commandProcess("learner/kata.ts", ["--run"], root, { env }).spawn();
    const output = Promise.all([child.stdout.text(), child.stderr.text()]);
    await eventually(() => marked(run).length >= 3, "it, the watchdog and the tests run", 20_000);

    child.kill(signal);
    assertEquals((await child.status).code, code);
    await eventually(() => marked(run).length === 0, "every process has ended");
    const scratch = () => [...Deno.readDirSync(root)].filter((it) => it.name.startsWith("ipc-"));
    await eventually(() => scratch().length === 0, "the scratch folder is gone");
    assertEquals(await output, [signal === "SIGKILL" ? "" : "Stopped.\n", ""]);
    assertEquals(await lastRun(repository.kata), undefined);
  }
});

Deno.test("the board loads a few small modules, and nothing that takes long to load", async () => {
  const args = ["info", "--json", "lib/cli/learner/kata.ts"];
  const { stdout } = await new Deno.Command(Deno.execPath(), { args, cwd: ROOT }).output();
  const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as Graph;
  const loaded = new Set([`${LIB}/kata.ts`, `${LIB}/board.ts`]); // It loads the board on demand.
  for (const specifier of loaded) {
    const module = modules.find((it) => it.specifier === specifier);
    for (const { code, isDynamic } of module?.dependencies ?? []) {
      if (code && !isDynamic) loaded.add(code.specifier);
    }
  }
  const foreign = [...loaded].filter((specifier) => !specifier.startsWith("file:"));
  assertEquals(foreign, []);
  assert(loaded.size < 15, [...loaded].join("\n"));
});
