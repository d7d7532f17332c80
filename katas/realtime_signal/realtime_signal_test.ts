import {
  assertError,
  assertResult,
  eventually,
  peerModule,
  slowTimeout,
  supervised,
  supervisedSteps,
  timeout,
} from "lib/testing/mod.ts";
import { join } from "@std/path";
import { assert, assertEquals } from "@std/assert";
import { close, type Fd, write } from "lib/sys/fd.ts";
import { poll, POLLHUP, POLLIN } from "lib/sys/poll.ts";
import { kill } from "lib/sys/process.ts";
import { SI_QUEUE, type SignalInfo, sigqueue, sigrtmax, sigrtmin } from "lib/sys/sigwait.ts";
import { waitsFor } from "lib/testing/diagnosis/activity.ts";
import { contents, processes, stat, target } from "lib/testing/diagnosis/proc.ts";
import { withPrograms } from "lib/testing/foreign.ts";
import { takesPowers, WITHOUT_POWERS } from "lib/testing/powers.ts";
import { limitQueue, waiting } from "lib/testing/queue_limit.ts";
import type { TestScope } from "lib/testing/scope.ts";
import { isStopped } from "lib/testing/stopping.ts";
import { interrupt, type Waiter, WaitingCalls } from "lib/testing/waits.ts";
import type { Notice } from "./realtime_signal.ts";
import type { Counted, Step } from "./scenarios.ts";

const kata = import.meta.resolve("./realtime_signal.ts");
/** Calls of your functions, several in one process. */
const scenarios = peerModule<typeof import("./scenarios.ts")>(
  new URL("./scenarios.ts", import.meta.url).href,
);

/** For a call that waits for what the test does meanwhile, in milliseconds. */
const deadline = 9000;

const [SIGHUP, SIGQUIT, SIGKILL, SIGUSR1, SIGALRM, SIGTERM, SIGCHLD] = [1, 3, 9, 10, 14, 15, 17];
/** Real-time signals. Which numbers are free is known at run time only. */
const [FIRST, LAST] = [sigrtmin(), sigrtmax()];
const [ONE, TWO, THREE] = [FIRST + 1, FIRST + 2, FIRST + 3];

/** The signals that are blocked where your functions send and fetch them. */
const blocked = [SIGHUP, SIGQUIT, SIGALRM, SIGTERM, SIGCHLD];
for (let signal = FIRST; signal <= LAST; signal++) blocked.push(signal);

/** The limits of a whole number of 32 bits, and others. */
const VALUES = [0, 1, -1, 42, 255, 256, 65535, 65536, 2 ** 31 - 1, -(2 ** 31), 2 ** 24, -300, 0];
/** What is no such number. */
const NO_VALUES = [2 ** 31, -(2 ** 31) - 1, 2 ** 32, 2 ** 53, 1.5, -0.5, NaN, Infinity, -Infinity];

/** Numbers that tell where they belong. */
const numbers = (length: number) => Array.from({ length }, (_, at) => 1000 * length + at);

/** What has arrived, in short: by which signal, how, and which number. */
const plain = (all: SignalInfo[]) =>
  all.map(({ signal, code, value }) => ({
    signal,
    value,
    how: code === SI_QUEUE ? "with a number" : "without one",
  }));
const queuedAs = (signal: number, values: number[]) =>
  values.map((value) => ({ signal, value, how: "with a number" }));

/** A notice of a signal with a number. */
const sent = (signal: number, value: number, sender: number): Notice => ({
  signal,
  value,
  sender,
  how: "sigqueue",
});

/** Stops a process, does something, and lets it go on. */
async function whileStopped(peer: Waiter, act: () => unknown = () => {}): Promise<void> {
  if (peer.settled) return;
  kill(peer.pid, "SIGSTOP");
  await eventually(() => peer.settled || isStopped(peer.pid), "the process is stopped");
  await act();
  // Also where it has told its result already: it may be about to stop.
  if (stat(peer.pid) !== undefined) kill(peer.pid, "SIGCONT");
}

/** Whether nobody can write to a pipe any more. */
function hasEnded(readEnd: Fd): boolean {
  return (poll([{ fd: readEnd, events: POLLIN }], 0)[0]! & POLLHUP) !== 0;
}

/** Options of a peer, and where it tells of its calls. */
function telling(scope: TestScope, role: string) {
  const calls = new WaitingCalls(scope, { hurries: true });
  return { calls, options: { inherits: [calls.told], role, deadline, blocked } };
}

Deno.test(
  "startListener() starts a program in which these signals wait, and no others are blocked",
  { timeout },
  supervised(async ({ start }) => {
    const sets = [[ONE], [], [LAST, FIRST], [SIGTERM], [SIGHUP, SIGUSR1, SIGTERM, ONE, TWO], [TWO]];
    const calls = sets.map((set): [string, string[], number[]] => ["sleep", ["100"], set]);
    // What is blocked in the process itself is blocked in its programs, too, unless somebody says otherwise.
    const options = { role: "startListener()", blocked: [SIGHUP, THREE] };
    const { started, changed } = await start(scenarios, "startEach", [kata, calls], options).result;

    for (const [at, set] of sets.entries()) {
      const what = set.length === 0 ? "With no signals" : `With the signals ${set.join(", ")}`;
      const pid = assertResult(started[at]?.outcome, what);
      const { isChild, blocked, pending, over, ended } = started[at]!;
      assert(isChild, `${what}: ${pid} is not the pid of a child that runs.`);
      const sorted = [...set].sort((a, b) => a - b);
      // For a program that a signal ends, the kernel lets SIGKILL wait, which nobody has sent.
      const queue = pending!.filter((it) => it !== SIGKILL);
      const found = over ? [...queue, "and the program has ended"] : queue;
      assertEquals(found, sorted, `${what}: which ones wait when one of each was sent at once`);
      assertEquals(blocked, sorted, `${what}: which signals are blocked in the program`);
      assertEquals(ended, "SIGKILL", `${what}: what ended the program, after SIGKILL was sent`);
    }
    assertEquals(changed, [], "Threads of your own process in which the blocked signals changed");
  }),
);

Deno.test(
  "startListener() gives a program its arguments and its streams, and throws when there is none",
  { timeout },
  supervised(async ({ start, scratch }) => {
    const script = join(scratch(), "a script");
    Deno.writeTextFileSync(script, "#!/bin/sh\nexec sleep 100\n", { mode: 0o755 });
    const args = ["-c", "kill -s STOP $$; exit 3", "sh", "", "two words", "é", "$HOME", "*"];
    const calls: [string, string[], number[]][] = [
      ["sh", args, [ONE]],
      ["/there is/no program", ["1"], [ONE]],
      ["there is no program", [], []],
      [script, [], [TWO]],
      [join(scratch(), "nothing"), [], [TWO]],
    ];
    const options = { role: "startListener()" };
    const { started, changed } = await start(scenarios, "startEach", [kata, calls], options).result;

    const [shell, absent, unknown, inFolder, missing] = started;
    assertResult(inFolder!.outcome, "A program whose path has a blank");
    assertEquals(inFolder!.ended, "SIGKILL", "A program whose path has a blank: what ended it");
    for (const it of [absent, unknown, missing]) {
      assertError(it!.outcome, ["ENOENT"], "There is no such program");
    }
    const what = "Threads in which the blocked signals changed, although there was no program";
    assertEquals(changed, [], what);
    assertResult(shell!.outcome, "A shell");
    assertEquals(shell!.words?.slice(1), args, "The shell's arguments");
    for (const [at, [its, own]] of shell!.streams!.entries()) {
      assertEquals(its, own, `What descriptor ${at} of the shell is`);
    }
  }),
);

Deno.test(
  "send() sends each whole number of 32 bits with its signal, and refuses others",
  { timeout },
  supervised(async ({ start }) => {
    const right = VALUES.map((value): [number, number, number] => [0, ONE, value]);
    const wrong = NO_VALUES.map((value): [number, number, number] => [0, TWO, value]);
    const more: [number, number, number][] = [
      [0, FIRST, 7],
      [0, LAST, -7],
      [0, SIGTERM, 9],
      [0, SIGTERM, 10],
    ];
    const calls = [...right.slice(0, 2), ...wrong, ...right.slice(2), ...more];
    const options = { role: "send()", blocked };
    const args = [kata, calls, { fetch: blocked }] as const;
    const peer = start(scenarios, "sendEach", [...args] as never, options);
    const { outcomes, arrived } = await peer.result;

    for (const [at, [, signal, value]] of calls.entries()) {
      if (signal === TWO) assertError(outcomes[at], ["RangeError"], `The number ${value}`);
      else assertResult(outcomes[at], `The number ${value}`);
    }
    const of = (signal: number) => plain(arrived.filter((it) => it.signal === signal));
    assertEquals(of(TWO).length, 0, "How many signals came for numbers that had to be refused");
    for (const [at, [, signal, value]] of right.entries()) {
      const what = `What came for the number ${value}`;
      assertEquals(of(signal)[at], queuedAs(signal, [value])[0], what);
    }
    assertEquals(of(ONE).length, right.length, "How many signals came for these numbers");
    for (const [, signal, value] of more.slice(0, 3)) {
      // Of a signal that is not queued, the first one waits.
      assertEquals(of(signal), queuedAs(signal, [value]), `What came by signal ${signal}`);
    }
  }),
);

/** A process of somebody else, as a step of a test, and how to start who may not send signals to it. */
function strangers(): Record<string, "root" | number | undefined> {
  if (Deno.uid() === 0) {
    if (takesPowers()) return { "without root's power": "root" };
    return { "without root's power, which setpriv cannot take away": undefined };
  }
  const other = processes().find((pid) => uidOf(pid) !== undefined && uidOf(pid) !== Deno.uid());
  return other === undefined
    ? { "with somebody else's process, of which there is none": undefined }
    : { "as this user": other };
}

function uidOf(pid: number): number | undefined {
  const [, uid] = /^Uid:\s*(\d+)/m.exec(contents(`/proc/${pid}/status`)) ?? [];
  return uid === undefined ? undefined : Number(uid);
}

/** Gives the pid of somebody else's process, and how to start a peer that may not send signals to it. */
async function stranger({ run }: TestScope, who: "root" | number) {
  if (who !== "root") return { other: who, through: [] };
  const user = ["--reuid=65534", "--regid=65534", "--clear-groups"];
  const { pid } = run("setpriv", [...user, "sleep", "100"], {});
  await eventually(() => stat(pid)?.name === "sleep", "somebody else's process has started");
  return { other: pid, through: ["setpriv", ...WITHOUT_POWERS] };
}

Deno.test(
  "send() and sendAll() throw EPERM when they may not send signals to a process",
  { timeout },
  supervisedSteps(strangers(), async (scope, who) => {
    const { other, through } = await stranger(scope, who);
    const options = { role: "send()", through, blocked };
    const one = [kata, [[other, ONE, 1], [0, ONE, 2]], { fetch: blocked }] as const;
    const many = [kata, [[other, ONE, [1, 2]], [0, ONE, [3]]], blocked] as const;
    const peer = scope.start(scenarios, "sendEach", [...one] as never, options);
    const all = scope.start(scenarios, "sendAllEach", [...many] as never, {
      ...options,
      role: "sendAll()",
    });
    const { outcomes } = await peer.result;
    assertError(outcomes[0], ["EPERM"], "The process is somebody else's");
    assertResult(outcomes[1], "Afterwards, to its own process");
    const sent = await all.result;
    assertError(sent[0]?.outcome, ["EPERM"], "The process is somebody else's, and sendAll()");
    assertResult(sent[1]?.outcome, "Afterwards, sendAll() to its own process");
    if (stat(other)?.state !== undefined && who === "root") kill(other, "SIGKILL");
  }),
);

Deno.test(
  "send() throws ESRCH when there is no such process, and EAGAIN when its queue is full",
  { timeout },
  supervised(async ({ start }) => {
    const calls: [number, number, number][] = [
      [-1, ONE, 1],
      [0, ONE, 2],
      [0, ONE, 3], // full
      [0, LAST, 4], // full
      [0, SIGTERM, 8], // full, which matters to real-time signals only
      [0, ONE, 5],
      [-1, TWO, 6],
      [0, TWO, 7],
    ];
    const args = [kata, calls, { fetch: blocked, full: [2, 3, 4] }] as const;
    const peer = start(scenarios, "sendEach", [...args] as never, { role: "send()", blocked });
    const { outcomes, arrived } = await peer.result;
    for (const at of [0, 6]) assertError(outcomes[at], ["ESRCH"], "The process has ended");
    for (const at of [2, 3]) assertError(outcomes[at], ["EAGAIN"], "The queue was full");
    assertResult(outcomes[4], "The queue was full, and the signal is no real-time signal");
    for (const at of [1, 5, 7]) assertResult(outcomes[at], "There was room");
    const expected = [
      { signal: SIGTERM, value: 0, how: "without one" },
      ...queuedAs(ONE, [2, 5]),
      ...queuedAs(TWO, [7]),
    ];
    assertEquals(plain(arrived), expected, "What has arrived");
  }),
);

/** Fetches signals one after another, and writes down what came with each. */
const PERL = `($file, $n, @signals) = @ARGV; $call = qx(uname -m) =~ /aarch64/ ? 137 : 128;
  $bits |= 1 << ($_ - 1) for @signals; $set = pack("Q", $bits); open(OUT, ">", $file) or die $!;
  while ($n--) {
    $info = "\\0" x 128; $time = pack("q q", 8, 0);
    syscall($call, $set, $info, $time, 8) > 0 or die $!;
    ($signal, $code, $pid, $value) = unpack("l x4 l x4 l x4 l", $info);
    print OUT "$signal $code ", $pid == getppid() ? "parent" : $pid, " $value\\n";
  }`;

Deno.test(
  "send() reaches a program in perl that startListener() has started",
  { timeout },
  supervisedSteps(withPrograms("perl"), async ({ start, scratch }, perl) => {
    const sends: [number, number][] = [[TWO, 7], [ONE, -2], [TWO, 8], [ONE, 2 ** 31 - 1], [TWO, 7]];
    const file = join(scratch(), "notes");
    const args = ["-e", PERL, file, `${sends.length}`, `${ONE}`, `${TWO}`];
    const options = { role: "send()", deadline };
    const call = [kata, perl, args, sends] as const;
    const peer = start(scenarios, "sendToListener", [...call] as never, options);
    const { outcomes, ended } = await peer.result;
    for (const outcome of outcomes) assertResult(outcome, "Perl");
    assertEquals(ended.signal, null, "What signal ended perl");
    assertEquals(ended.code, 0, "The exit code of perl");
    const expected = [...sends].sort(([a], [b]) => a - b).map(([signal, value]) =>
      `${signal} ${SI_QUEUE} parent ${value}`
    );
    const notes = Deno.readTextFileSync(file).trimEnd().split("\n");
    assertEquals(notes, expected, "Signal, code, sender and number, as perl has got them");
  }),
);

Deno.test(
  "sendAll() sends all numbers in order, or none when one is refused",
  { timeout },
  supervised(async ({ start }) => {
    const right: [number, number, number[]][] = [
      [0, ONE, [5]],
      [0, TWO, []],
      [0, TWO, [3, 1, 2, 2, -9, 0]],
      [0, LAST, numbers(300)],
      [0, ONE, VALUES],
    ];
    const wrong = NO_VALUES.map((value, at): [number, number, number[]] => {
      const values = [1, 2, 3];
      values[at % 3] = value;
      return [0, ONE, values];
    });
    const calls: [number, number, number[]][] = [...wrong, [-1, ONE, [1, 2]], ...right];
    const options = { role: "sendAll()", blocked, deadline };
    const args: [string, typeof calls, number[]] = [kata, calls, blocked];
    const all = await start(scenarios, "sendAllEach", args, options).result;
    for (const [at, [pid, signal, values]] of calls.entries()) {
      const { outcome, arrived, changed } = all[at]!;
      const what = values.length > 20 ? `${values.length} numbers` : `The numbers [${values}]`;
      assert(!changed, `${what}: sendAll() changed the array.`);
      if (pid === -1) assertError(outcome, ["ESRCH"], "The process has ended, and sendAll()");
      else if (at < wrong.length) assertError(outcome, ["RangeError"], what);
      else assertResult(outcome, what);
      const expected = at <= wrong.length ? [] : queuedAs(signal, values);
      assertEquals(arrived.length, expected.length, `${what}: how many signals came`);
      assertEquals(plain(arrived), expected, `${what}: what came`);
    }
  }),
);

Deno.test(
  "sendAll() waits for room however long, and loses and doubles nothing",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    const calls: [number, number[]][] = [
      [TWO, [7, -7, 7, 1, 2, 3]],
      [THREE, numbers(5)],
      [TWO, numbers(4)],
    ];
    const options = { role: "sendAll()", blocked, deadline: 30_000 };
    const args: [string, typeof calls, number[]] = [kata, calls, blocked];
    const peer = start(scenarios, "sendWhileFull", args, options);
    const { outcomes, arrived, early, heldUp, share } = await peer.result;
    assertResult(outcomes.pop(), "Another process had room, and sendAll()");
    for (const outcome of outcomes) assertResult(outcome, "The queue was full for an hour");
    assert(!early, "sendAll() was over although the queue was still full.");
    assert(!heldUp, "sendAll() to a process with room waited for another call.");
    for (const [signal, values] of calls) {
      const its = arrived.filter((it) => it.signal === signal && values.includes(it.value));
      const what = "What came when there was room at last";
      assertEquals(plain(its), queuedAs(signal, values), what);
    }
    const came = arrived.filter((it) => it.signal === TWO || it.signal === THREE);
    const sent = calls.flatMap(([, values]) => values);
    assertEquals(came.length, sent.length, "How many came when there was room at last");
    assert(share < 0.5, "sendAll() keeps a processor busy while it waits for room.");
  }, { late: 40_000 }),
);

Deno.test(
  "sendAll() throws ESRCH when the process ends while it waits for room",
  { timeout: slowTimeout },
  supervised(async ({ start, run, pipe }) => {
    const receiver = run("sleep", ["100"], {});
    limitQueue(receiver.pid, 0);
    const [hour, told] = pipe();
    const options = { role: "sendAll()", inherits: [told], deadline: 20_000 };
    const args: [string, number, number, number[], number] = //
      [kata, receiver.pid, ONE, [1, 2, 3], told];
    const peer = start(scenarios, "sendToMortal", args, options);
    close(told);
    await eventually(() => peer.settled || hasEnded(hour), "an hour has passed", deadline);
    // As long as it is neither there nor quite gone, a signal to it goes nowhere, without an error.
    await whileStopped(peer, async () => {
      kill(receiver.pid, "SIGKILL");
      await receiver.status;
    });
    const { outcome, early } = await peer.result;
    if (early) assertResult(outcome, "The queue was full for an hour");
    assert(!early, "sendAll() was over although the queue was full.");
    assert(outcome !== undefined, "sendAll() still waits, although the process has ended.");
    assertError(outcome, ["ESRCH"], "The process ended meanwhile");
  }, { late: 25_000 }),
);

Deno.test(
  "receive() gives the lowest and oldest signal, and tells how it was sent",
  { timeout },
  supervised(async ({ start }) => {
    const all = [THREE, SIGALRM, ONE, TWO, SIGHUP, SIGCHLD, SIGQUIT];
    const steps: Step[] = [
      { queue: [TWO, 1] },
      { queue: [ONE, -1] },
      { queue: [TWO, 2 ** 31 - 1] },
      { kill: "SIGHUP" },
      { kill: "SIGQUIT" },
      { queue: [ONE, -(2 ** 31)] },
      { queue: [THREE, 5] },
      { source: "alarm" },
      { source: "child" },
      ...[undefined, 7, 0, 50, Infinity, 1.5, 0, 1e300, undefined].map((ms): Step =>
        ms === undefined ? { receive: [all] } : { receive: [all, ms] }
      ),
      { source: "interval timer" },
      { receive: [[SIGALRM]] },
      { source: "timer" },
      { receive: [[SIGALRM]] },
      { queue: [SIGHUP, 0] },
      { receive: [[SIGHUP], 0] },
      { queue: [ONE, 11] },
      { queue: [TWO, 12] },
      { queue: [THREE, 13] },
      { receive: [[TWO]] },
      { receive: [[ONE, THREE], 0] },
    ];
    const options = { role: "receive()", blocked, deadline };
    const peer = start(scenarios, "takeSteps", [kata, steps], options);
    const { fetched, pending } = await peer.result;
    const { pid } = peer;
    const kernel = (signal: number): Notice => ({ signal, value: 0, sender: 0, how: "kernel" });
    const expected: [string, Notice][] = [
      ["A signal that kill() has sent", { signal: SIGHUP, value: 0, sender: pid, how: "kill" }],
      ["One with a number of one digit", { signal: SIGQUIT, value: 0, sender: pid, how: "kill" }],
      ["The signal of an alarm", kernel(SIGALRM)],
      ["The signal of a child that has ended with the code 7", kernel(SIGCHLD)],
      ["The first one of the lowest real-time signal", sent(ONE, -1, pid)],
      ["The second one of the lowest real-time signal", sent(ONE, -(2 ** 31), pid)],
      ["The first one of the next signal", sent(TWO, 1, pid)],
      ["The second one of the next signal", sent(TWO, 2 ** 31 - 1, pid)],
      ["The last one", sent(THREE, 5, pid)],
      ["The signal of an interval timer", kernel(SIGALRM)],
      ["The signal of a timer that timer_create() has made", kernel(SIGALRM)],
      ["A signal with the number 0", sent(SIGHUP, 0, pid)],
      ["Three signals wait, and the second one is asked for", sent(TWO, 12, pid)],
      ["Two signals are left, and are asked for", sent(ONE, 11, pid)],
    ];
    for (const [at, [what, notice]] of expected.entries()) {
      assertEquals(assertResult(fetched[at]?.outcome, what), notice, what);
    }
    assertEquals(pending, [THREE], "The signals that still wait at the end");
  }),
);

Deno.test(
  "receive() waits as long as it is told when no signal comes",
  { timeout },
  supervised(async ({ start }) => {
    const times = [0, 1, 60, 150.5, 0, 1100];
    const steps: Step[] = [
      { queue: [THREE, 1] },
      ...times.map((ms): Step => ({ receive: [[ONE, SIGHUP], ms] })),
      { receive: [[THREE], 0] },
    ];
    const options = { role: "receive()", blocked };
    const peer = start(scenarios, "takeSteps", [kata, steps], options);
    const { fetched } = await peer.result;
    for (const [at, time] of times.entries()) {
      const what = `${time} ms, and only another signal waits`;
      assertEquals(assertResult(fetched[at]?.outcome, what), undefined, what);
      const { ms } = fetched[at]!;
      assert(ms > time - 2, `${what}: receive() came back after ${Math.round(ms)} ms.`);
    }
    const what = "The other signal, which waited meanwhile";
    assertEquals(assertResult(fetched.at(-1)?.outcome, what), sent(THREE, 1, peer.pid), what);
  }),
);

Deno.test(
  "receive() waits for a signal for ever, whatever comes in between",
  { timeout: slowTimeout },
  supervised(async (scope) => {
    const times = [undefined, Infinity, 2 ** 31, 1e12, 1e300];
    const { calls, options } = telling(scope, "receive()");
    const all = times.map((ms): [number[], number?] =>
      ms === undefined ? [[TWO, ONE]] : [[TWO, ONE], ms]
    );
    const args: [string, typeof all, number] = [kata, all, calls.told];
    const peer = scope.start(scenarios, "receiveEach", args, { ...options, deadline: 40_000 });
    for (const [at] of times.entries()) {
      const wait = () => calls.waits(peer, at + 1, "a signal", "receive()");
      await wait();
      if (at < 2) {
        for (let count = 0; count < 20 && !calls.over(peer, at + 1); count++) await interrupt(peer);
        await wait();
        await whileStopped(peer);
        await wait();
        if (!peer.settled) sigqueue(peer.pid, THREE, 1); // Nobody asks for it.
        await wait();
      }
      if (!calls.over(peer, at + 1)) sigqueue(peer.pid, at % 2 ? ONE : TWO, at);
    }
    const fetched = await peer.result;
    for (const [at, time] of times.entries()) {
      const what = time === undefined ? "Without a time" : `With a time of ${time}`;
      const expected = sent(at % 2 ? ONE : TWO, at, Deno.pid);
      const found = assertResult(fetched[at]?.outcome, what);
      assert(found !== undefined, `${what}: receive() gave nothing, and its time was not over.`);
      assertEquals(found, expected, what);
    }
  }, { late: 50_000 }),
);

Deno.test(
  "receive() waits neither longer nor shorter because it was stopped, or other signals come",
  { timeout },
  supervised(async (scope) => {
    const ms = 1500;
    const { calls, options } = telling(scope, "receive()");
    const short = 700;
    const all: [number[], number][] = [[[ONE], ms], [[ONE], short]];
    const args: [string, typeof all, number] = [kata, all, calls.told];
    const peer = scope.start(scenarios, "receiveEach", args, options);
    await eventually(() => peer.settled || calls.count > 0, "receive() is called", deadline);
    const end = performance.now() + ms;
    const seen = () => calls.over(peer, 1) || waitsFor(peer.pid, "a signal");
    await eventually(() => seen() || performance.now() > end - ms / 2, "receive() waits", deadline);
    await whileStopped(
      peer,
      () => eventually(() => performance.now() > end, "the time is over", deadline),
    );
    // It may be late. But who begins to count once more is seen waiting, again and again.
    for (let waits = 0; !calls.over(peer, 1); waits++) {
      assert(waits < 6, "receive() waits although its time is over.");
      await eventually(seen, "receive() comes back", deadline);
      if (!calls.over(peer, 1)) await interrupt(peer);
    }
    await eventually(() => peer.settled || calls.count > 2, "receive() is called again", deadline);
    for (let count = 0; count < 12 && !calls.over(peer, 2); count++) await interrupt(peer);
    const fetched = await peer.result;
    const rows: [number, string][] = [[ms, "the process was stopped"], [short, "signals came"]];
    for (const [at, [ms, event]] of rows.entries()) {
      const what = `${ms} ms, in which ${event}`;
      assertEquals(assertResult(fetched[at]?.outcome, what), undefined, what);
      const took = fetched[at]!.ms;
      assert(took > ms - 2, `${what}: receive() came back after ${Math.round(took)} ms.`);
    }
  }),
);

/** A signal with a number, as the kernel takes it from perl. */
const PERL_SENDS = `$call = qx(uname -m) =~ /aarch64/ ? 138 : 129; ($pid, $signal) = @ARGV;
  kill($signal, $pid) or die $!; for $value (-7, 0, 7) {
    $info = pack("l l l x4 l L q", $signal, 0, -1, $$, $<, $value) . "\\0" x 88;
    syscall($call, $pid, $signal, $info) == 0 or die $!;
  }`;

const FOREIGN: Record<string, { args: (pid: number) => string[]; values: (number | "none")[] }> = {
  kill: {
    args: (pid) => ["-q", "42", "-s", `${TWO}`, `${pid}`],
    values: [42],
  },
  sh: {
    args: (pid) => ["-c", `kill -s RTMIN+2 ${pid}; kill -${TWO} ${pid}`],
    values: ["none", "none"],
  },
  perl: { args: (pid) => ["-e", PERL_SENDS, `${pid}`, `${TWO}`], values: ["none", -7, 0, 7] },
};

Deno.test(
  "receive() gets signals from kill, sh and perl",
  { timeout },
  supervisedSteps(withPrograms(...Object.keys(FOREIGN)), async (scope, program) => {
    const { args, values } = FOREIGN[program]!;
    const { calls, options } = telling(scope, "receive()");
    const all = values.map((): [number[], number] => [[TWO], deadline]);
    const call: [string, typeof all, number] = [kata, all, calls.told];
    const peer = scope.start(scenarios, "receiveEach", call, options);
    await eventually(() => peer.settled || calls.count > 0, "receive() is called", deadline);
    const sender = scope.run(program, args(peer.pid), {});
    assertEquals((await sender.status).code, 0, `The exit code of ${program}`);
    const fetched = await peer.result;
    for (const [at, value] of values.entries()) {
      const what = `Signal ${at + 1} from ${program}`;
      const its: Notice = value === "none"
        ? { signal: TWO, value: 0, sender: sender.pid, how: "kill" }
        : sent(TWO, value, sender.pid);
      assertEquals(assertResult(fetched[at]?.outcome, what), its, what);
    }
  }),
);

Deno.test(
  "drain() gives all signals that wait, in order, and never waits",
  { timeout },
  supervised(async ({ start }) => {
    const all = [THREE, SIGTERM, TWO, SIGQUIT, ONE];
    const order = [THREE, TWO, THREE, TWO, ONE];
    const steps: Step[] = [
      { drain: all },
      ...order.map((signal, at): Step => ({ queue: [signal, at] })),
      { kill: "SIGTERM" },
      { kill: "SIGQUIT" },
      { kill: "SIGHUP" },
      { drain: all },
      { drain: all },
      ...numbers(1100).map((value): Step => ({ queue: [TWO, value] })),
      { queue: [ONE, 1] },
      { queue: [THREE, 3] },
      { drain: [TWO] },
      { drain: [ONE] },
      { queue: [LAST, -5] },
      { queue: [FIRST, -4] },
      { drain: [LAST, FIRST] },
    ];
    const options = { role: "drain()", blocked };
    const peer = start(scenarios, "takeSteps", [kata, steps], options);
    const { fetched, pending } = await peer.result;
    const { pid } = peer;
    const mixed = [
      ...[SIGQUIT, SIGTERM].map((signal) => ({ signal, value: 0, sender: pid, how: "kill" })),
      ...[[ONE, 4], [TWO, 1], [TWO, 3], [THREE, 0], [THREE, 2]].map(([signal, value]) =>
        sent(signal!, value!, pid)
      ),
    ];
    const many = numbers(1100).map((value) => sent(TWO, value, pid));
    const expected: [string, unknown[]][] = [
      ["Nothing waits", []],
      ["Signals of five kinds wait", mixed],
      ["They were fetched before", []],
      ["1100 of one kind wait", many],
      ["One of another kind waits", [sent(ONE, 1, pid)]],
      ["The first and the last one wait", [sent(FIRST, -4, pid), sent(LAST, -5, pid)]],
    ];
    for (const [at, [what, notices]] of expected.entries()) {
      const drained = assertResult(fetched[at]?.outcome, what) as unknown[];
      assertEquals(drained?.length, notices.length, `${what}: how many drain() gave`);
      assertEquals(drained, notices, what);
      assert(!fetched[at]!.slept, `${what}: drain() has waited for a while.`);
    }
    assertEquals(pending, [SIGHUP, THREE], "The signals that still wait at the end");
  }),
);

Deno.test(
  "drain() and receive() give signals that nobody chose, as they were sent",
  { timeout },
  supervised(async ({ start }) => {
    const options = { role: "drain()", blocked, deadline };
    await start(scenarios, "fetchAny", [kata, [ONE, TWO, THREE, LAST]], options).result;
  }),
);

Deno.test(
  "drain() gives what sendAll() has sent to a process that was stopped",
  { timeout },
  supervised(async (scope) => {
    const [gate, opener] = scope.pipe();
    const options = { role: "drain()", blocked, inherits: [gate], deadline };
    const receiver = scope.start(scenarios, "drainLater", [kata, [ONE, TWO], gate], options);
    await receiver.waitsFor(gate);
    const calls: [number, number, number[]][] = [
      [receiver.pid, TWO, numbers(40)],
      [receiver.pid, ONE, [3, 2, 1]],
      [receiver.pid, TWO, [-1]],
    ];
    const sender = await (async () => {
      let pid = 0;
      await whileStopped(receiver, async () => {
        const args: [string, typeof calls, number[]] = [kata, calls, []];
        const options = { role: "sendAll()", blocked, deadline };
        const peer = scope.start(scenarios, "sendAllEach", args, options);
        pid = peer.pid;
        for (const { outcome } of await peer.result) assertResult(outcome, "sendAll()");
        assertEquals(waiting(receiver.pid).pending, [ONE, TWO], "The signals that wait");
      });
      return pid;
    })();
    write(opener, new Uint8Array(1));
    const drained = assertResult(await receiver.result, "drain()");
    const expected = [
      ...[3, 2, 1].map((value) => sent(ONE, value, sender)),
      ...[...numbers(40), -1].map((value) => sent(TWO, value, sender)),
    ];
    assertEquals(drained.length, expected.length, "How many drain() gave");
    assertEquals(drained, expected, "What drain() gave");
  }),
);

/** Fails unless something was left as it was. */
function assertNothingLeft({ outcome, pending, timer, open }: Counted, what: string): void {
  assertResult(outcome, what);
  assert(open, `${what}: countPeriods() closed the gate.`);
  assertEquals(pending, [], `${what}: signals that wait afterwards`);
  assertEquals(timer, { first: 0, interval: 0 }, `${what}: how the interval timer is still set`);
}

Deno.test(
  "countPeriods() counts all periods, also those in which its process is stopped",
  { timeout },
  supervised(async (scope) => {
    const periods = [3_600_000, 20, 7.5, 0.25, 1.25]; // The first one is for knowing when the next begins.
    const { calls, options } = telling(scope, "countPeriods()");
    const gates = periods.map(() => scope.pipe());
    const counts = periods.map((ms, at): [number, number] => [ms, gates[at]![0]]);
    const args: [string, typeof counts, number] = [kata, counts, calls.told];
    const inherits = [...options.inherits, ...gates.map(([gate]) => gate)];
    const peer = scope.start(scenarios, "countEach", args, { ...options, inherits });
    const least = [0];
    let since = 0;
    for (const [at, period] of periods.entries()) {
      const [gate, opener] = gates[at]!;
      const called = () => peer.settled || calls.count >= 2 * at + 1;
      // Where the one before does not end, the peer has a better explanation: it comes first.
      await eventually(called, "countPeriods() is called", 2 * deadline);
      const noticed = performance.now();
      const ready = () =>
        calls.over(peer, at + 1) || waitsFor(peer.pid, target(Deno.pid, gate)!) ||
        performance.now() > noticed + 300; // It waits in a way of its own.
      await eventually(ready, "countPeriods() waits", deadline);
      const count = async () => {
        const begin = performance.now();
        // Longer than it may have counted before: what it misses now is more than that.
        const end = begin +
          (at % 2 ? Math.max(12 * period, 2 * (begin - since) + 100) : Math.max(80 * period, 300));
        await eventually(() => performance.now() > end, "some periods have passed", deadline);
        least.push(Math.floor((performance.now() - begin) / period - 0.01));
        since = performance.now();
        write(opener, new Uint8Array(1));
      };
      if (at === 0) {
        since = performance.now();
        write(opener, new Uint8Array(1));
      } else if (at % 2) await whileStopped(peer, count);
      else await count();
      if (peer.settled) break;
    }
    const all = await peer.result;
    for (const [at, period] of periods.entries()) {
      const what = `Periods of ${period} ms${at % 2 ? ", in a process that was stopped" : ""}`;
      const count = assertResult(all[at]?.outcome, what);
      assert(Number.isInteger(count), `${what}: countPeriods() gave ${count}.`);
      assert(count >= least[at]!, `${what}: ${least[at]} had passed, and it counted ${count}.`);
      const most = Math.floor(all[at]!.ms / period + 0.1);
      assert(count <= most, `${what}: it counted ${count}, and only ${most} had passed.`);
      assertNothingLeft(all[at]!, what);
    }
  }),
);

Deno.test(
  "countPeriods() counts no period that is not over, and ends when the gate does",
  { timeout },
  supervised(async (scope) => {
    const { calls, options } = telling(scope, "countPeriods()");
    const periods = [3_600_000, 1e12, 2 ** 31, 3_600_000.5, 60_000, 2000];
    const gates = periods.map(() => scope.pipe());
    const counts = periods.map((ms, at): [number, number] => [ms, gates[at]![0]]);
    const args: [string, typeof counts, number] = [kata, counts, calls.told];
    const inherits = [...options.inherits, ...gates.map(([gate]) => gate)];
    write(gates[1]![1], new Uint8Array([1, 2]));
    close(gates[2]![1]);
    const peer = scope.start(scenarios, "countEach", args, {
      ...options,
      inherits,
      deadline: 25_000,
    });
    const early = new Set<number>();
    for (const at of [0, 3, 4]) {
      const [gate, opener] = gates[at]!;
      const wait = () =>
        calls.waits(peer, at + 1, target(Deno.pid, gate) ?? "nothing", "countPeriods()");
      await wait();
      for (let count = 0; count < (at === 0 ? 20 : 1) && !calls.over(peer, at + 1); count++) {
        await interrupt(peer);
      }
      await wait();
      await whileStopped(peer);
      await wait();
      if (calls.over(peer, at + 1)) early.add(at);
      if (at === 3) close(opener);
      else write(opener, new Uint8Array([7]));
      await eventually(() => calls.over(peer, at + 1), "countPeriods() comes back", deadline);
    }
    // The last one: a gate opens when most of a period has passed.
    await eventually(() => peer.settled || calls.count >= 11, "countPeriods() is called", deadline);
    const most = performance.now() + 1200;
    await eventually(() => performance.now() > most, "most of a period has passed", deadline);
    write(gates[5]![1], new Uint8Array(1));
    const all = await peer.result;
    for (const [at, period] of periods.entries()) {
      const what = `A period of ${period} ms`;
      const over = Math.floor(all[at]!.ms / period); // 0, unless the test itself was late.
      const count = assertResult(all[at]?.outcome, what);
      assert(
        count >= 0 && count <= over,
        `${what}: it counted ${count}, and only ${over} had passed.`,
      );
      assert(
        !early.has(at),
        `${what}: countPeriods() came back, and nothing had come to the gate.`,
      );
      assertNothingLeft(all[at]!, what);
    }
  }),
);
