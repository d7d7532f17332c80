import { contents, processes } from "lib/testing/diagnosis/proc.ts";
import { make, makeQueue, objectsOf, queueExists } from "lib/testing/testdata/kept_objects.ts";
import { noteKey, noteName } from "lib/testing/watchdog/kept.ts";
import { MARKER } from "lib/testing/watchdog/watchdog.ts";
import { fromFileUrl } from "@std/path";
import { runCommand } from "../learner/testdata/command_process.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";

const CONFIG = fromFileUrl(import.meta.resolve("../../../deno.json"));

const RUN = `
  import { spawn } from "lib/sys/process.ts";
  import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
  const { marker, scratch } = new Watchdog();
  const env = { ...Deno.env.toObject(), ...marker };
  const sleep = (env) => spawn("sleep", ["100"], {}, { session: true, env });
  const sleepers = [sleep(env), sleep({ ...env, TMPDIR: scratch })];
  console.log(JSON.stringify({ sleepers, run: marker.${MARKER}, scratch }));
  setInterval(() => {}, 1000);`;

/** A run of tests that has two processes and a folder. */
class Run implements AsyncDisposable {
  sleepers: number[] = [];
  scratch = "";
  #run = "";
  #leader: Deno.ChildProcess;

  constructor(temporary: string) {
    this.#leader = new Deno.Command(Deno.execPath(), {
      args: ["eval", "--no-check", "--config", CONFIG, RUN],
      env: { TMPDIR: temporary },
      stdout: "piped",
    }).spawn();
  }

  /** Waits until it has everything. */
  async begun(): Promise<void> {
    const reader = this.#leader.stdout.getReader();
    const { value } = await reader.read();
    await reader.cancel();
    const { sleepers, scratch, run } = JSON.parse(new TextDecoder().decode(value));
    this.sleepers = sleepers.toSorted((a: number, b: number) => a - b); // as /proc lists them
    [this.scratch, this.#run] = [scratch, run];
  }

  /** Kills the watchdog: from now on, something can be left. */
  killWatchdog(): void {
    const argument = `${MARKER}=${this.#run}`;
    const isWatchdog = (pid: number) =>
      contents(`/proc/${pid}/cmdline`).split("\0").includes(argument);
    Deno.kill(processes().find(isWatchdog)!, "SIGKILL");
  }

  /** Ends the leader of the run. */
  async kill(): Promise<void> {
    this.#leader.kill("SIGKILL");
    await this.#leader.status;
  }

  /** How many of its processes live. */
  get living(): number {
    return this.sleepers.filter((pid) => this.#has(pid)).length;
  }

  #has(pid: number): boolean {
    return contents(`/proc/${pid}/environ`).includes(this.#run);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill().catch(() => {}); // The test has done so.
    for (const pid of this.sleepers) if (this.#has(pid)) Deno.kill(pid, "SIGKILL");
  }
}

Deno.test("clean lists what is left, and removes it only when it is told to", async () => {
  using repository = new FakeRepository();
  const { root } = repository;
  const env = { TMPDIR: root };
  await using run = new Run(root);
  await run.begun();
  run.killWatchdog();
  await run.kill();

  const asked = await runCommand("machine/clean.ts", [], root, { env });
  assertEquals(
    asked.stdout,
    `Left by runs that have ended:

  process ${run.sleepers[0]}: sleep 100
  process ${run.sleepers[1]}: sleep 100
  folder ${run.scratch}

To remove this: deno task clean --yes
`,
  );
  assertEquals([asked.code, run.living], [1, 2]);

  const { code, stdout } = await runCommand("machine/clean.ts", ["--yes"], root, { env });
  assertMatch(stdout, /^Left by [^]*\n\nIt has been removed\.\n$/);
  assertEquals([code, run.living], [0, 0]);
  assert(![...Deno.readDirSync(root)].some(({ name }) => name.startsWith("ipc-katas-")));

  const again = await runCommand("machine/clean.ts", [], root, { env });
  assertEquals(again, { code: 0, stdout: "Earlier runs have left nothing.\n", stderr: "" });
});

Deno.test("clean finds what a run that was killed has left in the kernel", async () => {
  using repository = new FakeRepository();
  const { root } = repository;
  await using run = new Run(root);
  await run.begun();
  const [key, name] = [noteKey(run.scratch), noteName(run.scratch)];
  const ids = make(key);
  makeQueue(name.slice(1));
  Deno.writeTextFileSync(`/dev/shm${name}`, "");
  run.killWatchdog();
  await run.kill();

  const { stdout } = await runCommand("machine/clean.ts", ["--yes"], root, {
    env: { TMPDIR: root },
  });
  const hex = key.toString(16);
  assertStringIncludes(
    stdout,
    `
  message queue ${ids[0]} (key 0x${hex})
  shared memory segment ${ids[1]} (key 0x${hex})
  semaphore set ${ids[2]} (key 0x${hex})
  message queue ${name}
  file /dev/shm${name}
  folder ${run.scratch}

It has been removed.
`,
  );
  assertEquals([objectsOf(key), queueExists(name.slice(1))], [[], false]);
  assert(![...Deno.readDirSync("/dev/shm")].some((file) => `/${file.name}` === name));
});

Deno.test("clean spares a run that goes on, also without its watchdog", async () => {
  using repository = new FakeRepository();
  const { root } = repository;
  const env = { TMPDIR: root };
  await using run = new Run(root);
  await run.begun();
  for (const prepare of [() => {}, () => run.killWatchdog()]) {
    prepare();
    const { stdout } = await runCommand("machine/clean.ts", ["--yes"], root, { env });
    assertEquals(stdout, "Earlier runs have left nothing.\n");
    assertEquals(run.living, 2);
    assert(Deno.statSync(run.scratch).isDirectory);
  }
});

Deno.test("clean leaves alone what belongs to another folder for temporary files", async () => {
  using repository = new FakeRepository();
  using other = new FakeRepository();
  await using run = new Run(other.root);
  await run.begun();
  run.killWatchdog();
  await run.kill();
  const env = { TMPDIR: repository.root };
  const { stdout } = await runCommand("machine/clean.ts", ["--yes"], repository.root, { env });
  assertEquals(stdout, "Earlier runs have left nothing.\n");
  assertEquals(run.living, 2);
  assert(Deno.statSync(run.scratch).isDirectory);
});

Deno.test("clean finds the temporary files of a command that was killed", async () => {
  const [old, young] = [crypto.randomUUID(), crypto.randomUUID()];
  using repository = new FakeRepository({
    [`katas/sum/.sum.ts.${old}.tmp`]: "half",
    [`.ipc-katas/results/.sum.json.${young}.tmp`]: "half",
  });
  const { root } = repository;
  Deno.utimeSync(`${root}/katas/sum/.sum.ts.${old}.tmp`, 0, 0);
  const { stdout } = await runCommand("machine/clean.ts", ["--yes"], root, {
    env: { TMPDIR: root },
  });
  assertStringIncludes(stdout, `\n  file katas/sum/.sum.ts.${old}.tmp\n\n`);
  assertEquals(stdout.match(/^ {2}file /gm)?.length, 1);
  const names = (folder: string) => [...Deno.readDirSync(`${root}/${folder}`)].map((it) => it.name);
  assert(!names("katas/sum").some((name) => name.includes(old)));
  assertEquals(names(".ipc-katas/results"), [`.sum.json.${young}.tmp`]);
});
