/**
 * Programs that call your functions several times in one process, and look at what comes of it.
 *
 * Each one runs in a process of its own, in which the signals are blocked that it needs, and gets the URL of your
 * module as its first argument.
 *
 * @module
 */

import { close, type Fd, read } from "lib/sys/fd.ts";
import { kill, spawn, waitpid } from "lib/sys/process.ts";
import { check } from "lib/sys/errno.ts";
import { libc } from "lib/sys/libc.ts";
import { type SignalInfo, signalSet, sigqueue, sigtimedwait } from "lib/sys/sigwait.ts";
import { alarm, setitimer } from "lib/sys/timer.ts";
import { type Outcome, outcome } from "lib/testing/outcome.ts";
import { eventually } from "lib/testing/peer/eventually.ts";
import { limitQueue, queued, waiting } from "lib/testing/queue_limit.ts";
import type { Clock } from "lib/testing/clock.ts";
import { hurrySleeps } from "lib/testing/sleeps.ts";
import { TellingCalls } from "lib/testing/told_calls.ts";

const HOUR = 3_600_000;
const [SIGALRM, SIGCHLD] = [14, 17];

const load = (kata: string): Promise<typeof import("./realtime_signal.ts")> => import(kata);

/** What became of a program that was started. */
export interface Started {
  outcome: Outcome<number>;
  /** Whether it is a child of this process. */
  isChild?: boolean;
  /** The signals that are blocked in it, and those that wait in it after one of each was sent. */
  blocked?: number[];
  pending?: number[];
  /** Whether it ended then, although nobody had sent SIGKILL. */
  over?: boolean;
  /** Its name and arguments, as the kernel shows them. */
  words?: string[];
  /** What its descriptors 0 to 2 stand for, beside those of this process. */
  streams?: [string, string][];
  /** How it ended, after SIGKILL. */
  ended?: string;
}

/** Starts programs. Each gets signals at once: those that should be blocked in it. */
export async function startEach(kata: string, calls: [string, string[], number[]][]) {
  const { startListener } = await load(kata);
  const masks = () =>
    [...Deno.readDirSync("/proc/self/task")].map(({ name }) =>
      /^SigBlk:.*/m.exec(Deno.readTextFileSync(`/proc/self/task/${name}/status`))?.[0]
    );
  const started: Started[] = [];
  const before = masks()[0];
  for (const [command, args, signals] of calls) {
    const it: Started = { outcome: await outcome(() => startListener(command, args, signals)) };
    started.push(it);
    if (!("result" in it.outcome)) continue;
    const pid = it.outcome.result;
    if (!(pid > 1)) continue;
    for (const signal of signals) await outcome(() => sigqueue(pid, signal, 1));
    Object.assign(it, waiting(pid));
    const file = (name: string) => {
      try {
        return Deno.readTextFileSync(`/proc/${pid}/${name}`);
      } catch {
        return "";
      }
    };
    // It is there, but the kernel may still be loading it, or it is about to execute another one.
    const loaded = () =>
      /^State:\s*Z/m.test(file("status")) ||
      file("cmdline") !== "" && /^State:\s*[ST]/m.test(file("status"));
    await eventually(() => loaded() || file("status") === "", "the program has been loaded");
    it.over = /^State:\s*Z/m.test(file("status"));
    it.isChild = new RegExp(`^PPid:\\s*${Deno.pid}$`, "m").test(file("status"));
    it.words = file("cmdline").split("\0").slice(0, -1);
    const link = (path: string) => {
      try {
        return Deno.readLinkSync(path);
      } catch {
        return "nothing";
      }
    };
    it.streams = [0, 1, 2].map((
      fd,
    ) => [link(`/proc/${pid}/fd/${fd}`), link(`/proc/self/fd/${fd}`)]);
    if (!it.isChild) continue;
    kill(pid, "SIGKILL");
    const end = await outcome(() => waitpid(pid));
    it.ended = "result" in end ? end.result.signal ?? `exit code ${end.result.code}` : end.error;
  }
  return { started, changed: masks().filter((mask) => mask !== before) };
}

/** Starts a program, sends numbers to it at once, and waits for its end. Tells how that was. */
export async function sendToListener(
  kata: string,
  command: string,
  args: string[],
  sends: [signal: number, value: number][],
) {
  const { startListener, send } = await load(kata);
  const signals = [...new Set(sends.map(([signal]) => signal))];
  const pid = startListener(command, args, signals);
  const outcomes: Outcome<void>[] = [];
  for (const [signal, value] of sends) {
    outcomes.push(await outcome(() => send(pid, signal, value)));
  }
  return { outcomes, ended: waitpid(pid) };
}

/** Takes what waits in this process. */
function fetchAll(signals: number[]): SignalInfo[] {
  const all: SignalInfo[] = [];
  const set = signalSet(signals);
  for (;;) {
    try {
      all.push(sigtimedwait(set, 0));
    } catch (error) {
      if ((error as { code?: string }).code === "EAGAIN") return all;
      if ((error as { code?: string }).code !== "EINTR") throw error;
    }
  }
}

/**
 * Sends signals: to this process where the pid is 0, to one that has ended where it is -1. For the numbers of
 * `full`, the queue of this process is full.
 */
export async function sendEach(
  kata: string,
  calls: [pid: number, signal: number, value: number][],
  { fetch, full = [] }: { fetch: number[]; full?: number[] },
) {
  const { send } = await load(kata);
  const { limit } = queued(Deno.pid);
  const outcomes: Outcome<void>[] = [];
  for (const [at, [pid, signal, value]] of calls.entries()) {
    limitQueue(Deno.pid, full.includes(at) ? 0 : limit);
    const to = pid === -1 ? ended() : pid || Deno.pid;
    outcomes.push(await outcome(() => send(to, signal, value)));
  }
  return { outcomes, arrived: fetchAll(fetch) };
}

/** The pid of a process that has ended. */
function ended(): number {
  const { pid } = waitpid(spawn("true", []));
  fetchAll([SIGCHLD]);
  return pid;
}

/** Sends numbers to this process, or to others. Tells which arrays are not as they were. */
export async function sendAllEach(
  kata: string,
  calls: [pid: number, signal: number, values: number[]][],
  fetch: number[],
) {
  const { sendAll } = await load(kata);
  const all: { outcome: Outcome<void>; arrived: SignalInfo[]; changed: boolean }[] = [];
  for (const [pid, signal, values] of calls) {
    const given = [...values];
    const to = pid === -1 ? ended() : pid || Deno.pid;
    const sent = await outcome(() => sendAll(to, signal, given));
    const changed = JSON.stringify(given) !== JSON.stringify(values);
    all.push({ outcome: sent, arrived: fetchAll(fetch), changed });
  }
  return all;
}

/** What came of a sender that had to wait. */
export interface Patience {
  outcomes: Outcome<void>[];
  arrived: SignalInfo[];
  /** Whether it was over although there was no room. */
  early: boolean;
  /** Whether it waited with signals to another process, whose queue has room. */
  heldUp: boolean;
  /** What part of the time it wanted a processor. */
  share: number;
}

/**
 * Calls `sendAll()` twice at the same time, when the queue of this process is full, and then for a process whose
 * queue has room. In this one there is room hours later.
 */
export async function sendWhileFull(
  kata: string,
  calls: [signal: number, values: number[]][],
  fetch: number[],
): Promise<Patience> {
  const { Clock } = await import("lib/testing/clock.ts");
  const { sendAll } = await load(kata);
  using clock = new Clock();
  const { limit } = queued(Deno.pid);
  const other = spawn("sleep", ["100"], {}, { blocked: fetch }); // before the limit, which it would inherit
  limitQueue(Deno.pid, 0);
  let over = 0;
  const sending = calls.map(([signal, values]) =>
    outcome(() => sendAll(Deno.pid, signal, values)).finally(() => over++)
  );
  sending.forEach((it) => it.catch(() => {})); // It is awaited below.
  let waits = true;
  const sendingOn = outcome(() => sendAll(other, calls[0]![0], [1, 2]));
  sendingOn.finally(() => waits = false).catch(() => {}); // It is awaited below.
  await clock.pause(1);
  let share = 1; // Who is at rest may still be loading something, but not for ever.
  for (let look = 0; share >= 0.5 && look < 20; look++) {
    share = await shareOf(() => clock.pause(100));
  }
  await clock.pass(HOUR, 250);
  await passNaps(clock); // Whoever counts its tries may count far.
  for (let turn = 0; waits && turn < 200; turn++) await clock.pause(50); // A thread has to be started.
  const [early, heldUp] = [over > 0, waits];
  const arrived = fetchAll(fetch);
  for (let turn = 0; over < calls.length && turn < 200; turn++) {
    limitQueue(Deno.pid, queued(Deno.pid).count + 2);
    await clock.pass(HOUR, 10);
    arrived.push(...fetchAll(fetch));
  }
  limitQueue(Deno.pid, limit); // Other threads may sleep long between two tries.
  const outcomes = [...await Promise.all(sending), await sendingOn];
  kill(other, "SIGKILL");
  waitpid(other);
  return { outcomes, arrived: [...arrived, ...fetchAll(fetch)], early, heldUp, share };
}

/** Lets thousands of the pauses pass that somebody makes between two tries. */
async function passNaps(clock: Clock): Promise<void> {
  clock.shortest = Infinity;
  await clock.pass(HOUR, 50);
  if (clock.shortest < HOUR) await clock.pass(19 * 200 * clock.shortest, 200);
}

/** What part of some time this process has worked, or has waited for a processor. */
async function shareOf(pause: () => Promise<void>): Promise<number> {
  const wanted = () =>
    [...Deno.readDirSync("/proc/self/task")].reduce((sum, { name }) => {
      const [ran = 0, waited = 0] = Deno.readTextFileSync(`/proc/self/task/${name}/schedstat`)
        .split(" ");
      return sum + (Number(ran) + Number(waited)) / 1e6;
    }, 0);
  const begin = performance.now();
  const before = wanted();
  await pause();
  return (wanted() - before) / (performance.now() - begin);
}

/** Sends to a process whose queue is full. Tells the test when an hour has passed; then the process ends. */
export async function sendToMortal(
  kata: string,
  pid: number,
  signal: number,
  values: number[],
  told: Fd,
) {
  const { Clock } = await import("lib/testing/clock.ts");
  const { sendAll } = await load(kata);
  using clock = new Clock();
  let over = false;
  const sending = outcome(() => sendAll(pid, signal, values)).finally(() => over = true);
  sending.catch(() => {}); // It is awaited below.
  await clock.pass(HOUR);
  const early = over;
  close(told);
  // Threads have another clock: who has set no timer here gets more turns.
  for (let turns = 0, tries = 0; !over && turns < 120 && tries < 25;) {
    const { gone } = waiting(pid);
    const rung = await clock.pass(HOUR, 10);
    await clock.pause(50);
    if (gone) turns++;
    if (gone && rung > 0) tries++;
  }
  return { outcome: over ? await sending : undefined, early };
}

/** Something that is done to this process, or a call of yours. */
export type Step =
  | { queue: [signal: number, value: number] }
  | { kill: Deno.Signal }
  | { source: "alarm" | "interval timer" | "timer" | "child" }
  | { receive: [signals: number[], ms?: number] }
  | { drain: number[] };

/** What a call of yours gave, and how long it took. */
export interface Fetched {
  outcome: Outcome<unknown>;
  ms: number;
  /** Whether it slept for a time. Such a sleep of `drain()` is over soon. */
  slept: boolean;
}

/** Does one step after another. Tells what each call gave, as it is at the end, and what waits then. */
export async function takeSteps(kata: string, steps: Step[]) {
  const { receive, drain } = await load(kata);
  const fetched: Fetched[] = [];
  const call = async (it: () => unknown, hurry = false) => {
    const begin = performance.now();
    let slept = false;
    using _ = hurrySleeps(() => (slept = true) && hurry);
    const ended = await outcome(it);
    fetched.push({ outcome: ended, ms: performance.now() - begin, slept });
  };
  for (const step of steps) {
    if ("queue" in step) sigqueue(Deno.pid, ...step.queue);
    else if ("kill" in step) kill(Deno.pid, step.kill);
    else if ("source" in step) await comesFrom(step.source);
    else if ("drain" in step) {
      const signals = [...step.drain];
      await call(() => drain(signals), true);
    } else {
      const [signals, ms] = step.receive;
      await call(() => ms === undefined ? receive([...signals]) : receive([...signals], ms));
    }
  }
  return { fetched, pending: waiting(Deno.pid).pending };
}

/** Waits until the kernel has sent a signal to this process. */
async function comesFrom(source: string): Promise<void> {
  if (source === "timer") return await timerRings();
  if (source === "child") waitpid(spawn("sh", ["-c", "exit 7"]));
  else if (source === "alarm") alarm(1);
  else setitimer(1, 1);
  const signal = source === "child" ? SIGCHLD : SIGALRM;
  await eventually(() => waiting(Deno.pid).pending.includes(signal), `the signal of the ${source}`);
  setitimer(0, 0);
}

/** Sets a timer of `man 2 timer_create`, whose signal is SIGALRM, and waits for it. */
async function timerRings(): Promise<void> {
  const [create, set] = Deno.build.arch === "aarch64" ? [107n, 110n] : [222n, 223n];
  const [id, times] = [new Int32Array(1), new BigInt64Array([0n, 0n, 0n, 1_000_000n])];
  const address = (of: BufferSource) =>
    Deno.UnsafePointer.value(Deno.UnsafePointer.of(of as Int32Array<ArrayBuffer>));
  const call = (name: string, ...[number, a, b, c, d]: bigint[]) =>
    check(name, "a timer", libc().syscall(number!, a ?? 0n, b ?? 0n, c ?? 0n, d ?? 0n, 0n));
  call("timer_create", create!, 1n, 0n, address(id));
  call("timer_settime", set!, BigInt(id[0]!), 0n, address(times));
  // It rings once, and stays: its end would take the signal back.
  await eventually(() => waiting(Deno.pid).pending.includes(SIGALRM), "the signal of the timer");
}

/** Fetches signals with calls of yours, as a model says that they have to come. Fails for the smallest case. */
export async function fetchAny(kata: string, numbers: number[]): Promise<void> {
  const { fc, forAll } = await import("lib/testing/properties.ts");
  const { assertEquals } = await import("@std/assert");
  const { receive, drain } = await load(kata);
  await outcome(() => drain([])); // Where it is still to be written, this says so.
  const signal = fc.integer({ min: 0, max: numbers.length - 1 });
  const some = fc.uniqueArray(signal, { minLength: 1 });
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ send: signal, value: fc.integer() }) },
    { weight: 1, arbitrary: fc.record({ drain: some }) },
    { weight: 1, arbitrary: fc.record({ receive: some }) },
  );
  const words = (steps: unknown[]) =>
    `for ${
      steps.map((it) => JSON.stringify(it).replace(/[{}"]/g, "").replaceAll(":", " ")).join("; ")
    }, where signals are numbered from the lowest one`;
  await forAll(fc.array(step, { maxLength: 30 }), words, (steps) => {
    fetchAll(numbers);
    const queues = numbers.map((): number[] => []);
    const taken = (from: number[], most: number) =>
      [...from].sort((a, b) => a - b)
        .flatMap((at) => queues[at]!.map((value) => ({ at, value })))
        .slice(0, most)
        .map(({ at, value }) => {
          queues[at]!.shift();
          return { signal: at, value };
        });
    const plain = (all: { signal: number; value: number }[]) =>
      all.map(({ signal, value }) => ({ signal: numbers.indexOf(signal), value }));
    for (const step of steps) {
      if ("send" in step) {
        sigqueue(Deno.pid, numbers[step.send]!, step.value);
        queues[step.send]!.push(step.value);
      } else if ("drain" in step) {
        const all = drain(step.drain.map((at) => numbers[at]!));
        assertEquals(plain(all), taken(step.drain, Infinity), "what drain() gave");
      } else {
        const one = receive(step.receive.map((at) => numbers[at]!), 0);
        assertEquals(plain(one ? [one] : []), taken(step.receive, 1), "what receive() gave");
      }
    }
    const rest = fetchAll(numbers).map(({ signal, value }) => ({ signal, value }));
    assertEquals(plain(rest), taken(numbers.map((_, at) => at), Infinity), "what was left");
  }, { runs: 150 });
}

/** Fetches one signal after another, and tells the test of each call. */
export async function receiveEach(
  kata: string,
  calls: [signals: number[], ms?: number][],
  told: Fd,
) {
  const { receive } = await load(kata);
  using telling = new TellingCalls(told);
  const all: { outcome: Outcome<unknown>; ms: number }[] = [];
  for (const [signals, ms] of calls) {
    const begin = performance.now();
    using _ = telling.hurry((ms ?? Infinity) === Infinity);
    const call = () => ms === undefined ? receive(signals) : receive(signals, ms);
    all.push({ outcome: await telling.outcome(call), ms: performance.now() - begin });
  }
  return all;
}

/** Drains when the gate opens. */
export async function drainLater(kata: string, signals: number[], gate: Fd) {
  const { drain } = await load(kata);
  read(gate, new Uint8Array(1));
  close(gate);
  return await outcome(() => drain(signals));
}

/** What a count gave, how long it took, and what was left then. */
export interface Counted {
  outcome: Outcome<number>;
  ms: number;
  /** The signals that waited afterwards, but not before. */
  pending: number[];
  /** How the interval timer was set afterwards. */
  timer: { first: number; interval: number };
  /** Whether the gate was open. */
  open: boolean;
}

/** Counts periods, and tells the test of each call. */
export async function countEach(kata: string, calls: [periodMs: number, gate: Fd][], told: Fd) {
  const { countPeriods } = await load(kata);
  using telling = new TellingCalls(told);
  const all: Counted[] = [];
  for (const [periodMs, gate] of calls) {
    const before = waiting(Deno.pid).pending;
    const begin = performance.now();
    using _ = telling.hurry(periodMs > 10_000);
    const counted = await telling.outcome(() => countPeriods(periodMs, gate));
    const ms = performance.now() - begin;
    const timer = setitimer(0, 0);
    const pending = waiting(Deno.pid).pending.filter((it) => !before.includes(it));
    const open = "result" in await outcome(() => Deno.readLinkSync(`/proc/self/fd/${gate}`));
    all.push({ outcome: counted, ms, pending, timer, open });
    if (open) close(gate);
  }
  return all;
}
