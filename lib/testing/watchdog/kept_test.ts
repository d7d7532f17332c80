import { kept, noteId, noteKey, noteName, takeBack } from "./kept.ts";
import { left, make, makeQueue, objectsOf, queueExists } from "../testdata/kept_objects.ts";
import { Fixture } from "../testdata/fixture.ts";
import { eventually } from "../peer/eventually.ts";
import { Watchdog } from "./watchdog.ts";
import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";

/** A folder in the place of a run's. What was noted in it is taken back with it. */
function folder(): Disposable & { path: string } {
  const path = Deno.makeTempDirSync({ prefix: "ipc-katas-" });
  const dispose = () => {
    takeBack(path);
    Deno.removeSync(path, { recursive: true });
  };
  return { path, [Symbol.dispose]: dispose };
}

function namesOf(path: string): string[] {
  return kept(path).map(({ name }) => name);
}

Deno.test("takeBack() removes what has a noted key, of each kind, and the notes", () => {
  using scratch = folder();
  using another = folder();
  const [key, other] = [noteKey(scratch.path), noteKey(another.path)];
  assertNotEquals(key, other);
  const [queue, segment, set] = make(key);
  make(other);
  const hex = key.toString(16);
  assertEquals(namesOf(scratch.path), [
    `message queue ${queue} (key 0x${hex})`,
    `shared memory segment ${segment} (key 0x${hex})`,
    `semaphore set ${set} (key 0x${hex})`,
  ]);
  make(-key); // The same number below 0 is reserved as well.
  takeBack(scratch.path);
  assertEquals([key, -key, other].map((it) => objectsOf(it).length), [0, 0, 3]);
  assertEquals([...Deno.readDirSync(scratch.path)], []);
  takeBack(scratch.path); // Nothing is noted any more.
});

Deno.test("takeBack() removes what has a noted name: a queue, shared memory, a semaphore", () => {
  using scratch = folder();
  const [name, other] = [noteName(scratch.path), noteName(scratch.path)];
  assertMatch(name, /^\/ipc-katas-[^/]+-\d+$/);
  assertNotEquals(name, other);
  assertEquals(namesOf(scratch.path), []);
  const bare = name.slice(1);
  const files = [`/dev/shm/${bare}`, `/dev/shm/sem.${bare}`];
  assert(makeQueue(bare));
  for (const file of files) Deno.writeTextFileSync(file, "");
  const found = [`message queue ${name}`, ...files.map((file) => `file ${file}`)];
  assertEquals(namesOf(scratch.path).sort(), found.sort());
  takeBack(scratch.path);
  assert(!queueExists(bare));
  for (const file of files) assert(!exists(file), file);
});

Deno.test("takeBack() removes a noted object without a key, and none that was there before", () => {
  using scratch = folder();
  const began = Date.now();
  const ids = make(0); // IPC_PRIVATE
  (["msg", "shm", "sem"] as const).forEach((kind, i) => {
    noteId(scratch.path, kind, ids[i]!, began + 3_600_000); // It was not there yet.
    noteId(scratch.path, kind, 1_000_000_000, began); // There is no such object.
  });
  assertEquals(namesOf(scratch.path), []);
  (["msg", "shm", "sem"] as const).forEach((kind, i) => {
    noteId(scratch.path, kind, ids[i]!, began);
  });
  const found = ["message queue", "shared memory segment", "semaphore set"];
  const expected = found.map((kind, i) => `${kind} ${ids[i]} (key 0x0)`);
  assertEquals(namesOf(scratch.path).sort(), expected.sort());
  takeBack(scratch.path);
  assertEquals(left(ids), []);
});

Deno.test("what tests left in the kernel is gone after each, and after a run that is killed", async () => {
  using scratch = folder();
  const list = `${scratch.path}/list`;
  Deno.writeTextFileSync(list, "");
  await using fixture = new Fixture(["keeping.ts"], { env: { LIST: list } });
  const lines = () => Deno.readTextFileSync(list).trimEnd().split("\n").filter((it) => it !== "");
  await eventually(() => lines().length === 3, "the last test waits", 20_000);
  const found = () =>
    lines().map((line) => JSON.parse(line)).map(({ key, name, ids }) => [
      objectsOf(key).length,
      left(ids).length,
      queueExists(name),
      ...[name, `sem.${name}`].map((file) => exists(`/dev/shm/${file}`)),
    ]);
  const [gone, there] = [[0, 0, false, false, false], [3, 3, true, true, true]];
  assertEquals(found(), [gone, gone, there]);
  fixture.signal("SIGKILL");
  await fixture.result();
  await eventually(() => fixture.left().length === 0, "the watchdog has ended", 20_000);
  assertEquals(found(), [gone, gone, gone]);
});

Deno.test("a watchdog takes back what a run in its run has noted", () => {
  const watchdog = new Watchdog();
  const inner = `${watchdog.scratch}/ipc-katas-0123456789ab`;
  const key = noteKey(inner);
  make(key);
  assertEquals(namesOf(watchdog.scratch).length, 3); // So `deno task clean` knows them, too.
  watchdog.close();
  assertEquals(objectsOf(key), []);
});

function exists(path: string): boolean {
  try {
    return Deno.statSync(path) !== undefined;
  } catch {
    return false;
  }
}
