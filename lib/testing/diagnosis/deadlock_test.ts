import { deadlocked } from "./deadlock.ts";
import { eventually } from "../peer/eventually.ts";
import { children } from "./proc.ts";
import { isPatient } from "./objects/timeouts.ts";
import { isIn, Scene } from "./testdata/blocked_process.ts";
import { close, type Fd, pipe, socketpair, write } from "../../sys/fd.ts";
import { assertEquals } from "@std/assert";

/** Expects a verdict on these processes, and on no other ones. */
async function expectDeadlock(pids: number[], members = pids): Promise<void> {
  const end = performance.now() + 8000;
  let found: number[];
  do found = await deadlocked(pids); while (
    found.length !== members.length && performance.now() < end
  );
  assertEquals(found.sort(), [...members].sort());
}

/** Expects no verdict, although each process is in the call. */
async function expectNone(calls: Record<string, number[]>): Promise<void> {
  const pids = Object.values(calls).flat();
  const there = () =>
    Object.entries(calls).every(([call, pids]) => pids.every((pid) => isIn(pid, call)));
  await eventually(there, "everybody is blocked", 8000);
  for (let looks = 0; looks < 2; looks++) assertEquals(await deadlocked(pids), []);
}

function file(scene: Scene, name: string): string {
  const path = `${scene.folder}/${name}`;
  Deno.writeTextFileSync(path, "");
  return path;
}

/** Hands descriptors over to processes, and closes the test's own. */
function handOver<T>(fds: Fd[], start: () => T): T {
  const result = start();
  for (const fd of fds) close(fd);
  return result;
}

/** Most containers forbid to ask for time limits of sockets. Then there is no verdict on sockets. */
const seesTimeLimits = (() => {
  const [one, other] = socketpair();
  const sees = isPatient(Deno.pid, one, "data");
  for (const fd of [one, other]) close(fd);
  return sees;
})();

Deno.test("a process that waits for the end of a pipe it has the write end of waits for itself", async () => {
  using scene = new Scene();
  const ends = pipe();
  const reader = handOver(ends, () => scene.start("A", "read", [ends[0]], ends));
  await expectDeadlock([reader]);
});

Deno.test("two processes that read from each other's pipes are a deadlock", async () => {
  using scene = new Scene();
  const [one, other] = [pipe(), pipe()];
  const [a, b] = handOver([...one, ...other], () => [
    scene.start("A", "read", [one[0]], [one[0], other[1]]),
    scene.start("B", "read", [other[0]], [other[0], one[1]]),
  ]);
  await expectDeadlock([a!, b!]);
});

Deno.test("two processes that wait for each other's file locks are a deadlock", async () => {
  using scene = new Scene();
  const paths = [file(scene, "one"), file(scene, "other")];
  const [gate, opener] = scene.keep(...pipe());
  const [a, b] = await Promise.all([
    scene.prepared("A", "two_flocks", [...paths, gate], [gate]),
    scene.prepared("B", "two_flocks", [...paths.reverse(), gate], [gate]),
  ]);
  await expectNone({ read: [a.pid, b.pid] });
  write(opener, new Uint8Array(2));
  await expectDeadlock([a.pid, b.pid]);
});

Deno.test("two processes that wait for each other's record locks are a deadlock", async () => {
  using scene = new Scene();
  const path = file(scene, "records");
  const [gate, opener] = scene.keep(...pipe());
  const [a, b] = await Promise.all([
    scene.prepared("A", "two_record_locks", [path, 0, gate], [gate]),
    scene.prepared("B", "two_record_locks", [path, 1, gate], [gate]),
  ]);
  write(opener, new Uint8Array(2));
  await expectDeadlock([a.pid, b.pid]);
});

Deno.test("two processes that both read under a lock, and both want to write, are a deadlock", async () => {
  using scene = new Scene();
  const path = file(scene, "records");
  const [gate, opener] = scene.keep(...pipe());
  const [a, b] = await Promise.all([
    scene.prepared("A", "upgrades_record_lock", [path, gate], [gate]),
    scene.prepared("B", "upgrades_record_lock", [path, gate], [gate]),
  ]);
  write(opener, new Uint8Array(2));
  await expectDeadlock([a.pid, b.pid]);
});

Deno.test("a lock and a pipe make a deadlock too, and who only waits for it belongs to it", async () => {
  using scene = new Scene();
  const path = file(scene, "lock");
  const ends = pipe();
  const { pid: holder } = await scene.prepared("A", "holds_flock_and_reads", [path, ends[0]], [
    ends[0],
  ]);
  const waiter = handOver(
    ends,
    () => scene.start("B", "flock", [path, "exclusive"], [ends[1]]),
  );
  const third = scene.start("C", "flock", [path, "shared"]);
  await expectDeadlock([holder, waiter, third]);
});

Deno.test("two processes that receive from each other are a deadlock, unless the test has an end", {
  ignore: !seesTimeLimits,
}, async () => {
  using scene = new Scene();
  const [one, other] = socketpair();
  const [a, b] = [
    scene.start("A", "recv", [one], [one]),
    scene.start("B", "recv", [other], [other]),
  ];
  await expectNone({ recvfrom: [a, b] });
  close(one);
  await expectNone({ recvfrom: [a, b] });
  close(other);
  await expectDeadlock([a, b]);
});

Deno.test("two processes that send to each other and never receive are a deadlock", {
  ignore: !seesTimeLimits,
}, async () => {
  using scene = new Scene();
  const [one, other] = socketpair();
  const [a, b] = handOver([one, other], () => [
    scene.start("A", "send", [one], [one]),
    scene.start("B", "send", [other], [other]),
  ]);
  await expectDeadlock([a!, b!]);
});

Deno.test("both ends of a TCP connection that only receive are a deadlock", {
  ignore: !seesTimeLimits,
}, async () => {
  using scene = new Scene();
  const { pid: server, said: port } = await scene.prepared("A", "accepts_and_reads");
  const client = scene.start("B", "connects_and_reads", [port]);
  await expectDeadlock([server, client]);
});

Deno.test("there is no verdict when a time limit ends the wait", async () => {
  using scene = new Scene();
  const [one, other] = socketpair();
  const [patient, hasty] = handOver([one, other], () => [
    scene.start("A", "recv", [one], [one]),
    scene.start("B", "recv_for_a_minute", [other], [other]),
  ]);
  await expectNone({ recvfrom: [patient!, hasty!] });
});

Deno.test("there is no verdict while a copy of a descriptor is on its way through a socket", async () => {
  using scene = new Scene();
  const ends = pipe();
  const [, its] = scene.keep(...socketpair());
  const inherits = [...ends, its];
  const reader = handOver(
    ends,
    () => scene.start("A", "sends_write_end_and_reads", inherits, inherits),
  );
  await expectNone({ read: [reader] });
});

Deno.test("an idle event loop and its child that wait for each other are a deadlock", async () => {
  using scene = new Scene();
  const pid = scene.start("A", "fills_cat");
  // However long some timer still runs, of which Deno has its own.
  const loops = { deaf: [pid], horizon: -Infinity };
  let found: number[] = [];
  const decided = async () => (found = await deadlocked([pid], undefined, loops)).length > 0;
  for (let looks = 0; looks < 60 && !await decided(); looks++);
  assertEquals(found.toSorted((a, b) => a - b), [pid, ...children(pid)]);
  assertEquals(await deadlocked([pid], undefined, { ...loops, deaf: [] }), []); // A signal may come.
  assertEquals(await deadlocked([pid], undefined, { ...loops, horizon: 3600_000 }), []);
});

Deno.test("there is no verdict on what anybody could end: FIFOs, semaphores, queues, memory", async () => {
  using scene = new Scene();
  const path = `${scene.folder}/fifo`;
  new Deno.Command("mkfifo", { args: [path] }).outputSync();
  const [set, queue] = await Promise.all([
    scene.prepared("A", "semop"),
    scene.prepared("B", "msgrcv"),
  ]);
  scene.finally("set", set.said);
  scene.finally("queue", queue.said);
  const opener = scene.start("C", "open_to_read", [path]);
  const sleeper = scene.start("D", "atomics");
  await expectNone({ semop: [set.pid], msgrcv: [queue.pid], open: [opener], futex: [sleeper] });
});

Deno.test("there is no verdict on a process whose lock the test holds", async () => {
  using scene = new Scene();
  const path = file(scene, "lock");
  using held = Deno.openSync(path);
  held.lockSync(true);
  await expectNone({ flock: [scene.start("A", "flock", [path, "exclusive"])] });
});
