import {
  assertError,
  assertResult,
  eventually,
  expectNothing,
  peerModule,
  supervised,
  supervisedSteps,
  timeout,
} from "lib/testing/mod.ts";
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { close, type Fd, read, unread, write } from "lib/sys/fd.ts";
import { kill } from "lib/sys/process.ts";
import { syscall, target } from "lib/testing/diagnosis/proc.ts";
import { notInstalled } from "lib/testing/foreign.ts";
import type { TestScope } from "lib/testing/scope.ts";
import { canStopAtAccess, isStopped, stopAtAccess } from "lib/testing/stopping.ts";
import type { Holder } from "./file_lock.ts";
import { Ledger } from "./means.ts";
import type { Suspect } from "./records.ts";

const kata = import.meta.resolve("./file_lock.ts");
const files = peerModule<typeof import("./files.ts")>(new URL("./files.ts", import.meta.url).href);
const records = peerModule<typeof import("./records.ts")>(
  new URL("./records.ts", import.meta.url).href,
);

/** For what does a lot, or waits for what the test does meanwhile, in milliseconds. */
const deadline = 9000;
/** A solution may start a thread or a process for each call, also on a busy machine. */
const slow = { late: 32_000 };
/** For what calls a function often, in milliseconds. */
const often = 29_000;

/** A step with a program, where it is installed. */
function withProgram(program: string): Record<string, true | undefined> {
  const missing = notInstalled(program);
  return Object.keys(missing).length === 0 ? { [`with ${program}`]: true } : missing;
}

/** Takes what a pipe has, up to now. */
function take(fd: Fd): string {
  const bytes = new Uint8Array(unread(fd));
  return bytes.length === 0 ? "" : new TextDecoder().decode(bytes.subarray(0, read(fd, bytes)));
}

Deno.test(
  "withLock() has the file locked until everything is done, and leaves it as it is",
  { timeout },
  supervised(async ({ scratch, start }) => {
    const options = { role: "withLock()", deadline };
    await expectNothing(start(files, "lockEach", [kata, scratch()], options));
  }),
);

Deno.test(
  "withLock() gives the lock back when something is thrown",
  { timeout },
  supervised(async ({ scratch, start }) => {
    const options = { role: "withLock()", deadline };
    await expectNothing(start(files, "throwEach", [kata, join(scratch(), "file")], options));
  }),
);

Deno.test(
  "withLock() waits for the lock, and the process goes on",
  { timeout },
  supervised(async ({ scratch, start }) => {
    const options = { role: "withLock()", deadline };
    await expectNothing(start(files, "waitEach", [kata, scratch()], options));
  }),
);

Deno.test(
  "withLock() lets in one at a time, or all who share the lock",
  { timeout },
  supervised(async ({ scratch, start }) => {
    const options = { role: "withLock()", deadline };
    await expectNothing(start(files, "meet", [kata, join(scratch(), "file")], options));
  }),
);

Deno.test(
  "withLock() takes turns with flock(1)",
  { timeout },
  supervisedSteps(withProgram("flock"), async ({ pipe, run, scratch, start }) => {
    const path = join(scratch(), "a file");
    for (const shared of [false, true]) {
      const [[input, stop], [begun, begin]] = [pipe(), pipe()];
      const holder = run("flock", [path, "sh", "-c", "echo x; read line"], { 0: input, 1: begin });
      [input, begin].forEach(close);
      await eventually(() => unread(begun) > 0, "flock(1) has the lock");
      const [[hearing, tell], [gate, opener]] = [pipe(), pipe()];
      const options = { role: "withLock()", deadline, inherits: [tell, gate] };
      const args: [string, string, boolean, Fd, Fd] = [kata, path, shared, tell, gate];
      const peer = start(files, "lockAtGate", args, options);
      [tell, gate].forEach(close);
      let told = "";
      const hears = (letter: string) => () =>
        (told += take(hearing)).includes(letter) || peer.settled;
      await eventually(hears("h"), "withLock() lets the process go on", deadline);
      assertEquals(told, "h", "flock(1) has the lock, and withLock() calls work.");
      close(stop);
      await holder.status;
      await eventually(hears("i"), "withLock() calls work", deadline);

      const attempt = async (...options: string[]) =>
        (await run("flock", ["-n", "-E", "42", ...options, path, "true"], {}).status).code;
      const what = `withLock() is at work, shared: ${shared}`;
      assertEquals(await attempt("-x"), 42, `${what}. How flock -n ends (42: it is locked)`);
      assertEquals(await attempt("-s"), shared ? 0 : 42, `${what}. How flock -n -s ends`);
      write(opener, new Uint8Array(1));
      assertResult(await peer.result, what);
      assertEquals(await attempt("-x"), 0, "withLock() has ended. How flock -n ends");
    }
  }),
);

Deno.test(
  "updateRecord() changes one record, and gives its new value",
  { timeout },
  supervised(async ({ scratch, start }) => {
    const options = { role: "updateRecord()", deadline: often };
    await expectNothing(start(records, "updateEach", [kata, scratch()], options));
  }, slow),
);

Deno.test(
  "updateRecord() leaves the record when it cannot be changed",
  { timeout },
  supervised(async ({ scratch, start }) => {
    const options = { role: "updateRecord()", deadline: often };
    await expectNothing(start(records, "failEach", [kata, scratch()], options));
  }, slow),
);

Deno.test(
  "updateRecord() has the record locked, and nothing else, whatever change does with the file",
  { timeout },
  supervised(async ({ scratch, start }) => {
    const options = { role: "updateRecord()", deadline: often };
    await expectNothing(start(records, "lookMeanwhile", [kata, scratch()], options));
  }, slow),
);

Deno.test(
  "updateRecord() waits for the record, and reads it only then",
  { timeout },
  supervised(async ({ scratch, start }) => {
    const options = { role: "updateRecord()", deadline: often };
    await expectNothing(start(records, "waitForRecord", [kata, scratch()], options));
  }, slow),
);

Deno.test(
  "updateRecord() lets one call after the other change a record, also in one process",
  { timeout },
  supervised(async ({ scratch, start }) => {
    const options = { role: "updateRecord()", deadline: often };
    await expectNothing(
      start(records, "changeTogether", [kata, join(scratch(), "a ledger")], options),
    );
  }, slow),
);

/** Whether a process can be stopped when it has written a file. */
const STOPPING = canStopAtAccess()
  ? { "stopped at each access": true }
  : { "with F_NOTIFY, which this kernel lacks": undefined };

/** Which records a call changes. */
const CHANGED = { update: [1], transfer: [1, 3] };

/** Stops a call whenever it has read or written, and fails when it has written what it has not locked. */
async function stopAndLook({ own, pipe, scratch, start }: TestScope, how: "update" | "transfer") {
  const folder = scratch();
  const path = join(folder, "ledger");
  const ledger = own(new Ledger(path, [100n, 200n, 300n, 400n]));
  const state = () => [1, 3].map((at) => ledger.value(at)).join();
  const before = state();
  const others = new Map([[0, 100n], [2, 300n]]);
  /** As somebody may who has locked these, between any two steps. */
  const changeOthers = () => {
    for (const [index, value] of others) {
      const words = `Somebody else has changed record ${index} to ${value}`;
      const is = ledger.value(index);
      assertEquals(is, value, `${words}, and ${role} writes over that. Then it is`);
      others.set(index, value + 1n);
      ledger.set(index, value + 1n);
    }
  };
  const [gate, opener] = pipe();
  const role = how === "update" ? "updateRecord()" : "transfer()";
  const options = { role, deadline, inherits: [gate] };
  const peer = start(records, "changeAtGate", [kata, path, how, gate], options);
  const stopping = own(stopAtAccess(peer.pid, folder));
  close(gate);
  write(opener, new Uint8Array(1));
  for (;;) {
    await eventually(() => peer.settled || isStopped(peer.pid), `${role} has ended`, deadline);
    if (peer.settled) break;
    // Who stands in a call on the file has just read or written, and has not gone on.
    const call = syscall(peer.pid, peer.pid);
    const fd = typeof call === "object" ? Number(call.args[0]) : -1;
    if (target(peer.pid, fd) === path && state() !== before) {
      for (const index of CHANGED[how]) {
        const words = `${role} has written, and has not gone on. The lock on record ${index}`;
        const lock = ledger.lockOf(index);
        assert(lock.startsWith("a write lock"), `${words}: there is ${lock}.`);
      }
    }
    changeOthers();
    kill(peer.pid, "SIGCONT");
  }
  stopping[Symbol.dispose]();
  assertResult<bigint | void>(await peer.result, `${role}, stopped now and then`);
  changeOthers();
}

Deno.test(
  "updateRecord() gives the lock back only when it has written",
  { timeout },
  supervisedSteps(STOPPING, (scope) => stopAndLook(scope, "update")),
);

Deno.test(
  "holderOf() tells what an open file has locked, and that nobody has",
  { timeout },
  supervised(async ({ scratch, start }) => {
    const options = { role: "holderOf()", deadline };
    await expectNothing(start(records, "askOpenFile", [kata, scratch()], options));
  }),
);

/** Locks parts of a file for itself, says so, and waits for the end of its input. */
const PERL = `
  use Fcntl; $| = 1; my $path = shift; open(my $file, "+<", $path) or die "$!";
  while (my ($type, $start, $length) = splice(@ARGV, 0, 3)) {
    fcntl($file, F_SETLK, pack("s s x4 q q l x4", $type, 0, $start, $length, 0)) or die "$!";
  }
  print "locked"; <STDIN>;
`;

Deno.test(
  "holderOf() names the process that has a lock",
  { timeout },
  supervisedSteps(withProgram("perl"), async ({ pipe, run, scratch, start }) => {
    const path = join(scratch(), "a ledger");
    Deno.writeFileSync(path, new Uint8Array(64));
    const [reading, writing] = [0, 1];
    const ranges = [[writing, 8, 8], [reading, 20, 1], [writing, 30, 4], [writing, 56, 0]];
    const [[input, stop], [begun, begin]] = [pipe(), pipe()];
    const args = ["-e", PERL, path, ...ranges.flat().map(String)];
    const perl = run("perl", args, { 0: input, 1: begin });
    [input, begin].forEach(close);
    await eventually(() => unread(begun) > 0, "perl has the locks");
    const { pid } = perl;
    const between = { pid, exclusive: true, first: 30, last: 33 };
    const rest = { pid, exclusive: true, first: 56, last: Infinity };
    const expected: [number, Holder | undefined][] = [
      [0, undefined],
      [1, { pid, exclusive: true, first: 8, last: 15 }],
      [2, { pid, exclusive: false, first: 20, last: 20 }],
      [3, between],
      [4, between],
      [5, undefined],
      [6, undefined],
      [7, rest],
      [1000, rest],
      [1, { pid, exclusive: true, first: 8, last: 15 }],
    ];
    const questions = expected.map(([index]): [string, number] => [path, index]);
    const options = { role: "holderOf()", deadline };
    const answers = await start(records, "askEach", [kata, questions], options).result;
    for (const [at, [index, holder]] of expected.entries()) {
      const what = `perl, pid ${pid}, has locks. Who has record ${index}`;
      assertEquals(assertResult(answers[at], what), holder, what);
    }
    close(stop);
    await perl.status;
  }),
);

Deno.test(
  "transfer() moves an amount, or nothing",
  { timeout },
  supervised(async ({ scratch, start }) => {
    const options = { role: "transfer()", deadline: often };
    await expectNothing(start(records, "transferEach", [kata, scratch()], options));
  }, slow),
);

Deno.test(
  "transfer() keeps the books like updateRecord(), whatever comes after what",
  { timeout },
  supervised(async ({ scratch, start }) => {
    const options = { role: "transfer()", deadline: often };
    await expectNothing(start(records, "keepBooks", [kata, join(scratch(), "ledger")], options));
  }, slow),
);

Deno.test(
  "transfer() waits for both records before it changes one",
  { timeout },
  supervised(async ({ scratch, start }) => {
    const options = { role: "transfer()", deadline: often };
    await expectNothing(start(records, "waitForBoth", [kata, scratch()], options));
  }, slow),
);

Deno.test(
  "transfer() has both records locked until both are written",
  { timeout },
  supervisedSteps(STOPPING, (scope) => stopAndLook(scope, "transfer")),
);

/**
 * Lets two transfers get one record each, and go on: they may well notice it, and give one back. The first one is
 * stopped meanwhile, so that the second one gets the record which both want.
 */
async function meet({ first, second, what }: Suspect, { own, scratch, start }: TestScope) {
  const ledger = own(new Ledger(join(scratch(), `${first.has}`), Array(6).fill(100n)));
  ledger.hold(8 * first.wants, 8);
  const options = { role: "transfer()", deadline: often };
  const begin = ({ from, to }: Suspect["second"]) =>
    start(records, "transferOnce", [kata, ledger.path, from, to], options);
  const isLocked = (index: number) => ledger.lockOf(index) !== "no lock";
  const one = begin(first);
  await eventually(() => one.settled || isLocked(first.has), `transfer() locks ${first.has}`);
  kill(-one.pid, "SIGSTOP");
  await eventually(() => isStopped(one.pid), "transfer() is stopped");
  ledger.release();
  const other = begin(second);
  const locked = () => other.settled || isLocked(first.wants);
  await eventually(locked, `another transfer() locks ${first.wants}`);
  kill(-one.pid, "SIGCONT");
  const over = () => one.settled && other.settled;
  await eventually(over, "both have ended", 5000).catch(() => {});
  assert(over(), `${what}: two such transfers wait for each other for ever.`);
  for (const peer of [one, other]) assertResult(await peer.result, what);
}

Deno.test(
  "transfer() comes to an end, also when another one goes the other way",
  { timeout },
  supervised(async (scope) => {
    const { scratch, start } = scope;
    const options = { role: "transfer()", deadline: often };
    const [wrong, suspects] = await start(records, "cross", [kata, scratch()], options).result;
    assert(wrong === undefined, wrong);
    for (const suspect of suspects) await meet(suspect, scope);
    await expectNothing(start(records, "crowd", [kata, join(scratch(), "all")], options));
  }, slow),
);

Deno.test(
  "claim() succeeds once, whatever the file says, until it is disposed of",
  { timeout },
  supervised(async ({ run, pipe, scratch, start }) => {
    const [input, stop] = pipe();
    const other = run("cat", [], { 0: input });
    close(input);
    const options = { role: "claim()", deadline: often };
    await expectNothing(start(files, "claimEach", [kata, scratch(), other.pid], options));
    close(stop);
    await other.status;
  }, slow),
);

Deno.test(
  "claim() lasts until its process ends, in whatever way",
  { timeout },
  supervised(async ({ pipe, scratch, start }) => {
    const path = join(scratch(), "a claim");
    const [[input, stop], [hearing, tell]] = [pipe(), pipe()];
    const inherits = [input, tell];
    const options = { role: "claim()", deadline };
    const holder = start(files, "claimUntilKilled", [kata, path, input, tell], {
      ...options,
      inherits,
      exits: true,
    });
    inherits.forEach(close);
    await eventually(
      () => unread(hearing) === 1 || holder.settled,
      "claim() has returned",
      deadline,
    );
    const [[second, tellToo], [gate, opener]] = [pipe(), pipe()];
    const both = [tellToo, gate];
    const next = start(files, "claimTwice", [kata, path, tellToo, gate], {
      ...options,
      role: "another claim()",
      inherits: both,
    });
    both.forEach(close);
    const tried = () => unread(second) === 1 || next.settled;
    await eventually(tried, "another process has tried to claim", deadline);
    const says = Deno.readTextFileSync(path);
    kill(holder.pid, "SIGKILL");
    assertEquals((await holder.status).signal, "SIGKILL");
    close(opener);
    const [first, last] = await next.result;
    assertError(
      first,
      ["AlreadyExists"],
      `The process ${holder.pid} has the claim, and another one claims`,
    );
    const { message } = first as { message: string };
    const names = new RegExp(`\\b${holder.pid}\\b`).test(message);
    assert(names, `The pid of the holder, ${holder.pid}, is not in the message: ${message}`);
    assertEquals(says, `${holder.pid}\n`, "Another process was refused. Then the file says");
    assertResult(
      last,
      "The holder was killed, a program that it has started goes on, and another one claims",
    );
    close(stop);
  }),
);
