import {
  assertBytes,
  assertError,
  assertResult,
  different,
  eventually,
  peerModule,
  positions,
  supervised,
  timeout,
} from "lib/testing/mod.ts";
import { assert, assertEquals, assertMatch, fail } from "@std/assert";
import { join } from "@std/path";
import { isBlockedIn } from "lib/testing/diagnosis/activity.ts";
import { children, descendants, descriptors, stat, target } from "lib/testing/diagnosis/proc.ts";
import type { Program } from "./pipe.ts";
import { anHour, granted, interrupt, letGo, openGate, stuck } from "./moments.ts";
import { close, F_GETPIPE_SZ, fcntl, type Fd, read, unread, write } from "lib/sys/fd.ts";
import { mkfifo, O_WRONLY } from "lib/sys/fifo.ts";
import { type ExitStatus } from "lib/sys/process.ts";

const kata = peerModule<typeof import("./pipe.ts")>(import.meta.resolve("./pipe.ts"));
/** Calls of your functions, several in one process. */
const scenarios = peerModule<typeof import("./scenarios.ts")>(
  new URL("./scenarios.ts", import.meta.url).href,
);

type Filtered = Awaited<ReturnType<typeof import("./pipe.ts").filter>>;
type Piped = ReturnType<typeof import("./pipe.ts").pipeline>;

/** For a call that does a lot, or waits for what the test does meanwhile, in milliseconds. */
const deadline = 9000;

/** How much a pipe holds on this machine. */
const capacity = (fd: Fd) => fcntl(fd, F_GETPIPE_SZ);

/** A pipe keeps its bytes in so many pages. */
const PAGES = 16;

/** More than a pipe holds. */
const threeTimes = (fd: Fd) => 3 * capacity(fd);

/** More than two pipes and the buffer of a program between them hold, and no multiple of anything. */
const plenty = (fd: Fd) => Math.max(threeTimes(fd), 1024 * 1024) + 12_345;

/** Bytes that mean something elsewhere: no text, a mark at the beginning, blanks and NUL at the end. */
const ODD = [[0, 65, 0, 0], [0xef, 0xbb, 0xbf, 65], [65, 32, 13, 10], [0xff, 0xc3]]
  .map((bytes) => new Uint8Array(bytes));

/** Fails unless a message arrived, and says which one it was. */
function assertMessage(actual: Uint8Array, message: Uint8Array): void {
  try {
    assertBytes(actual, message);
  } catch (error) {
    const { length } = message;
    const which = length > 0 && length <= 4 ? `${length}, which is ${message.join()}` : length;
    (error as Error).message = `A message of length ${which}: ${(error as Error).message}`;
    throw error;
  }
}

/** Appends to the file $1 what arrives, and a little more than expected at most. */
const SAVE = 'head -c "$2" >> "$1"; head -c 1 >> "$1"; cat > /dev/null';

/** Does the same for one descriptor after another: the folder, then each descriptor and length. */
const SAVE_EACH = `
folder=$1; shift
while [ $# -gt 0 ]; do
  head -c "$(($2 + 1))" < "/proc/self/fd/$1" > "$folder/$1"
  cat < "/proc/self/fd/$1" > /dev/null
  shift 2
done`;

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Only what every way to learn of a status tells. */
const outcome = (status?: ExitStatus) => status && { code: status.code, signal: status.signal };

/** Words that a shell, a format or an option parser would take for something else. */
const WORDS = [
  "a b",
  "",
  "$HOME",
  "*",
  "it's",
  '"',
  "\\",
  ";",
  " two\nlines ",
  "-n",
  "a=b",
  "%s",
  "ä",
  "a\u0308", // looks the same
  "a b", // once more
];

const exited = (code: number) => ({ code, signal: null });

Deno.test(
  "send() delivers none, one or many bytes, and hangs up",
  { timeout },
  supervised(async ({ pipe, start, run, scratch }) => {
    const full = capacity(pipe()[0]);
    const sizes = [0, 1, 2, full / PAGES + 1, full - 1, full, 0, full + 1, 3 * full + 100_001];
    const sent = [...different(...sizes), ...ODD.slice(0, 2)];
    const calls = sent.map((message) => ({ ends: pipe(), message }));
    const inherits = calls.map(({ ends: [, writeEnd] }) => writeEnd);
    const given = calls.map(({ ends: [, writeEnd], message }): [Fd, Uint8Array] => [
      writeEnd,
      message,
    ]);
    const options = { inherits, role: "send()", deadline };
    const sender = start(scenarios, "sendEach", [kata.url, given], options);
    const each = calls.flatMap(({ ends: [fd], message }) => [`${fd}`, `${message.length}`]);
    const fds = Object.fromEntries(calls.map(({ ends: [readEnd] }) => [readEnd, readEnd]));
    const reader = run("sh", ["-c", SAVE_EACH, "sh", scratch(), ...each], fds);
    calls.forEach(({ ends }) => ends.forEach(close));

    const wrong = await sender.result;
    await reader.status; // It ends when nobody can write any more.
    for (const { ends: [fd], message } of calls) {
      const received = await Deno.readFile(join(scratch(), `${fd}`));
      assertMessage(received, message);
    }
    assertEquals(wrong, [], "When send() had returned:");
  }),
);

Deno.test(
  "send() goes on after a write that took only a part",
  { timeout },
  supervised(async ({ pipe, start, run, scratch }) => {
    const [readEnd, writeEnd] = pipe();
    const page = capacity(readEnd) / PAGES;
    const message = positions(threeTimes(readEnd) + 777);
    const file = join(scratch(), "received");
    // No piece of a message fits both 13 pages and 23: some write is stopped in the middle.
    write(writeEnd, new Uint8Array(3 * page));
    const options = { inherits: [writeEnd], role: "send()", deadline };
    const given = [kata.url, "send", [[writeEnd, message]], scratch()] as const;
    const sender = start(scenarios, "takeAnHour", [...given], options);
    close(writeEnd);
    await stuck(sender, readEnd);
    await anHour(sender, scratch());
    const first = new Uint8Array(10 * page);
    let got = 0;
    await interrupt(sender, "when the pipe was full", () => {
      got = read(readEnd, first) - 3 * page; // It makes room for as much again.
    });
    await Deno.writeFile(file, first.subarray(3 * page).subarray(0, got));
    await stuck(sender, readEnd);
    await interrupt(sender, "after its first write() was interrupted");
    const rest = `${message.length - got}`;
    const reader = run("sh", ["-c", SAVE, "sh", file, rest], { 0: readEnd });
    close(readEnd);

    const wrong = await sender.result;
    await reader.status;
    assertBytes(await Deno.readFile(file), message);
    assertEquals(wrong, [], "When send() had returned:");
  }),
);

Deno.test(
  "send() throws EPIPE when nobody reads any more, and closes its own end",
  { timeout },
  supervised(async ({ pipe, start, open }) => {
    const calls = [
      { message: "5 bytes that nobody reads", length: 5, expected: "EPIPE" },
      { message: "no bytes that nobody reads", length: 0, expected: undefined },
      { message: "bytes whose reader leaves", length: threeTimes(pipe()[0]), expected: "EPIPE" },
      { message: "1 byte after that", length: 1, expected: undefined },
    ].map((call) => ({ ...call, ends: pipe() }));
    const full = open("/dev/full", O_WRONLY);
    const [[nobody], [nobodyElse], [readEnd], [lastEnd]] = calls.map(({ ends }) => ends) as [
      [Fd, Fd],
      [Fd, Fd],
      [Fd, Fd],
      [Fd, Fd],
    ];
    close(nobody);
    close(nobodyElse);
    const given = calls.map(({ ends: [, writeEnd], length }): [Fd, Uint8Array] => [
      writeEnd,
      positions(length),
    ]);
    given.push([full, positions(1)]); // Whatever is written to it fails, as on a disk that is full.
    const inherits = given.map(([writeEnd]) => writeEnd);
    const options = { inherits, role: "send()", deadline };
    const sender = start(scenarios, "trySending", [kata.url, given], options);
    inherits.forEach(close);
    await eventually(() => unread(readEnd) > 0 || sender.settled, "send() has begun to write");
    close(readEnd); // There was no room for all of it.

    const { outcomes, wrong } = await sender.result;
    for (const [at, { message, expected }] of calls.entries()) {
      if (expected) assertError(outcomes[at], [expected], `send(), for ${message}`);
      else assertResult(outcomes[at], `send(), for ${message}`);
    }
    assertEquals(read(lastEnd, new Uint8Array(2)), 1, "The byte after that did not arrive.");
    const last = outcomes[calls.length]!;
    const failure = "error" in last ? last.error : "nothing";
    const reason = `1 byte to /dev/full: send() threw ${failure}, although write() throws ENOSPC.`;
    assert(!["nothing", "EPIPE"].includes(failure), reason);
    assertEquals(wrong, [], "When send() had returned or thrown:");
  }),
);

Deno.test(
  "receive() joins a message that arrives in pieces",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const [readEnd, writeEnd] = pipe();
    const inherits = [readEnd, writeEnd];
    const receiver = start(kata, "receive", [readEnd, writeEnd], { inherits });
    const pieces = [4096, 3, 1, 700, 4095, 5000, 1, 8193];
    const message = positions(pieces.reduce((sum, length) => sum + length));

    let sent = 0;
    for (const length of pieces) {
      sent += write(writeEnd, message.subarray(sent, sent + length));
      // The next piece must not arrive together with this one.
      await eventually(
        () => unread(readEnd) === 0 || receiver.settled,
        "receive() has read a piece",
      );
    }
    close(writeEnd);
    assertBytes(await receiver.result, message);
  }),
);

Deno.test(
  "receive() ends although its process has a copy of the write end",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const [readEnd, writeEnd] = pipe();
    const inherits = [readEnd, writeEnd];
    const receiver = start(kata, "receive", [readEnd, writeEnd], { inherits });
    write(writeEnd, positions(5));
    await eventually(() => unread(readEnd) === 0 || receiver.settled, "receive() has read it");
    close(writeEnd); // The test hangs up: the only copy left would be receive()'s own.

    assertBytes(await receiver.result, positions(5));
  }),
);

Deno.test(
  "receive() does not take silence for the end",
  { timeout },
  supervised(async ({ pipe, start, scratch }) => {
    const [readEnd, writeEnd] = pipe();
    const object = target(Deno.pid, writeEnd)!;
    const options = { inherits: [readEnd, writeEnd], role: "receive()", deadline };
    const given = [kata.url, "receive", [readEnd, writeEnd], scratch()] as const;
    const receiver = start(scenarios, "takeAnHour", [...given], options);
    write(writeEnd, positions(10).subarray(0, 5));
    await eventually(() => {
      const held = [...descriptors(receiver.pid).values()];
      const ready = !held.some((its) => its.target === object && its.access === "write");
      return (ready && unread(readEnd) === 0) || receiver.settled;
    }, `receive() has closed its own copy of the write end, fd ${writeEnd}`);
    await anHour(receiver, scratch());
    write(writeEnd, positions(10).subarray(5, 7));
    // Whoever looks at the clock between two reads has to see it.
    const taken = () => unread(readEnd) === 0 || receiver.settled;
    await eventually(taken, "receive() has read what came after an hour");
    write(writeEnd, positions(10).subarray(7));
    close(writeEnd);

    assertBytes(await receiver.result as Uint8Array, positions(10));
  }),
);

Deno.test(
  "receive() returns each message in an array of its own, also an empty one",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const full = capacity(pipe()[0]);
    const powers = [10, 11, 12, 13, 14, 15, 16].map((power) => 2 ** power);
    const sizes = [0, 1, 0, ...powers.flatMap((size) => [size - 1, size, size + 1]), full, 7];
    const sent = [...different(...sizes.filter((size) => size <= full)), ...ODD];
    const options = { role: "receive()", deadline };
    const received = await start(scenarios, "receiveEach", [kata.url, sent], options).result;

    for (const [at, message] of sent.entries()) {
      assertMessage(received[at]!, message);
    }
  }),
);

Deno.test(
  "receive() throws when reading fails, and closes both ends",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const message = positions(5);
    const options = { role: "receive()" };
    const given = [kata.url, scratch(), message] as const;
    const { failed, received } = await start(scenarios, "receiveAfterFailure", [...given], options)
      .result;

    for (const [at, when] of ["at once", "after the first 5 bytes"].entries()) {
      const found = failed[at]!;
      const reason = `receive() returned, although it had to throw: its read() failed ${when}.`;
      assert("error" in found, reason);
      assert(!found.error.startsWith("no Error"), `receive() threw ${found.error}.`);
    }
    assertMessage("result" in received ? received.result : fail(received.error), message);
  }),
);

Deno.test(
  "receive() has room for a message that is much larger than the pipe",
  { timeout },
  supervised(async ({ pipe, start, run, scratch }) => {
    const [readEnd, writeEnd] = pipe();
    const inherits = [readEnd, writeEnd];
    const message = positions(plenty(readEnd));
    const file = join(scratch(), "message");
    await Deno.writeFile(file, message);
    const receiver = start(kata, "receive", [readEnd, writeEnd], {
      inherits,
      deadline,
      works: true,
    });
    const sender = run("cat", [file], { 1: writeEnd });
    close(readEnd);
    close(writeEnd);

    assertBytes(await receiver.result, message);
    await sender.status;
  }),
);

Deno.test(
  "filter() passes more through cat than both pipes hold",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const input = positions(plenty(pipe()[0]));
    const { output, status } = await start(kata, "filter", [["cat"], input], { works: true })
      .result;

    assertBytes(output, input);
    assertEquals(outcome(status), exited(0));
  }),
);

Deno.test(
  "filter() accepts a program that does not read its input",
  { timeout },
  supervised(async ({ pipe, start, scratch }) => {
    const input = positions(threeTimes(pipe()[0]));
    const runs = join(scratch(), "runs");
    const script = `echo "it's enough" | tee -a "$1"; exit 143`;
    const program: Program = ["sh", "-c", script, "sh", runs];
    const { output, status } = await start(kata, "filter", [program, input]).result;

    assertEquals(text(output), "it's enough\n");
    assertEquals(outcome(status), exited(143)); // no signal, only the same number
    const times = (await Deno.readTextFile(runs)).split("\n").length - 1;
    assertEquals(times, 1, "filter() has to run a program once. It ran so many times:");
  }),
);

Deno.test(
  "filter() waits for the end of the output and of the program, whichever comes first",
  { timeout },
  supervised(async (scope) => {
    const { pipe, start, scratch } = scope;
    const input = positions(threeTimes(pipe()[0]));
    const programs = {
      input: 'exec 0<&-; read -r it < "$1"; echo "$it"; exit 127',
      output: 'echo later; exec >&- <&-; read -r it < "$1"; exit 3',
      itself:
        `setsid sh -c ': > "$1"; read -r it < "$0"; echo "$it"' "$1" "$2" & read -r it < "$2"; exit 3`,
    };
    const calls = Object.entries(programs).map(async ([closes, script]) => {
      const folder = join(scratch(), closes);
      await Deno.mkdir(folder);
      const gates = ["gate", "known"].map((name) => join(folder, name));
      for (const gate of gates) mkfifo(gate, 0o600);
      const program: Program = ["sh", "-c", script, "sh", ...gates];
      const given = [kata.url, "filter", [program, input], folder] as const;
      const peer = start(scenarios, "takeAnHour", [...given], { role: "filter()", deadline });
      const fd = await openGate(scope, peer, gates[0]!); // By now, the program has closed what it closes.
      const holds = (end: string) =>
        [...descriptors(peer.pid)].some(([fd, its]) =>
          fd > 2 && its.target.startsWith("pipe:") && its.access === end
        );
      const runs = () => children(peer.pid).some((pid) => stat(pid)?.state !== "Z");
      const waits = { input: () => holds("write"), output: () => holds("read"), itself: runs };
      const known = () => peer.settled || !waits[closes as keyof typeof waits]();
      await granted(known, `filter() knows what is closed by: ${script}`);
      await anHour(peer, folder);
      letGo(fd, "later");
      return { script, ...await peer.result as Filtered };
    });

    for (const { script, output, status } of await Promise.all(calls)) {
      assertEquals(text(output), "later\n", `The program was: ${script}`);
      const code = Number(script.split(" ").at(-1));
      assertEquals(outcome(status), exited(code), `The program was: ${script}`);
    }
  }),
);

Deno.test(
  "filter() returns the last words of a program, and the signal that killed it",
  { timeout },
  supervised(async ({ pipe, start }) => {
    const input = positions(threeTimes(pipe()[0]));
    const program: Program = ["sh", "-c", "tail -c 5; kill -s TERM $$"];
    const { output, status } = await start(kata, "filter", [program, input]).result;

    assertBytes(output, input.subarray(-5));
    assertEquals(outcome(status), { code: 128 + 15, signal: "SIGTERM" });
  }),
);

Deno.test(
  "filter() collects standard output only, and ends an empty input at once",
  { timeout },
  supervised(async ({ start, scratch }) => {
    // Whoever must not write so much more ends with another code.
    const noise = "head -c 200000 /dev/zero | tr '\\0' '!' >&2 || exit 1; cat";
    const calls: [Program, Uint8Array][] = [
      [["sh", "-c", noise], bytes("quiet\n")],
      [["wc", "-c"], bytes("")],
      [["seq", "100000"], bytes("")],
    ];
    // The noise is for nobody to see, and your own input is not for the program.
    const own = join(scratch(), "own");
    await Deno.writeTextFile(own, "your own input");
    const through = ["sh", "-c", 'exec "$@" < "$0" 2> /dev/null', own];
    const options = { role: "filter()", through, deadline };
    const rounds = calls.map((call) => [call]);
    const { outcomes } = await start(scenarios, "filterEach", [kata.url, rounds], options).result;

    for (const [at, expected] of ["quiet\n", "0\n", "1\n2\n3\n"].entries()) {
      const found = outcomes[at]!;
      const output = "result" in found ? text(found.result.output) : found.error;
      assertEquals(output.slice(0, 6), expected, `The program was: ${calls[at]![0].join(" ")}`);
    }
  }),
);

Deno.test(
  "filter() runs each program once, as it is given, alone or beside others",
  { timeout },
  supervised(async ({ pipe, start, scratch }) => {
    const full = different(capacity(pipe()[0]), capacity(pipe()[0]) + 1);
    const file = join(scratch(), "runs");
    const folder = join(scratch(), "a folder's name");
    await Deno.mkdir(folder);
    await Deno.symlink("/bin/sh", join(folder, "sh"));
    const once: Program = ["sh", "-c", 'echo "$0" >> "$1"; cat "$1"', "ran", file];
    const rounds: [Program, Uint8Array<ArrayBuffer>][][] = [
      [[["printf", "<%s>", ...WORDS], bytes("")]],
      [[once, bytes("")]],
      [[[join(scratch(), "missing")], bytes("")], [["cat"], bytes("one")], [
        ["wc", "-c"],
        bytes("two"),
      ]],
      [[[join(folder, "sh"), "-c", "cat"], bytes("two words")]],
      [...ODD, ...full].map((input) => [["cat"], input]),
    ];
    const expected = [
      WORDS.map((word) => `<${word}>`).join(""),
      "ran\n",
      undefined, // It is missing.
      "one",
      "3\n",
      "two words",
      ...[...ODD, ...full].map((input) => input.join()),
    ];
    const options = { role: "filter()" };
    const given = [kata.url, rounds] as const;
    const { outcomes, changed } = await start(scenarios, "filterEach", [...given], options).result;

    for (const [at, [program]] of rounds.flat().entries()) {
      const found = outcomes[at]!;
      const odd = at >= expected.length - ODD.length - full.length;
      const shown = (output: Uint8Array) => odd ? output.join() : text(output);
      const what = `The program was: ${program.join(" ")}`;
      if (expected[at] === undefined) assertError(found, ["ENOENT"], what);
      else assertEquals(shown(assertResult(found, what).output), expected[at], what);
    }
    const runs = (await Deno.readTextFile(file)).split("\n").length - 1;
    assertEquals(runs, 1, "filter() has to run a program once. It ran so many times:");
    assertEquals(changed, [], "filter() changed what it was given.");
  }),
);

Deno.test(
  "pipeline() lets yes die of SIGPIPE when head has enough",
  { timeout },
  supervised(async ({ start }) => {
    const { output, statuses } = await start(kata, "pipeline", [["yes"], ["head", "-n", "3"]])
      .result;

    assertEquals(text(output), "y\ny\ny\n");
    assertEquals(statuses.map(outcome), [{ code: 128 + 13, signal: "SIGPIPE" }, exited(0)]);
  }),
);

Deno.test(
  "pipeline() connects two programs by one pipe, and keeps no end of it",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const gate = join(scratch(), "opened-by-the-test-later"); // Until then, cat waits.
    mkfifo(gate, 0o600);
    const caller = start(kata, "pipeline", [["cat", gate], ["tee"]], { deadline: 5000 });
    const named = (name: string) =>
      descendants(caller.pid).find((pid) => stat(pid)?.name === name) ?? 0;
    await eventually(
      () => (named("cat") > 0 && named("tee") > 0) || caller.settled,
      "pipeline() has started cat and tee",
    );
    for (const name of ["cat", "tee"]) {
      const parent = stat(named(name))?.parent ?? caller.pid;
      const child = `${name} has to be a child of your process`;
      assertEquals(parent, caller.pid, `${child}, and is one of ${stat(parent)?.name}.`);
    }

    const between = target(named("cat"), 1);
    assertMatch(between ?? "", /^pipe:/, "The standard output of the first has to be a pipe.");
    assertEquals(
      target(named("tee"), 0),
      between,
      "The standard input of the second has to be the same pipe.",
    );
    const copies = () =>
      [...descriptors(caller.pid)]
        .filter(([, its]) => its.target === between)
        .map(([fd, { access }]) => `fd ${fd}, the ${access} end`);
    await eventually(
      () => copies().length === 0,
      () =>
        `pipeline() has closed its copies of both ends: still open is ${copies().join(" and ")}`,
    );

    const file = await Deno.open(gate, { read: true, write: true }); // never waits
    const opened = () => [...descriptors(named("cat")).values()].some((it) => it.target === gate);
    await eventually(opened, "cat has opened the file that it is to copy");
    await file.write(new TextEncoder().encode("through\n"));
    file.close();
    assertEquals(text((await caller.result).output), "through\n");
  }),
);

Deno.test(
  "pipeline() runs both programs at the same time, and reads until the output ends",
  { timeout },
  supervised(async (scope) => {
    const { start, scratch } = scope;
    const gates = ["gate", "late", "known"].map((name) => join(scratch(), name));
    for (const gate of gates) mkfifo(gate, 0o600);
    // The first goes on when the second has heard from it and answers.
    const first = 'echo ping; read -r it < "$1"; echo "$it"; exit 141';
    // The second ends before its output does: somebody whom it has started, and knows to run, still writes.
    const late =
      `setsid sh -c ': > "$1"; read -r it < "$0"; echo "$it"' "$2" "$3" & read -r it < "$3"`;
    const second = `read -r it; echo "$it pong" > "$1"; cat; ${late}; exit 127`;
    const run = (script: string): Program => ["sh", "-c", script, "sh", ...gates];
    const options = { role: "pipeline()", deadline: 5000 };
    const given = [kata.url, run(first), run(second)] as const;
    const caller = start(scenarios, "pipelineInAHurry", [...given], options);
    const fd = await openGate(scope, caller, gates[1]!);
    const dead = (pid: number) => stat(pid)?.state === "Z";
    const waits = () => children(caller.pid).every(dead) && !!isBlockedIn(caller.pid, "read");
    await granted(() => caller.settled || waits(), "both programs have ended");
    letGo(fd, "later");
    const { output, statuses, another } = await caller.result;

    const stolen = "A child that pipeline() did not start had ended. Who started it waits for it:";
    assertEquals(another, { result: 3 }, stolen);
    assertEquals(text(output), "ping pong\nlater\n");
    assertEquals(statuses.map(outcome), [exited(141), exited(127)]);
  }),
);

Deno.test(
  "pipeline() waits for both programs, and tells how each one ended",
  { timeout },
  supervised(async (scope) => {
    const { start, scratch } = scope;
    const [first, second] = ["first", "second"].map((name) => join(scratch(), name));
    mkfifo(first!, 0o600);
    mkfifo(second!, 0o600);
    // The first is at its gate before the output can end: who ends it then is told of a wrong status.
    const silent = 'exec 3< "$1"; echo ping; exec >&-; read -r it <&3; exit 7';
    const closes = 'read -r it; echo "$it"; exec >&- <&-; read -r it < "$1"; kill -s KILL $$';
    const programs: [Program, Program] = [
      ["sh", "-c", silent, "sh", first!],
      ["sh", "-c", closes, "sh", second!],
    ];
    const given = [kata.url, "pipeline", programs, scratch()] as const;
    const options = { role: "pipeline()", deadline };
    const caller = start(scenarios, "takeAnHour", [...given], options);
    const gates = [await openGate(scope, caller, first!), await openGate(scope, caller, second!)];
    const reads = () =>
      [...descriptors(caller.pid)].some(([fd, its]) =>
        fd > 2 && its.target.startsWith("pipe:") && its.access === "read"
      );
    await granted(() => !reads() || caller.settled, "pipeline() has read the output");
    await anHour(caller, scratch());
    const living = () => children(caller.pid).filter((pid) => stat(pid)?.state !== "Z").length;
    letGo(gates[1], "end");
    await granted(() => living() === 1 || caller.settled, "the second program has ended");
    letGo(gates[0], "end");
    const { output, statuses } = await caller.result as Piped;
    await caller.ended; // A child that is left behind tells more than a wrong status.

    assertEquals(text(output), "ping\n");
    assertEquals(statuses.map(outcome), [exited(7), { code: 128 + 9, signal: "SIGKILL" }]);
  }),
);

Deno.test(
  "pipeline() has room for an output that is much larger than a pipe",
  { timeout },
  supervised(async ({ start, pipe, scratch }) => {
    const message = positions(plenty(pipe()[0]));
    const file = join(scratch(), "message");
    await Deno.writeFile(file, message);
    const programs: [Program, Program] = [["cat", file], ["tee"]];
    const options = { deadline, works: true };
    const { output } = await start(kata, "pipeline", programs, options).result;

    assertBytes(output, message);
  }),
);

Deno.test(
  "pipeline() passes on words as they are, and standard output only",
  { timeout },
  supervised(async ({ start }) => {
    const spells = WORDS.map((word) => `<${word}>`).join("");
    const pairs: [Program, Program][] = [
      [["printf", "<%s>", ...WORDS], ["cat"]],
      [["true"], ["printf", "<%s>", ...WORDS]],
      [["sh", "-c", "echo noise >&2; echo one"], ["sh", "-c", "cat; echo noise >&2"]],
      [["printf", "\\0a\\r\\n\\0"], ["cat"]],
      [["sh", "-c", "exit 3"], ["true"]],
    ];
    const outputs = [spells, spells, "one\n", "\0a\r\n\0", ""];
    const through = ["sh", "-c", 'exec "$@" 2> /dev/null', "sh"];
    const options = { role: "pipeline()", through };
    const given = [kata.url, pairs] as const;
    const { outcomes, changed } = await start(scenarios, "pipelineEach", [...given], options)
      .result;

    for (const [at, expected] of outputs.entries()) {
      const found = outcomes[at]!;
      const programs = `The programs were: ${JSON.stringify(pairs[at])}`;
      assertEquals("result" in found ? text(found.result.output) : found, expected, programs);
      const ends = "result" in found ? found.result.statuses.map(outcome) : [];
      assertEquals(ends, [exited(at < 4 ? 0 : 3), exited(0)], programs);
    }
    assertEquals(changed, [], "pipeline() changed the lists of these programs.");
  }),
);

Deno.test(
  "pipeline() throws ENOENT when a program is missing, and leaves nothing behind",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const missing: Program = [join(scratch(), "missing")];
    const pairs: [Program, Program][] = [
      [["yes"], missing],
      [missing, ["cat"]],
      [missing, missing],
      [["echo", "still here"], ["cat"]],
    ];
    const options = { role: "pipeline()" };
    const caller = start(scenarios, "pipelineEach", [kata.url, pairs], options);
    const { outcomes, changed } = await caller.result;

    for (const [at, pair] of pairs.entries()) {
      const found = outcomes[at]!;
      const what = `pipeline() of ${pair.map(([name]) => name).join(" and ")}`;
      if (at < 3) assertError(found, ["ENOENT"], what);
      else assertEquals(text(assertResult(found, what).output), "still here\n", what);
    }
    assertEquals(changed, [], "pipeline() changed the lists of these programs.");
  }),
);
