import { Fixture } from "../testdata/fixture.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { close, pipe, read } from "../../sys/fd.ts";
import { kill, spawn } from "../../sys/process.ts";
import { eventually } from "../peer/eventually.ts";
import { collect } from "../peer/group.ts";
import { offspring, stat } from "../diagnosis/proc.ts";
import { LONGEST, temporaryFolder, Watchdog } from "./watchdog.ts";

/** Processes and temporary files of busy.ts when it has started everything. */
const ALL = 17;

/** Starts busy.ts, waits until so many of its processes and files exist, and ends it by a signal. */
async function end(count: number, signal: Deno.Signal, extra = 0): Promise<void> {
  await using fixture = new Fixture(["busy.ts"]);
  await eventually(() => fixture.left().length >= count, `${count} things exist`, 20_000);
  spin(extra);
  fixture.signal(signal);
  const { code } = await fixture.result();
  assert(code > 0, `exit code ${code}`);
  await eventually(
    () => fixture.left().length === 0,
    `after ${signal} at ${count} things all is gone, and not left: ${fixture.left()}`,
  );
}

/** Lets some time go by, so that a kill hits another moment each time. */
function spin(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end;);
}

Deno.test("nothing survives a run that is interrupted by Ctrl-C", async () => {
  await end(ALL, "SIGINT");
});

Deno.test("nothing survives a run that is ended by SIGTERM or by closing its terminal", async () => {
  await Promise.all([end(ALL, "SIGTERM"), end(ALL, "SIGHUP")]);
});

Deno.test("nothing survives a run that is killed by SIGKILL at any moment", async () => {
  for (const counts of [[1, 4], [7, 10], [13, ALL]]) {
    await Promise.all(counts.map((count) => end(count, "SIGKILL", 5 * Math.random())));
  }
});

Deno.test("nothing survives a run whose process group is stopped and then killed", async () => {
  await using fixture = new Fixture(["busy.ts"]);
  await eventually(() => fixture.left().length >= ALL, "everything exists", 20_000);
  fixture.signal("SIGSTOP");
  await eventually(() => stat(fixture.pid)?.state === "T", "the run is stopped");
  fixture.signal("SIGKILL");
  await fixture.result();
  await eventually(() => fixture.left().length === 0, "all is gone");
});

Deno.test("nothing survives a run that another watchdog kills, together with its family and all that it marked", async () => {
  const outer = new Watchdog();
  await using fixture = new Fixture(["busy.ts"], { env: outer.marker });
  outer.add(fixture.pid);
  await eventually(() => fixture.left().length >= ALL, "everything exists", 20_000);
  outer.close();
  await fixture.result();
  await eventually(() => fixture.left().length === 0, "all is gone");
});

Deno.test("a watchdog makes a folder that only its user may enter, and removes it", async () => {
  const watchdog = new Watchdog();
  try {
    const { mode, isDirectory } = Deno.statSync(watchdog.scratch);
    assert(isDirectory);
    assertEquals(mode! & 0o777, 0o700);
    assertMatch(watchdog.scratch, /\/ipc-katas-[\w-]+$/);
    Deno.mkdirSync(join(watchdog.scratch, "a folder", "in a folder"), { recursive: true });
  } finally {
    watchdog.close();
  }
  await eventually(() => !exists(watchdog.scratch), "the folder is removed");
});

Deno.test("a watchdog kills the groups that were added, and spares those that were removed", async () => {
  const watchdog = new Watchdog();
  const [kept, removed, other] = [sleep(), sleep(), sleep()];
  watchdog.add(kept);
  watchdog.add(removed);
  watchdog.add(other);
  watchdog.remove(removed);
  watchdog.close();
  assertEquals(await signalOf(kept), "SIGKILL");
  assertEquals(await signalOf(other), "SIGKILL");
  kill(removed, "SIGTERM");
  assertEquals(await signalOf(removed), "SIGTERM");
});

Deno.test("a watchdog kills what has left a group, and all that could tell whose it is", async () => {
  const watchdog = new Watchdog();
  const leader = spawn("sh", ["-c", "setsid env -i sleep 1000 & wait"], {}, { session: true });
  const sleeps = () => offspring(leader).find((pid) => stat(pid)?.name === "sleep");
  await eventually(() => sleeps() !== undefined, "it sleeps in a session of its own");
  const sleeper = sleeps()!;
  watchdog.add(leader);
  watchdog.close();
  await collect(leader);
  const state = () => stat(sleeper)?.state ?? "Z";
  await eventually(() => state() === "Z", "it has been killed, too");
});

Deno.test("a run without a place for temporary files ends with one message", async () => {
  const file = fromFileUrl(import.meta.resolve("../testdata/tidy_1.ts"));
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--no-check", file],
    env: { TMPDIR: "/no/such/folder", NO_COLOR: "1" },
    stderr: "null",
  }).output();
  const text = new TextDecoder().decode(stdout);
  const sentence = "Cannot make a folder for temporary files in /no/such/folder: " +
    "No such file or directory. Set TMPDIR to a folder that you may write to. " +
    "More is told by: deno task doctor";
  assertEquals(code, 1);
  assertStringIncludes(text, `\n\n${sentence}\n\n`);
  assert(!text.includes("file://"), text);
});

Deno.test("temporaryFolder() is absolute, without links, and short enough for the path of a socket", () => {
  assertEquals(temporaryFolder(""), "/tmp");
  assertEquals(temporaryFolder("/var/tmp"), "/var/tmp");
  assertEquals(temporaryFolder("a/folder"), join(Deno.cwd(), "a/folder"));
  const watchdog = new Watchdog();
  const link = join(watchdog.scratch, "link");
  Deno.symlinkSync("/var/tmp", link);
  assertEquals(temporaryFolder(link), "/var/tmp");
  watchdog.close();
  assertEquals(temporaryFolder(`/${"ä".repeat(LONGEST / 2)}`), "/tmp");
});

Deno.test("a watchdog kills what has its mark, in whatever group", async () => {
  const watchdog = new Watchdog();
  const [marked, unmarked] = [sleep(watchdog.marker), sleep()];
  watchdog.close();
  assertEquals(await signalOf(marked), "SIGKILL");
  kill(unmarked, "SIGTERM");
  assertEquals(await signalOf(unmarked), "SIGTERM");
});

Deno.test("a watchdog does its work although nobody reads the run's output any more", async () => {
  const main = fromFileUrl(import.meta.resolve("./testdata/watched.ts"));
  const config = fromFileUrl(import.meta.resolve("../../../deno.json"));
  const args = ["run", "-A", "--no-check", "--quiet", "--config", config, main];
  const [output, outputEnd] = pipe();
  const [errors, errorsEnd] = pipe();
  const run = spawn(Deno.execPath(), args, { 1: outputEnd, 2: errorsEnd }, { session: true });
  [outputEnd, errorsEnd].forEach(close);
  let line = "";
  const buffer = new Uint8Array(4096);
  while (!line.endsWith("\n")) {
    const length = read(output, buffer);
    if (length === 0) break;
    line += new TextDecoder().decode(buffer.subarray(0, length));
  }
  const { scratch, sleeper } = JSON.parse(line);
  assert(exists(scratch));
  [output, errors].forEach(close);
  kill(run, "SIGKILL");
  await collect(run);
  const sleeps = () => ![undefined, "Z"].includes(stat(sleeper)?.state);
  await eventually(() => !sleeps() && !exists(scratch), "the program and the folder are gone");
});

function sleep(env: Record<string, string> = {}): number {
  return spawn("sleep", ["1000"], {}, { session: true, env: { ...Deno.env.toObject(), ...env } });
}

async function signalOf(pid: number): Promise<Deno.Signal | null | undefined> {
  return (await collect(pid)).signal;
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path) !== undefined;
  } catch {
    return false;
  }
}
