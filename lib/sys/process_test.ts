import { SysError } from "./errno.ts";
import { close, type Fd, pipe, read, write } from "./fd.ts";
import { kill, spawn, type SpawnOptions, waitpid, WNOHANG } from "./process.ts";
import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { eventually } from "../testing/peer/eventually.ts";
import { stat, target } from "../testing/diagnosis/proc.ts";

/** Runs a program to its end, and gives what it printed. */
function run(
  command: string,
  args: string[],
  fds: Record<number, Fd> = {},
  options?: SpawnOptions,
): string {
  const [readEnd, writeEnd] = pipe();
  let pid;
  try {
    pid = spawn(command, args, { ...fds, 1: writeEnd }, options);
  } finally {
    close(writeEnd);
    if (pid === undefined) close(readEnd);
  }
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(65536);
  let output = "";
  for (let length; (length = read(readEnd, buffer)) > 0;) {
    output += decoder.decode(buffer.subarray(0, length), { stream: true });
  }
  close(readEnd);
  assertEquals(waitpid(pid)?.code, 0);
  return output;
}

/** The open descriptors of a new process that name one of these objects. */
function inherited(list: string, objects: (string | undefined)[]): string[] {
  return list.trim().split("\n").filter((line) => objects.some((object) => line.endsWith(object!)));
}

/** Prints each descriptor of the process that runs it, such as `7 pipe:[413959]`. */
const LIST = `for file in /proc/$$/fd/*; do
  link=$(readlink "$file") && echo "\${file##*/} $link"
done`;

Deno.test("spawn() passes arguments on as they are, empty and Unicode ones too", () => {
  const args = ["", "two words", "", "Grüße, 世界 👋", "line\nbreak", "$HOME \\ ' \"", "*"];
  assertEquals(run("printf", ["%s\\0", ...args]), args.map((arg) => arg + "\0").join(""));
});

Deno.test("spawn() passes ten thousand arguments on", () => {
  const args = Array.from({ length: 10_000 }, (_, index) => `${index}`.repeat(1 + index % 3));
  assertEquals(run("printf", ["%s\\n", ...args]), args.join("\n") + "\n");
});

Deno.test("spawn() passes the same strings on each time, however much memory is collected", () => {
  const args = Array.from({ length: 100 }, (_, index) => `argument ${index} `.repeat(10));
  const env = Object.fromEntries(args.map((arg, index) => [`VARIABLE_${index}`, arg]));
  const expected = args.join("\n") + `\n${args[99]}\n`;
  for (let round = 0; round < 50; round++) {
    Array.from({ length: 2000 }, () => new Uint8Array(200)); // for the garbage collector
    const script = 'printf "%s\\n" "$@" "$VARIABLE_99"';
    assertEquals(run("/bin/sh", ["-c", script, "sh", ...args], {}, { env }), expected);
  }
});

Deno.test("spawn() refuses a string with a NUL in command, argument and environment", () => {
  const message = 'Cannot pass "a\\u0000b" to the system: it contains a NUL';
  assertThrows(() => spawn("a\0b", []), TypeError, message);
  assertThrows(() => spawn("true", ["a\0b"]), TypeError, message);
  assertThrows(
    () => spawn("true", [], {}, { env: { NAME: "a\0b" } }),
    TypeError,
    'Cannot pass "NAME=a\\u0000b" to the system',
  );
});

Deno.test("spawn() searches PATH for a name, and only for a name without a slash", () => {
  assertEquals(run("echo", ["found"]), "found\n");
  assertEquals(assertThrows(() => spawn("./echo", []), SysError).code, "ENOENT");
});

Deno.test("spawn() throws ENOENT for a missing program and EACCES for one that may not run", () => {
  // A folder in PATH that may not be searched would make it EACCES.
  const missing = assertThrows(() => spawn("/no-such-program", []), SysError);
  assertEquals(missing.code, "ENOENT");
  assertMatch(missing.message, /^Cannot posix_spawn \/no-such-program: ENOENT/);
  assertEquals(assertThrows(() => spawn("/etc/passwd", []), SysError).code, "EACCES");
});

Deno.test("spawn() gives the program this environment, or the one it is told", () => {
  assertEquals(run("sh", ["-c", "echo $HOME"]), `${Deno.env.get("HOME") ?? ""}\n`);
  const env = { GREETING: "Grüße = 世界", EMPTY: "" };
  assertEquals(run("env", [], {}, { env }), "GREETING=Grüße = 世界\nEMPTY=\n");
});

Deno.test("spawn() hands descriptors over under the numbers that it is told, and no others", () => {
  const first = pipe();
  const second = pipe();
  const [one, two] = [target(Deno.pid, first[0]), target(Deno.pid, second[0])];
  try {
    const list = run("sh", ["-c", LIST], { 107: first[0], 108: first[0], 109: second[1] });
    assertEquals(inherited(list, [one, two]), [`107 ${one}`, `108 ${one}`, `109 ${two}`]);
  } finally {
    [...first, ...second].forEach(close);
  }
});

Deno.test("spawn() hands a descriptor over under its own number", () => {
  const [readEnd, writeEnd] = pipe();
  const object = target(Deno.pid, writeEnd);
  try {
    const list = run("sh", ["-c", LIST], { [writeEnd]: writeEnd });
    assertEquals(inherited(list, [object]), [`${writeEnd} ${object}`]);
  } finally {
    close(readEnd);
    close(writeEnd);
  }
});

Deno.test("a child of Deno.Command gets no end of a pipe", () => {
  const [readEnd, writeEnd] = pipe();
  const object = target(Deno.pid, readEnd);
  try {
    const { stdout } = new Deno.Command("sh", { args: ["-c", LIST] }).outputSync();
    const list = new TextDecoder().decode(stdout);
    assertMatch(list, /^2 /m);
    assertEquals(inherited(list, [object]), []);
  } finally {
    close(readEnd);
    close(writeEnd);
  }
});

Deno.test("spawn() lets a child keep a pipe open until the child ends", () => {
  const [readEnd, writeEnd] = pipe();
  const [hold, release] = pipe();
  const pid = spawn("cat", [], { 0: hold, 1: writeEnd });
  close(writeEnd);
  close(hold);
  write(release, new Uint8Array([42]));
  const buffer = new Uint8Array(8);
  assertEquals(read(readEnd, buffer), 1); // cat had a copy, although this process has none.
  assertEquals(buffer[0], 42);
  close(release);
  assertEquals(read(readEnd, buffer), 0);
  close(readEnd);
  assertEquals(waitpid(pid), { pid, code: 0, signal: null });
});

Deno.test("spawn() refuses to hand over a descriptor that the child has replaced by then", () => {
  const swap = assertThrows(() => spawn("true", [], { 0: 1, 1: 0 }), TypeError);
  assertEquals(
    swap.message,
    "Cannot hand over fd 0 as fd 1: in the child, fd 0 is replaced first",
  );
  assertThrows(() => spawn("true", [], { 5: 1, 6: 5 }), TypeError, "fd 5 is replaced first");
});

Deno.test("spawn() hands over a descriptor whose number another one takes afterwards", () => {
  const [readEnd, writeEnd] = pipe();
  const object = target(Deno.pid, readEnd);
  const high = Math.max(readEnd, writeEnd) + 100;
  try {
    // 3 is a copy of the read end, and the read end's own number a copy of the write end.
    const list = run("sh", ["-c", LIST], { 3: readEnd, [readEnd]: writeEnd, [high]: writeEnd });
    assertEquals(
      inherited(list, [object]).sort(),
      [`3 ${object}`, `${readEnd} ${object}`, `${high} ${object}`].sort(),
    );
  } finally {
    close(readEnd);
    close(writeEnd);
  }
});

Deno.test("spawn() throws EBADF for a descriptor that is not open", () => {
  assertEquals(assertThrows(() => spawn("true", [], { 0: 1_000_000 }), SysError).code, "EBADF");
  assertEquals(assertThrows(() => spawn("true", [], { 0: -1 }), SysError).code, "EBADF");
});

Deno.test("spawn() starts a session and a process group only when asked", () => {
  const [stdin, hangUp] = pipe();
  const child = spawn("cat", [], { 0: stdin });
  const leader = spawn("cat", [], { 0: stdin }, { session: true });
  try {
    assertEquals(stat(child)?.group, stat(Deno.pid)?.group);
    assertEquals(stat(leader)?.group, leader);
    assertEquals(session(child), session(Deno.pid));
    assertEquals(session(leader), leader);
  } finally {
    close(stdin);
    close(hangUp);
    waitpid(child);
    waitpid(leader);
  }
});

Deno.test("spawn() starts a program with SIGPIPE at its default and no signal blocked", () => {
  const status = run("cat", ["/proc/self/status"]);
  assertMatch(status, /^SigBlk:\t0000000000000000$/m);
  const ignored = BigInt("0x" + /^SigIgn:\t(\w+)$/m.exec(status)![1]);
  assertEquals(ignored & (1n << 12n), 0n); // SIGPIPE is number 13.
  // Here it is ignored: the test could not fail otherwise.
  const own = Deno.readTextFileSync("/proc/self/status");
  assert(BigInt("0x" + /^SigIgn:\t(\w+)$/m.exec(own)![1]) & (1n << 12n));
});

Deno.test("waitpid() tells the exit code", () => {
  for (const code of [0, 1, 7, 255]) {
    const pid = spawn("sh", ["-c", `exit ${code}`]);
    assertEquals(waitpid(pid), { pid, code, signal: null });
  }
});

Deno.test("waitpid() tells the signal that ended a process, by the name that Deno uses", async () => {
  const signals = { SIGKILL: 9, SIGTERM: 15, SIGPIPE: 13, SIGABRT: 6, SIGIO: 29, SIGSYS: 31 };
  for (const [signal, number] of Object.entries(signals)) {
    const script = `ulimit -c 0; kill -${number} $$`;
    const status = { code: 128 + number, signal: signal as Deno.Signal };
    const pid = spawn("sh", ["-c", script]);
    assertEquals(waitpid(pid), { pid, ...status });
    const { code, signal: same } = await new Deno.Command("sh", { args: ["-c", script] }).output();
    assertEquals({ code, signal: same }, status);
  }
});

Deno.test("waitpid() with WNOHANG returns undefined while the child runs", async () => {
  const [stdin, hangUp] = pipe();
  const pid = spawn("cat", [], { 0: stdin });
  close(stdin);
  assertEquals(waitpid(pid, WNOHANG), undefined);
  close(hangUp);
  await eventually(() => stat(pid)?.state === "Z", "cat ends");
  assertEquals(waitpid(pid, WNOHANG), { pid, code: 0, signal: null });
});

Deno.test("waitpid() throws ECHILD for a child that was collected before", () => {
  const pid = spawn("true", []);
  waitpid(pid);
  assertEquals(assertThrows(() => waitpid(pid), SysError).code, "ECHILD");
});

Deno.test("kill() ends a process, and with 0 only asks whether there is one", () => {
  const pid = spawn("sleep", ["1000"]);
  kill(pid, 0);
  assertEquals(waitpid(pid, WNOHANG), undefined);
  kill(pid, "SIGTERM");
  assertEquals(waitpid(pid)?.signal, "SIGTERM");
  assertEquals(assertThrows(() => kill(pid, 0), SysError).code, "ESRCH");
});

Deno.test("kill() with a negative number reaches the whole process group", () => {
  const [readEnd, writeEnd] = pipe();
  const script = "sleep 1000 & echo started; wait";
  const pid = spawn("sh", ["-c", script], { 1: writeEnd }, { session: true });
  close(writeEnd);
  const buffer = new Uint8Array(16);
  assertEquals(read(readEnd, buffer), 8); // "started\n"
  kill(-pid, "SIGKILL");
  assertEquals(read(readEnd, buffer), 0); // Both had the write end.
  assertEquals(waitpid(pid)?.signal, "SIGKILL");
  close(readEnd);
});

Deno.test("kill() refuses a signal that Linux does not have", () => {
  assertThrows(
    () => kill(Deno.pid, "SIGBREAK"),
    TypeError,
    "Cannot send SIGBREAK: Linux has no such signal, see man 7 signal",
  );
});

/** The session of a process: `man 5 proc`. */
function session(pid: number): number {
  const fields = Deno.readTextFileSync(`/proc/${pid}/stat`).replace(/^.*\) /s, "").split(" ");
  return Number(fields[3]);
}
