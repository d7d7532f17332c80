import { type Census, census, leftOpen, leftRunning } from "./census.ts";
import { descriptors, isEventLoop, watches } from "../diagnosis/proc.ts";
import { close, pipe } from "../../sys/fd.ts";
import { epollCreate, eventfd, watch } from "../testdata/anonymous.ts";
import { kill, spawn, waitpid } from "../../sys/process.ts";
import { eventually } from "./eventually.ts";
import { assert, assertEquals } from "@std/assert";

const before: Census = new Map([
  [0, { target: "pipe:[1]", access: "read" }],
  [5, { target: "pipe:[2]", access: "read" }],
  [6, { target: "pipe:[2]", access: "write" }],
]);

Deno.test("leftOpen() finds nothing where nothing is new", () => {
  assertEquals(leftOpen(before, before, []), []);
  assertEquals(leftOpen(before, new Map([[0, before.get(0)!]]), [5, 6]), []);
});

Deno.test("leftOpen() names what is new, also under a number that was something else", () => {
  const now: Census = new Map([
    ...before,
    [5, { target: "pipe:[3]", access: "write" }],
    [7, { target: "socket:[4]", access: "both" }],
    [8, { target: "/etc/passwd", access: "read" }],
  ]);
  assertEquals(leftOpen(before, now, []), [
    "fd 5, the write end of pipe:[3]",
    "fd 7, the socket socket:[4]",
    "fd 8, the file /etc/passwd",
  ]);
});

Deno.test("leftOpen() names what was handed over and is still open", () => {
  assertEquals(leftOpen(before, before, [6]), [
    "fd 6, the write end of pipe:[2], which was handed over to it",
  ]);
});

Deno.test("census() counts pipes and files, but neither event loops nor Deno's caches", () => {
  const [readEnd, writeEnd] = pipe();
  using file = Deno.openSync("/etc/passwd");
  assert(file);
  const now = census();
  assertEquals([now.get(readEnd)?.access, now.get(writeEnd)?.access], ["read", "write"]);
  const targets = [...now.values()].map(({ target }) => target);
  assert(targets.includes("/etc/passwd"));
  assertEquals(targets.filter((target) => /_cache_v\d/.test(target)), []);
  // Other tests of this process may have some that are no event loop's.
  const loops = [...descriptors(Deno.pid).keys()].filter((fd) => isEventLoop(Deno.pid, fd));
  assert(loops.length > 0);
  const wakers = loops.flatMap((fd) => watches(Deno.pid, fd)).filter(({ data }) => data === 0n);
  const its = [...loops, ...wakers.map(({ fd }) => fd)].map((fd) => now.get(fd)?.target ?? "");
  assertEquals(its.filter((target) => target.startsWith("event")), []);
  close(readEnd);
  close(writeEnd);
});

Deno.test("census() counts an eventfd and an epoll descriptor that are not an event loop's", () => {
  const before = census();
  const [one, other] = [eventfd(), eventfd()];
  const epoll = epollCreate();
  watch(epoll, one);
  const kinds: [number, string][] = [
    [one, "an eventfd"],
    [other, "an eventfd"],
    [epoll, "an epoll descriptor"],
  ];
  const expected = kinds.map(([fd, kind]) => `fd ${fd}, ${kind}`);
  // Other tests of this process may open something meanwhile.
  const left = () => leftOpen(before, census(), []).filter((it) => expected.includes(it));
  assertEquals(left().sort(), expected.sort());
  [one, other, epoll].forEach(close);
  assertEquals(left(), []);
});

Deno.test("census() does not count what a Worker leaves behind, nor a child's pidfd", async () => {
  const before = census();
  const worker = new Worker("data:text/javascript,self.postMessage(1)", { type: "module" });
  await new Promise((resolve) => worker.onmessage = resolve);
  worker.terminate();
  const child = new Deno.Command("cat", { stdin: "piped" }).spawn();
  // While the loop of the Worker is being taken down, its parts go one after the other.
  const left = () => leftOpen(before, census(), []).filter((what) => !/pipe|socket/.test(what));
  await eventually(() => left().length === 0, () => `nothing is left: ${left()}`);
  await child.stdin.close();
  await child.status;
});

Deno.test("leftRunning() names children, and what they have started in the session", async () => {
  const pid = spawn("sh", ["-c", "(sleep 1000 &); sleep 1000"], {}, { session: true });
  try {
    const phrases = () => leftRunning(pid).map((phrase) => phrase.replace(/\d+/, "N"));
    await eventually(
      () => phrases().join() === Array(2).fill("sleep (pid N), which still runs").join(),
      "both programs run, one a child of the shell, one not",
    );
  } finally {
    kill(-pid, "SIGKILL");
    waitpid(pid);
  }
});

Deno.test("leftRunning() names a child that has ended and was not waited for", async () => {
  const pid = spawn("true", []);
  const phrase = `true (pid ${pid}), which has ended, but nobody waited for it`;
  await eventually(() => leftRunning(Deno.pid).includes(phrase), "it has ended");
  waitpid(pid);
  assertEquals(leftRunning(Deno.pid).includes(phrase), false);
});
