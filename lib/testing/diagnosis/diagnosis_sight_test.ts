// As root, the observer loses the power to look into other processes. To be an ordinary user would not
// do: that one may not even reach Deno's program.
import { fromFileUrl } from "@std/path";
import { obstacle } from "./sight.ts";
import { eventually } from "../peer/eventually.ts";
import { processes, stat } from "./proc.ts";
import { isIn, Scene } from "./testdata/blocked_process.ts";
import { close, pipe } from "../../sys/fd.ts";
import { assertEquals, assertMatch } from "@std/assert";

const IS_ROOT = Deno.uid() === 0;
const NOBODY = 65534;
const OBSERVER = fromFileUrl(import.meta.resolve("./testdata/blocked_observer.ts"));
const CONFIG = fromFileUrl(import.meta.resolve("../../../deno.json"));

/** As root, takes away the power to look into processes that may do more. */
const BLINKERS = IS_ROOT ? ["setpriv", "--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace"] : [];

/** A program that may not do more than the observer, so that it can look into it. */
function visible(program: string): [command: string, args: string[]] {
  const [command, ...args] = [...BLINKERS, program];
  return [command!, args];
}

/** What another process says, which may not look into processes that may do more than it. */
async function observed(
  aim: "diagnose" | "deadlocked",
  pids: number[],
  mount = "",
): Promise<string> {
  const deno = [
    Deno.execPath(),
    "run",
    "-A",
    "--no-check",
    "--quiet",
    "--config",
    CONFIG,
    OBSERVER,
  ];
  const plain = [...BLINKERS, ...deno, aim, ...pids.map(String)];
  const [command, ...args] = mount === ""
    ? plain
    : ["unshare", "--mount", "sh", "-c", `${mount} && exec "$@"`, "sh", ...plain];
  const { stdout } = await new Deno.Command(command!, { args, stderr: "inherit" }).output();
  return new TextDecoder().decode(stdout).trim().replace(/\b(pid|fd) \d+/g, "$1 N")
    .replace(/\[\d+\]/g, "[N]").replace(/of \d+ process(es)?/, "of N processes");
}

/** Mounts a /proc that hides other users' processes, but not from a group that root is not in. */
const HIDE = "mount -t proc -o hidepid=2,gid=65533 proc /proc";

async function canHide(): Promise<boolean> {
  const args = ["--mount", "sh", "-c", HIDE];
  const options = { args, stderr: "null" } as const;
  return IS_ROOT && (await new Deno.Command("unshare", options).output()).success;
}

const asNobody = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups"];

Deno.test("obstacle() is none where everything can be seen, and for who has gone", () => {
  assertEquals(obstacle(Deno.pid), undefined);
  assertEquals(obstacle(4194305), undefined);
});

Deno.test("a process that made itself undumpable is told by its state, and why no more is seen", async () => {
  using scene = new Scene();
  const [readEnd] = scene.keep(...pipe());
  const { pid } = await scene.prepared("A", "undumpable", [readEnd], [readEnd]);
  await eventually(() => stat(pid)?.state === "S", "it is blocked");
  assertMatch(
    await observed("diagnose", [pid]),
    /^deno \(pid N\) waits \(state S(, in the kernel's \w+)?\), but its system call cannot be read, because (Yama forbids it: kernel\.yama\.ptrace_scope is \d|it may do more than this process may, or has made itself undumpable)\.$/,
  );
});

/** Somebody else's process, which root can start and others can find. */
const stranger = processes().find((pid) => obstacle(pid)?.startsWith("it belongs to user"));

Deno.test("a process of another user is told by its state, and whose it is", {
  ignore: !IS_ROOT && stranger === undefined,
}, async () => {
  using scene = new Scene();
  const other = IS_ROOT ? scene.run("sleep", "setpriv", [...asNobody, "sleep", "1000"]) : stranger!;
  await eventually(() => !IS_ROOT || stat(other)?.name === "sleep", "sleep runs");
  assertMatch(
    await observed("diagnose", [other]),
    /^.* \(pid N\) (runs|waits \(state \w(, in the kernel's \w+)?\)), but its system call cannot be read, because it belongs to user \d+\.$/,
  );
});

Deno.test("where nobody seems to have the other end, it is told how many could not be seen", async () => {
  using scene = new Scene();
  const [readEnd, writeEnd] = pipe();
  const [gate] = scene.keep(...pipe());
  const cat = scene.run("cat", ...visible("cat"), { 0: readEnd });
  await scene.prepared("A", "undumpable", [gate], [gate, writeEnd]);
  close(readEnd);
  close(writeEnd);
  await eventually(() => stat(cat)?.name === "cat" && isIn(cat, "read"), "cat is blocked");
  assertEquals(
    await observed("diagnose", [cat]),
    "cat (pid N) waits in read(fd N) for bytes or the end of pipe:[N]; its write end is open in " +
      "nobody that can be seen (the descriptors of N processes cannot be seen).",
  );
});

Deno.test("there is no verdict on a deadlock while a process hides that could end it", async () => {
  using scene = new Scene();
  const ends = pipe();
  const [gate] = scene.keep(...pipe());
  const cat = scene.run("cat", ...visible("cat"), { 0: ends[0], 3: ends[1] });
  const { pid: hidden } = await scene.prepared("A", "undumpable", [gate], [gate, ends[1]]);
  for (const end of ends) close(end);
  await eventually(() => stat(cat)?.name === "cat" && isIn(cat, "read"), "cat is blocked");
  assertEquals(await observed("deadlocked", [cat, hidden]), "0");
  assertEquals(await observed("deadlocked", [cat]), "1"); // It started neither, so it takes A for a stranger.
});

Deno.test("where /proc hides processes, they are told to exist, and the others are seen", {
  ignore: !await canHide(),
}, async () => {
  using scene = new Scene();
  const hidden = scene.run("sleep", "setpriv", [...asNobody, "sleep", "1000"]);
  const [readEnd] = scene.keep(...pipe());
  const cat = scene.run("cat", ...visible("cat"), { 0: readEnd });
  await eventually(
    () => stat(hidden)?.name === "sleep" && stat(cat)?.name === "cat" && isIn(cat, "read"),
    "both are blocked",
  );
  assertEquals(
    await observed("diagnose", [hidden, cat], HIDE),
    "a process (pid N) exists, but its system call cannot be read, because /proc hides the " +
      "processes of other users (it is mounted with hidepid).\n" +
      "cat (pid N) waits in read(fd N) for bytes or the end of pipe:[N]; its write end is open in " +
      "nobody that can be seen (/proc hides the processes of other users).",
  );
});
