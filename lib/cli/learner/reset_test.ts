import { kataComplaints } from "../proof/structure.ts";
import { commandProcess, OBEYING_MODES, runCommand } from "./testdata/command_process.ts";
import { Kata } from "../course/kata.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { isKept } from "../course/kept.ts";
import { reset } from "./reset.ts";
import { isTemporary } from "./replace_file.ts";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";

const FILE = "katas/sum/sum.ts";
const MINE = "// What I wrote: é\r\n";

function names({ root }: FakeRepository): string[] {
  return [...Deno.readDirSync(`${root}/katas/sum`)].map(({ name }) => name).sort();
}

Deno.test("reset gives the stub, keeps what was written, and says where", async () => {
  using repository = new FakeRepository({ [FILE]: MINE });
  const { root } = repository;
  assertEquals(await runCommand("learner/reset.ts", ["sum"], root), {
    code: 0,
    stdout: `katas/sum/sum.ts is the original stub again.
What you wrote is kept in katas/sum/sum.kept_1.ts. To have it back:
cp katas/sum/sum.kept_1.ts katas/sum/sum.ts
`,
    stderr: "",
  });
  assertEquals(repository.read(FILE), repository.read("solutions/sum/stub.ts"));
  assertEquals(repository.read("katas/sum/sum.kept_1.ts"), MINE);
  assertEquals((await kataComplaints(new Kata(root, "sum"))).flat(), []); // check does not mind it

  const again = await runCommand("learner/reset.ts", ["sum"], root);
  assertEquals([again.code, again.stdout], [0, "katas/sum/sum.ts is the original stub already.\n"]);
});

Deno.test("an earlier kept version is never overwritten", async () => {
  using repository = new FakeRepository({ "katas/sum/sum.kept_7.ts": "// the seventh" });
  for (const text of ["// the eighth", "// the ninth"]) {
    repository.write(FILE, text);
    await reset(repository.kata);
  }
  const kept = names(repository).filter(isKept).map((name) => repository.read(`katas/sum/${name}`));
  assertEquals(kept, ["// the seventh", "// the eighth", "// the ninth"]);
});

Deno.test("several resets at the same time lose nothing", async () => {
  using repository = new FakeRepository({ [FILE]: MINE });
  await Promise.all(Array.from({ length: 5 }, () => reset(repository.kata)));
  const kept = names(repository).filter(isKept);
  assert(kept.length >= 1);
  for (const name of kept) assertEquals(repository.read(`katas/sum/${name}`), MINE);
  assertEquals(repository.read(FILE), repository.read("solutions/sum/stub.ts"));
});

/** Saves a new text as soon as the file is the stub, a hundred times: in place, or as a file of its own. */
const EDITOR = `
  const [path, stubPath, way] = Deno.args;
  const stub = Deno.readTextFileSync(stubPath);
  const read = () => { try { return Deno.readTextFileSync(path); } catch { return stub; } };
  for (let i = 0; i < 100;) {
    if (read() !== stub) continue;
    Deno.writeTextFileSync(way === "in place" ? path : path + "~", "// save " + i++);
    if (way !== "in place") Deno.renameSync(path + "~", path);
  }`;

Deno.test("a save at any moment of a reset is not lost", async () => {
  for (const way of ["in place", "by a rename"]) {
    using repository = new FakeRepository({ [FILE]: MINE, "editor.ts": EDITOR });
    const { root } = repository;
    const args = [`${root}/editor.ts`, `${root}/${FILE}`, `${root}/solutions/sum/stub.ts`, way];
    const editor = new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-check", "-A", "--no-config", ...args],
    }).spawn();
    let ended = false;
    const status = editor.status.finally(() => ended = true);
    while (!ended) {
      await reset(repository.kata).catch((error) => {
        assertStringIncludes(String(error), "it was saved at this moment");
      });
    }
    assertEquals((await status).code, 0);
    const texts = names(repository).filter((name) => name === "sum.ts" || isKept(name))
      .map((name) => repository.read(`katas/sum/${name}`));
    const lost = Array.from({ length: 100 }, (_, i) => `// save ${i}`)
      .filter((text) => !texts.includes(text));
    assertEquals(lost, [], way);
    assertEquals(names(repository).filter(isTemporary), []);
  }
});

Deno.test("a file that is missing comes back", async () => {
  using repository = new FakeRepository({ [FILE]: undefined });
  assertEquals(await reset(repository.kata), { changed: true, kept: [] });
  assertEquals(repository.read(FILE), repository.read("solutions/sum/stub.ts"));
});

Deno.test("a full disk changes nothing", async () => {
  using repository = new FakeRepository({ [FILE]: MINE });
  const before = names(repository);
  // The limit on the size of a file stands for a full disk: no byte can be written.
  const through = ["sh", "-c", `trap '' XFSZ; ulimit -f 0; exec "$@"`, "sh"];
  const ended = await runCommand("learner/reset.ts", ["sum"], repository.root, { through });
  assertEquals([ended.code, ended.stdout], [1, ""]);
  assertStringIncludes(ended.stderr, "Cannot reset katas/sum/sum.ts: File too large.\n");
  assertStringIncludes(ended.stderr, "What you wrote is still there.");
  assertEquals([repository.read(FILE), names(repository)], [MINE, before]);
});

Deno.test("a folder that cannot be written to is an error, and changes nothing", async () => {
  using repository = new FakeRepository({ [FILE]: MINE });
  const before = names(repository);
  Deno.chmodSync(`${repository.root}/katas/sum`, 0o555);
  try {
    const options = { through: OBEYING_MODES };
    const ended = await runCommand("learner/reset.ts", ["sum"], repository.root, options);
    assertEquals(ended.code, 1, ended.stderr);
    assertStringIncludes(ended.stderr, "Cannot reset katas/sum/sum.ts: Permission denied.\n");
  } finally {
    Deno.chmodSync(`${repository.root}/katas/sum`, 0o755);
  }
  assertEquals([repository.read(FILE), names(repository)], [MINE, before]);
});

Deno.test("what was written is there whenever a reset is killed", async () => {
  for (let i = 0; i < 12; i++) {
    using repository = new FakeRepository({ [FILE]: MINE });
    const watcher = Deno.watchFs(`${repository.root}/katas/sum`);
    const child = commandProcess("learner/reset.ts", ["sum"], repository.root).spawn();
    const output = Promise.all([child.stdout.text(), child.stderr.text()]);
    const ended = child.status.then(() => watcher.close());
    let events = 0;
    for await (const _ of watcher) if (events++ === i) kill(child);
    await Promise.all([ended, output]);

    const stub = repository.read("solutions/sum/stub.ts");
    const texts = names(repository).filter((name) => name === "sum.ts" || isKept(name))
      .map((name) => repository.read(`katas/sum/${name}`));
    assert(texts.includes(MINE), `killed at event ${i}: ${texts}`);
    const now = names(repository).includes("sum.ts") ? repository.read(FILE) : stub;
    assert([MINE, stub].includes(now)); // It is missing for the shortest of moments.
    await reset(repository.kata);
    assertEquals(repository.read(FILE), stub);
    const unknown = names(repository).filter((name) =>
      !/^(README\.md|sum(_test)?\.ts)$/.test(name) && !isKept(name) && !isTemporary(name)
    );
    assertEquals(unknown, []);
  }
});

function kill(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch {
    // It has ended in the meantime.
  }
}

Deno.test("reset wants the name of one kata", async () => {
  using repository = new FakeRepository();
  for (const args of [[], ["sum", "sum"], ["sun"], ["--hard"]]) {
    const { code, stderr } = await runCommand("learner/reset.ts", args, repository.root);
    assertEquals(code, 2, stderr);
  }
  const { stderr } = await runCommand("learner/reset.ts", ["sun"], repository.root);
  assertStringIncludes(stderr, 'Did you mean "sum"?');
  const { code, stdout } = await runCommand("learner/reset.ts", ["--help"], repository.root);
  assertEquals(code, 0);
  assertStringIncludes(stdout, "deno task reset <kata>");
});
