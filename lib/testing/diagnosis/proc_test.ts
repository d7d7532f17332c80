import {
  atOneMoment,
  children,
  descriptors,
  effort,
  holders,
  marked,
  processes,
  stat,
  syscall,
  target,
  threads,
} from "./proc.ts";
import { waitOf } from "./calls.ts";
import { eventually } from "../peer/eventually.ts";
import { close, F_GETPIPE_SZ, fcntl, type Fd, pipe, write } from "../../sys/fd.ts";
import { kill, spawn, waitpid } from "../../sys/process.ts";
import { assert, assertEquals, assertGreater } from "@std/assert";
import { spy } from "@std/testing/mock";

/** More than the kernel's highest process number. */
const NOBODY = 4194305;

/** Runs a program until the block ends. */
function started(
  command: string,
  args: string[],
  fds: Record<number, Fd> = {},
): Disposable & { pid: number } {
  const pid = spawn(command, args, fds, { session: true });
  return {
    pid,
    [Symbol.dispose]() {
      kill(-pid, "SIGKILL");
      waitpid(pid);
    },
  };
}

function opened(): Disposable & { readEnd: Fd; writeEnd: Fd; object: string } {
  const [readEnd, writeEnd] = pipe();
  const object = target(Deno.pid, readEnd)!;
  return {
    readEnd,
    writeEnd,
    object,
    [Symbol.dispose]() {
      close(readEnd);
      close(writeEnd);
    },
  };
}

/** Waits until the main thread of a process waits in this call, and gives what it waits for. */
async function waitIn(pid: number, call: string) {
  const wait = () => {
    const now = syscall(pid, pid);
    return now === "running" || now === undefined ? undefined : waitOf(now);
  };
  await eventually(() => wait()?.call === call, `process ${pid} waits in ${call}`);
  return wait();
}

Deno.test("stat() tells the name, the state, the parent, the group and the session", async () => {
  using sleep = started("sleep", ["1000"]);
  await eventually(() => stat(sleep.pid)?.state === "S", "sleep sleeps");
  const { pid } = sleep;
  assertEquals(stat(pid), {
    name: "sleep",
    state: "S",
    parent: Deno.pid,
    group: pid,
    session: pid,
    exits: false,
  });
});

Deno.test("stat() reads a name with spaces and parentheses", () => {
  const folder = Deno.makeTempDirSync();
  const program = `${folder}/a) R 1 (b`;
  Deno.copyFileSync("/bin/sleep", program);
  try {
    using strange = started(program, ["1000"]);
    assertEquals(stat(strange.pid)?.name, "a) R 1 (b");
    assertEquals(stat(strange.pid)?.parent, Deno.pid);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("stat() knows a process that has ended and was not collected", async () => {
  const pid = spawn("true", []);
  await eventually(() => stat(pid)?.state === "Z", "it has ended");
  assertEquals(stat(pid)?.exits, true);
  waitpid(pid);
  assertEquals(stat(pid), undefined);
});

Deno.test("what is not there gives nothing, never an error", () => {
  assertEquals(stat(NOBODY), undefined);
  assertEquals(target(NOBODY, 0), undefined);
  assertEquals(target(Deno.pid, 1_000_000), undefined);
  assertEquals(syscall(NOBODY, NOBODY), undefined);
  assertEquals([threads(NOBODY), [...descriptors(NOBODY)], children(NOBODY)], [[], [], []]);
  assertEquals(effort(NOBODY, NOBODY), { cpu: 0, sleeps: 0 });
});

Deno.test("processes() and children() find a child, and threads() its threads", () => {
  using sleep = started("sleep", ["1000"]);
  assert(processes().includes(sleep.pid));
  assert(children(Deno.pid).includes(sleep.pid));
  assertEquals(threads(sleep.pid), [sleep.pid]);
  assertEquals(threads(Deno.pid)[0], Deno.pid);
  assertGreater(threads(Deno.pid).length, 1);
});

Deno.test("marked() finds processes by their environment", async () => {
  const name = `MARK_${crypto.randomUUID().replaceAll("-", "_")}`;
  const env = { ...Deno.env.toObject(), [name]: "yes" };
  const pid = spawn("sleep", ["1000"], {}, { env });
  await eventually(() => marked(`${name}=yes`).length > 0, "the program runs");
  assertEquals(marked(`${name}=yes`), [pid]);
  assertEquals(marked(`${name}=ye`), []);
  kill(pid, "SIGKILL");
  waitpid(pid);
});

Deno.test("holders() finds who has which end of a pipe open", async () => {
  using ends = opened();
  using cat = started("cat", [], { 0: ends.readEnd });
  await waitIn(cat.pid, "read");
  const by = (use: "read" | "write") => holders(ends.object, use).filter(({ pid }) => pid > 1);
  assertEquals(by("write"), [{ pid: Deno.pid, fd: ends.writeEnd }]);
  assertEquals(
    by("read").sort((a, b) => a.pid - b.pid),
    [{ pid: Deno.pid, fd: ends.readEnd }, { pid: cat.pid, fd: 0 }].sort((a, b) => a.pid - b.pid),
  );
});

Deno.test("atOneMoment() looks at everybody's descriptors once, and holders() tells the same", async () => {
  using ends = opened();
  using cat = started("cat", [], { 0: ends.readEnd });
  await waitIn(cat.pid, "read");
  const ask = () => (["read", "write"] as const).map((use) => holders(ends.object, use));
  using looks = spy(Deno, "readDirSync");
  const one = () => looks.calls.filter(({ args: [path] }) => path === `/proc/${cat.pid}/fd`).length;
  const each = ask();
  assertEquals(one(), 2);
  assertEquals(atOneMoment(() => [ask(), ask()]), [each, each]);
  assertEquals(one(), 3);
  ask();
  assertEquals(one(), 5);
});

Deno.test("a process that waits in read() is seen to wait for data", async () => {
  using ends = opened();
  using cat = started("cat", [], { 0: ends.readEnd });
  assertEquals(await waitIn(cat.pid, "read"), { call: "read", for: "data", subject: 0 });
});

Deno.test("a process that waits in write() is seen to wait for room", async () => {
  using ends = opened();
  write(ends.writeEnd, new Uint8Array(fcntl(ends.readEnd, F_GETPIPE_SZ)));
  using yes = started("yes", [], { 1: ends.writeEnd });
  assertEquals(await waitIn(yes.pid, "write"), { call: "write", for: "room", subject: 1 });
});

Deno.test("a process that waits for a child is seen to wait for that child, or for any", async () => {
  using shell = started("sh", ["-c", "sleep 1000; :"]);
  assertEquals(await waitIn(shell.pid, "waitpid"), { call: "waitpid", for: "child", subject: -1 });
});

Deno.test("a process that sleeps is seen to wait for time", async () => {
  using sleep = started("sleep", ["1000"]);
  assertEquals((await waitIn(sleep.pid, "clock_nanosleep"))?.for, "time");
});

Deno.test("effort() grows while a process runs, and only then", async () => {
  using busy = started("sh", ["-c", "while :; do :; done"]);
  using idle = started("sleep", ["1000"]);
  await waitIn(idle.pid, "clock_nanosleep");
  const before = effort(idle.pid, idle.pid);
  const start = effort(busy.pid, busy.pid).cpu;
  await eventually(() => effort(busy.pid, busy.pid).cpu > start + 20, "it uses the CPU");
  assertEquals(effort(idle.pid, idle.pid), before);
});
