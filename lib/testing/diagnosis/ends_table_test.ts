import { waitsFor, watch } from "./activity.ts";
import { endsTable } from "./ends_table.ts";
import { eventually } from "../peer/eventually.ts";
import { target } from "./proc.ts";
import { Scene } from "./testdata/blocked_process.ts";
import { openers } from "./objects/pipes.ts";
import { close, pipe, socketpair } from "../../sys/fd.ts";
import { mkfifo } from "../../sys/fifo.ts";
import { assertEquals, assertMatch } from "@std/assert";

/** The table as soon as a process waits on a descriptor, with its numbers masked. */
async function tableOf(scene: Scene, pid: number, fd: number, pids = [pid]): Promise<string[]> {
  const waits = () => waitsFor(pid, target(pid, fd) ?? "?");
  await eventually(waits, `${scene.nameOf(pid)} waits`, 8000);
  for (let looks = 0;; looks++) {
    const table = endsTable(pids, await watch(pids, 50), scene.nameOf);
    // Tests that run beside this one start processes, which have all that this one has until they are a program.
    if (/^deno /m.test(table) && looks < 20) continue;
    return table.replaceAll(scene.folder, "/folder").replace(/\d+/g, "N").replace(/ {2,}/g, "  ")
      .split("\n");
  }
}

Deno.test("endsTable() says who has which end of a pipe, and in which call who waits", async () => {
  using scene = new Scene();
  const [readEnd, writeEnd] = scene.keep(...pipe());
  const reader = scene.start("A", "read", [readEnd], [readEnd]);
  const other = scene.run("B", "sleep", ["100"], { 5: writeEnd });
  assertEquals(await tableOf(scene, reader, readEnd), [
    "process  pipe:[N]  waits in",
    "A  read end, fd N  read",
    "the test  read end, fd N; write end, fd N",
    "B  write end, fd N",
  ]);
  // What it does is told only of those that the sentences are about.
  const both = await tableOf(scene, reader, readEnd, [reader, other]);
  assertMatch(both[2]!, /^B {2}write end, fd N {2}(clock_)?nanosleep$/);
});

Deno.test("endsTable() calls the two ends of a connection one and the other", async () => {
  using scene = new Scene();
  const [one] = scene.keep(...socketpair());
  const reader = scene.start("A", "read", [one], [one]);
  assertEquals(await tableOf(scene, reader, one), [
    "process  connection  waits in",
    "A  one end, fd N  read",
    "the test  one end, fd N; other end, fd N",
  ]);
});

Deno.test("endsTable() says who opens which end of a FIFO", async () => {
  using scene = new Scene();
  const path = `${scene.folder}/letters`;
  mkfifo(path, 0o600);
  const first = scene.start("A", "open_to_read", [path]);
  scene.start("B", "open_to_read", [path]);
  const table = async () => endsTable([first], await watch([first], 50), scene.nameOf).split("\n");
  await eventually(() => openers(path).length === 2, "both wait", 8000);
  assertEquals((await table()).map((line) => line.replace(/ {2,}/g, "  ")), [
    "process  FIFO letters  waits in",
    "A  opens the read end  open",
    "B  opens the read end",
  ]);
});

Deno.test("endsTable() is empty where a process is alone with its pipe, or waits for none", async () => {
  using scene = new Scene();
  const [readEnd, writeEnd] = pipe();
  const alone = scene.start("A", "read", [readEnd], [readEnd, writeEnd]);
  close(readEnd);
  close(writeEnd);
  assertEquals(await tableOf(scene, alone, readEnd), [""]);
  const sleeper = scene.run("B", "sleep", ["100"]);
  assertEquals(endsTable([sleeper], await watch([sleeper], 50), scene.nameOf), "");
});

Deno.test("endsTable() is empty where too many processes have an end", async () => {
  using scene = new Scene();
  const [readEnd] = scene.keep(...pipe());
  const reader = scene.start("A", "read", [readEnd], [readEnd]);
  for (const role of "BCDEFG") scene.run(role, "sleep", ["100"], { 5: readEnd });
  assertEquals(await tableOf(scene, reader, readEnd), [""]);
});
