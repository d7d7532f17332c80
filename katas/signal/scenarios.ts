/**
 * Programs that call your functions with what cannot be sent to another process: callbacks, children, time.
 *
 * Each one runs in a process of its own, and gets the URL of your module as its first argument. Some let
 * hours go by in a moment: `lib/testing/clock.ts`. Some return what surprised them, in sentences.
 *
 * @module
 */

// What only one scenario needs is imported there: each module costs every process some time.
import { type ExitStatus } from "lib/sys/process.ts";
import { unread } from "lib/sys/fd.ts";
import { children, descriptors, processes, stat, target } from "lib/testing/diagnosis/proc.ts";
import { Clock } from "lib/testing/clock.ts";
import { SignalListeners } from "lib/testing/signal_listeners.ts";
import type { Child, Program } from "./signal.ts";

/** Adds a listener of the scenario's own, which is not watched. */
const { addSignalListener } = Deno;

const load = (kata: string): Promise<typeof import("./signal.ts")> => import(kata);

const outcome = ({ code, signal }: ExitStatus) => ({ code, signal });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Lives for hours. */
const LIVE = 1e9;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** One turn of the event loop. */
const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** What becomes of a promise: "waits", "returned", or the name of the error that it was rejected with. */
function watch(promise: Promise<unknown>): { fate: string; error?: Error } {
  const watched: { fate: string; error?: Error } = { fate: "waits" };
  promise.then(() => watched.fate = "returned", (error) => {
    if (error?.name === "TodoError") throw error; // not caught: nothing is written yet
    watched.fate = nameOf(error);
    watched.error = error;
  });
  return watched;
}

/** The name of an error, if it is one of Deno's or of JavaScript, and not only called so. */
function nameOf(error: Error): string {
  const { name } = error ?? {};
  const types = { TypeError, ...Deno.errors } as unknown as Record<string, typeof Error>;
  if (!types[name] || error instanceof types[name]) return name ?? `${error}`;
  return `an error that is no ${name}, and is only called so`;
}

/** Waits until something holds, for some turns of this thread: a busy machine makes them longer. */
async function within(
  turns: number,
  condition: () => boolean,
  pause: (ms: number) => Promise<void> = sleep,
): Promise<boolean> {
  for (let i = 0; i < turns && !condition(); i++) await pause(i < 100 ? 1 : 5);
  return condition();
}

/** Sends a signal to this process, and waits until Deno has told it to all who listen. */
async function ring(signal: Deno.Signal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  addSignalListener(signal, resolve);
  const awake = setInterval(() => {}, LIVE);
  Deno.kill(Deno.pid, signal);
  await promise;
  clearInterval(awake);
  await turn();
  Deno.removeSignalListener(signal, resolve);
}

async function dieOf(signal: Deno.Signal): Promise<string> {
  Deno.kill(Deno.pid, signal);
  await sleep(2000); // Deno does what the kernel would do by default, a moment later.
  return `alive after ${signal}`;
}

/** Waits for a signal, then sends itself the signal, which has to kill it. */
export async function waitThenDie(kata: string, signal: Deno.Signal) {
  const { waitFor } = await load(kata);
  await waitFor(signal);
  return await dieOf(signal);
}

/** Days go by, while many wait for the same signal; in the end it comes, and comes again to kill. */
export async function waitForDays(kata: string, signal: Deno.Signal, report: string) {
  const { waitFor } = await load(kata);
  using clock = new Clock();
  const surprises: string[] = [];
  const limits = [0, 0.5, 1, 20.5, HOUR, 20 * DAY, 2 ** 31, 2 ** 32 + HOUR, Infinity, undefined];
  const waits = limits.map((timeout) => ({
    timeout,
    call: timeout === undefined ? "waitFor(…)" : `waitFor(…, { timeout: ${timeout} })`,
    watched: watch(waitFor(signal, timeout === undefined ? {} : { timeout })),
  }));
  let passed = 0;
  for (const days of [2000 / DAY, 1 / 144, 1 / 12, 1, 21, 24.8, 25, 49.7, 50]) {
    await pass(clock, days * DAY - passed);
    passed = days * DAY;
    for (const { timeout, call, watched } of waits) {
      const expected = (timeout ?? Infinity) <= passed ? "TimedOut" : "waits";
      const turns = expected === "waits" || surprises.length > 0 ? 1 : 300;
      await within(turns, () => watched.fate !== "waits", clock.pause);
      if (watched.fate === expected) continue;
      surprises.push(`After ${span(passed)}: ${call} ${said(watched.fate)}.`);
    }
    if (surprises.length > 0) break;
  }
  Deno.kill(Deno.pid, signal);
  for (const { call, watched } of surprises.length > 0 ? [] : waits.slice(-2)) {
    await within(300, () => watched.fate !== "waits", clock.pause);
    if (watched.fate !== "returned") {
      surprises.push(`The signal came, and ${call} ${said(watched.fate)}.`);
    }
  }
  Deno.writeTextFileSync(report, surprises.join("\n"));
  if (surprises.length > 0) await sleep(LIVE); // The test has something to say.
  return await dieOf(signal);
}

/** Lets time go by in steps in which no timer of an hour is short: whoever counts the hours is not late. */
const pass = (clock: Clock, ms: number) => clock.pass(ms, Math.max(5, Math.ceil(ms / (20 * HOUR))));

/** A time in words. */
const span = (ms: number) =>
  ms < MINUTE ? `${ms} milliseconds` : `${Math.round(ms / MINUTE)} minutes`;

const said = (fate: string) =>
  fate === "waits" ? "still waits" : fate === "returned" ? "returned" : `threw ${fate}`;

/** Waits for what nobody can catch. */
export async function waitForTheUncatchable(kata: string) {
  const { waitFor } = await load(kata);
  const surprises: string[] = [];
  for (const signal of ["SIGKILL", "SIGSTOP"] as const) {
    for (const options of [{}, { timeout: 0 }, { timeout: HOUR }]) {
      const watched = watch((async () => await waitFor(signal, options))());
      await within(100, () => watched.fate !== "waits");
      if (watched.fate === "TypeError") continue;
      const call = `waitFor("${signal}", ${Deno.inspect(options)})`;
      surprises.push(`${call} ${said(watched.fate)}, although it had to throw TypeError at once.`);
    }
  }
  return surprises;
}

/** Several wait for two signals, and somebody else listens, too. */
export async function waitTogether(kata: string) {
  const { waitFor } = await load(kata);
  const { default: process } = await import("node:process");
  const heard = { deno: 0, node: 0 };
  const others = { deno: () => heard.deno++, node: () => heard.node++ };
  Deno.addSignalListener("SIGALRM", others.deno);
  process.on("SIGALRM", others.node);
  using listeners = new SignalListeners("SIGALRM");
  const surprises: string[] = [];
  const expect = (what: string, actual: unknown, expected: unknown) => {
    if (actual !== expected) surprises.push(`${what}: ${actual} instead of ${expected}`);
  };
  const end = (watched: { fate: string }) => settled(watched, surprises.length > 0 ? 0 : 200);
  const options = { timeout: HOUR };
  const waits = [waitFor("SIGALRM"), waitFor("SIGALRM", options), waitFor("SIGVTALRM")].map(watch);
  const late = watch(waitFor("SIGALRM", { timeout: 0 }));
  expect("What becomes of the one who has no time", await end(late), "TimedOut");
  await ring("SIGUSR2"); // for nobody
  expect("Who got another signal, and", waits[0]!.fate, "waits");
  expect("Listeners that others had, and that stay", Object.values(heard).join(), "0,0");
  for (const round of [1, 2]) {
    await ring("SIGALRM");
    expect("The first who waits for SIGALRM", await end(waits[0]!), "returned");
    expect("The second who waits for SIGALRM", await end(waits[1]!), "returned");
    expect("The one who waits for SIGVTALRM", waits[2]!.fate, "waits");
    expect("How often Deno's other listener was called", heard.deno, round);
    expect("How often the other listener of node:process was called", heard.node, round);
  }
  expect("How many listeners waitFor() left", listeners.count, 0);
  await ring("SIGVTALRM");
  expect("The one who waits for SIGVTALRM", await end(waits[2]!), "returned");
  const again = watch(waitFor("SIGVTALRM"));
  await within(20, () => again.fate !== "waits");
  expect("The one who waits for SIGVTALRM once more, before it comes", again.fate, "waits");
  await ring("SIGVTALRM");
  expect("The one who waits for SIGVTALRM once more", await end(again), "returned");
  Deno.removeSignalListener("SIGALRM", others.deno);
  process.off("SIGALRM", others.node);
  return surprises;
}

async function settled(watched: { fate: string }, turns = 200): Promise<string> {
  await within(turns, () => watched.fate !== "waits");
  return watched.fate;
}

/**
 * Starts programs at the same time. Each says something and waits at its gate. When that has been read, an
 * hour goes by, and the gates are opened. Each is asked to end as soon as it is ready.
 */
export async function startThenStop(
  kata: string,
  programs: Record<string, Program>,
  folder: string,
) {
  const { startReady } = await load(kata);
  const surprises: string[] = [];
  using clock = new Clock();
  const started = Object.entries(programs).map(([what, program], i) => {
    const gate = `${folder}/${i}`;
    const opened = Deno.openSync(gate, { read: true, write: true }); // never waits
    const starting = startReady([...program, gate]);
    return { what, gate, opened, starting, watched: watch(starting) };
  });
  const waiting = (gate: string) =>
    children(Deno.pid).some((pid) =>
      [...descriptors(pid).values()].some((its) => its.target === gate) && everythingRead(pid)
    );
  const there = (gate: string) =>
    children(Deno.pid).some((pid) =>
      [...descriptors(pid).values()].some((its) => its.target === gate)
    );
  const missing = () => started.filter((it) => it.watched.fate === "waits" && !there(it.gate));
  if (!await within(70, () => missing().length === 0, () => clock.pause(20))) {
    return [`startReady() has not started ${missing().length} programs, while others get ready.`];
  }
  // Your function may never read what the program says. Time has to go on then, too.
  await within(
    60,
    () => started.every(({ gate, watched }) => watched.fate !== "waits" || waiting(gate)),
    () => clock.pause(10),
  );
  await clock.pass(HOUR, 20);
  for (const { what, opened, watched } of started) {
    if (watched.fate !== "waits") {
      surprises.push(
        `The program had printed only ${what}, and startReady() ${said(watched.fate)}.`,
      );
    }
    opened.writeSync(new TextEncoder().encode("go\n"));
  }
  if (surprises.length > 0) return surprises;
  await within(250, () => started.every(({ watched }) => watched.fate !== "waits"), clock.pause);
  for (const { what, gate, starting, watched, opened } of started) {
    if (watched.fate !== "returned") {
      surprises.push(
        `The program had printed ${what}, then "ready", and startReady() ${said(watched.fate)}.`,
      );
      continue;
    }
    const child = await starting;
    child.kill("SIGTERM");
    const { code, signal } = await child.status;
    opened.close();
    if (code === 7) continue;
    const end = signal ?? `code ${code}`;
    if (await within(20, () => exists(`${gate}.told`), clock.pause)) {
      surprises.push(`A program exited with 7 when it got SIGTERM, and its status says ${end}.`);
      continue;
    }
    surprises.push(
      `startReady() returned too early, when the program had printed ${what}: it ended with ` +
        `${end}, because it got SIGTERM, and was not ready for it.`,
    );
  }
  return surprises;
}

/** Whether nothing of what a child wrote to its standard output is still in the pipe. */
function everythingRead(pid: number): boolean {
  const pipe = target(pid, 1);
  const own = [...descriptors(Deno.pid)].find(([, its]) => its.target === pipe);
  return !pipe?.startsWith("pipe:") || own === undefined || unread(own[0]) === 0;
}

/** Starts programs that end before they are ready, and gives what was thrown. */
export async function startInVain(kata: string, programs: Record<string, Program>, gate: string) {
  const { startReady } = await load(kata);
  using opened = Deno.openSync(gate, { read: true, write: true });
  const thrown: Record<string, string> = {};
  await Promise.all(
    Object.entries(programs).map(async ([name, program]) => {
      const starting = startReady(program);
      const watched = watch(starting);
      await within(600, () => watched.fate !== "waits");
      thrown[name] = watched.error
        ? `${watched.fate}: ${watched.error.message}`
        : said(watched.fate);
    }),
  );
  opened.writeSync(new TextEncoder().encode("go\n".repeat(9)));
  Deno.writeTextFileSync(`${gate}.end`, "");
  const left = () => processes().some((pid) => pid !== Deno.pid && stat(pid)?.session === Deno.pid);
  await within(400, () => !left());
  return thrown;
}

/** Starts a program, and waits until it ends by itself. */
export async function startThenWait(kata: string, program: Program) {
  const { startReady } = await load(kata);
  return outcome(await (await startReady(program)).status);
}

/**
 * Starts a program that says it is ready, and ends at once: both have happened before you can look, and you
 * learn of its end first.
 */
export async function startShortLived(kata: string, program: Program, own: string) {
  const { startReady } = await load(kata);
  const { Command } = Deno;
  Deno.Command = class extends Command {
    override spawn() {
      const child = super.spawn();
      const stdout = child.stdout.pipeThrough(
        new TransformStream({
          async transform(bytes, output) {
            await child.status;
            for (let i = 0; i < 5; i++) await turn();
            output.enqueue(bytes);
          },
        }),
      );
      return Object.defineProperty(child, "stdout", { value: stdout });
    }
  };
  const starting = startReady(program);
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const ended = () => children(Deno.pid).some((pid) => stat(pid)?.exits);
  for (let i = 0; i < 20 && !ended(); i++) Atomics.wait(cell, 0, 0, 5);
  const child = await starting;
  const status = outcome(await child.status);
  let late = "sent a signal to somebody else";
  try {
    child.kill("SIGURG"); // which does nothing
  } catch (error) {
    late = (error as Error).name;
  }
  return { status, sameNumber: `${child.pid}` === Deno.readTextFileSync(own).trim(), late };
}

/** Starts a program without your help, and reads what it says first. */
async function begin([command, ...args]: Program) {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.getReader();
  await reader.read();
  return { child, reader };
}

/** Stops a program that has said something. */
export async function stop(kata: string, program: Program, patience: number) {
  const { stopGracefully } = await load(kata);
  const { child, reader } = await begin(program);
  const status = await stopGracefully(child, { patience });
  await reader.cancel();
  return outcome(status);
}

/**
 * Stops programs at the same time: one that obeys SIGTERM, one that ignores it, and one that cleans up when
 * it gets it, and waits at a gate then. Days go by. One status is told ten minutes late.
 */
export async function stopForDays(
  kata: string,
  obeys: Program,
  ignores: Program,
  cleansUp: Program,
  gates: string[],
) {
  const { stopGracefully } = await load(kata);
  const surprises: string[] = [];
  const opened = gates.map((gate) => Deno.openSync(gate, { read: true, write: true }));
  const [ownTime, noLimit] = gates as [string, string];
  const plan: { patience: number; program: Program; opens?: number; told?: number }[] = [
    { patience: 0, program: obeys },
    { patience: 50, program: ignores, told: 10 * MINUTE },
    ...[0, 50, HOUR, 2 ** 31 + HOUR].map((patience) => ({ patience, program: ignores })),
    { patience: HOUR, program: [...cleansUp, ownTime], opens: 0 },
    { patience: Infinity, program: [...cleansUp, noLimit], opens: 1 },
  ];
  const all = await Promise.all(plan.map(async (it) => ({ ...it, ...await begin(it.program) })));
  using clock = new Clock();
  const stops = all.map(({ child, reader, patience, program, opens, told = 0 }) => {
    const { promise: tells, resolve: tell } = Promise.withResolvers<void>();
    if (told === 0) tell();
    const status = child.status.then((status) => tells.then(() => status));
    let asked = 0;
    const kill = (signal: Deno.Signal) => {
      child.kill(signal);
      if (signal === "SIGTERM" && ++asked === 2) {
        surprises.push(`The child ${what}, was asked with SIGTERM again.`);
      }
    };
    const verb = program === obeys
      ? "obeys SIGTERM"
      : program === ignores
      ? "ignores SIGTERM"
      : "cleans up";
    const what = `that ${verb}, with a patience of ${patience}`;
    const stopping = stopGracefully({ pid: child.pid, status, kill }, { patience });
    const [gone, watched] = [watch(status), watch(stopping)];
    return { reader, patience, program, opens, told, tell, gone, stopping, watched, what };
  });
  // Those that clean up say so, and the others are dead or say nothing.
  const cleaning = stops.filter(({ opens }) => opens !== undefined)
    .map((it) => ({ ...it, asked: watch(it.reader.read()) }));
  await within(250, () => cleaning.every(({ asked }) => asked.fate !== "waits"), clock.pause);
  for (const { what, asked } of cleaning) {
    if (asked.fate !== "waits") continue;
    surprises.push(`The child ${what}, has not got SIGTERM, while others are being stopped.`);
  }
  let passed = 0;
  const check = async (opens?: number) => {
    for (const it of stops) {
      if (it.told <= passed) it.tell();
      const over = Math.max(it.patience, it.told) <= passed;
      const ends = it.opens === undefined ? over : opens! >= it.opens;
      const turns = surprises.length > 0 ? 30 : 300;
      if (ends) await within(turns, () => it.gone.fate !== "waits", clock.pause);
      // As soon as it has ended, and not at some later look: 200 ms are granted by the clock.
      for (let i = 0; i < 20 && ends && it.watched.fate === "waits"; i++) await clock.pass(10, 1);
      if (it.watched.fate === (ends ? "returned" : "waits")) continue;
      const waits = it.told > passed ? "has not told yet how it ended" : "has not ended";
      const child = it.gone.fate === "waits" ? waits : "has ended";
      surprises.push(
        `The child ${it.what}, ${child}, and stopGracefully() ${said(it.watched.fate)}, ` +
          `after ${span(passed)}.`,
      );
      it.watched.fate = ends ? "returned" : "waits"; // Once is enough.
    }
  };
  const looks = surprises.length > 0 ? [] : [
    [500],
    [10 * MINUTE],
    [40 * MINUTE],
    [59 * MINUTE, 0],
    [61 * MINUTE, 0],
    [24.8 * DAY, 0],
    [24.87 * DAY, 0], // 2 ** 31 milliseconds are over.
    [25 * DAY, 0],
    [60 * DAY, 1],
  ];
  for (const [time, opens] of looks) {
    await pass(clock, time! - passed);
    passed = time!;
    await clock.pause(20); // A child may be dying.
    if (opens !== undefined) opened[opens]!.writeSync(new TextEncoder().encode("go\n"));
    await check(opens ?? -1);
    if (surprises.length > 0) break;
  }
  if (surprises.length === 0) {
    for (const { stopping, what, program, opens } of stops) {
      const { code, signal } = await stopping;
      const by = program === obeys ? "SIGTERM,143" : "SIGKILL,137";
      if (opens === undefined ? `${signal},${code}` === by : code === 7) continue;
      surprises.push(`The child ${what}, ended with ${signal ?? `code ${code}`}.`);
    }
    if (clock.pending > 0) surprises.push(`stopGracefully() left ${clock.pending} timers.`);
  }
  for (const file of opened) file.writeSync(new TextEncoder().encode("go\n"));
  for (const { child, reader, opens } of all) {
    try {
      child.kill(opens === undefined ? "SIGKILL" : "SIGTERM"); // Who cleans up leaves no sleep behind.
    } catch { /* It has ended. */ }
    await child.status;
    await reader.cancel();
  }
  for (const file of opened) file.close();
  return surprises;
}

/** Stops a program that is stopped already, as by Ctrl-Z. */
export async function stopStopped(kata: string, program: Program, patience: number) {
  const { stopGracefully } = await load(kata);
  const { child, reader } = await begin(program);
  child.kill("SIGSTOP");
  await within(400, () => stat(child.pid)?.state === "T");
  const status = await stopGracefully(child, { patience });
  await reader.cancel();
  return outcome(status);
}

/**
 * Stops a program that has ended by itself, and children that were collected long ago: their number
 * belongs to a stranger by now. Then an hour goes by.
 */
export async function stopEnded(kata: string, program: Program, stranger: number) {
  const { stopGracefully } = await load(kata);
  const [command, ...args] = program;
  const ended = new Deno.Command(command, { args }).spawn();
  await ended.status;
  const collected: Child = {
    pid: stranger,
    status: Promise.resolve({ success: false, code: 3, signal: null }),
    kill() {
      throw new TypeError("Child process has already terminated"); // as Deno says it
    },
  };
  using clock = new Clock();
  const all = [{ child: ended, patience: 100 }, { child: collected, patience: 0 }, {
    child: collected,
    patience: 30 * MINUTE,
  }];
  const statuses = await Promise.all(
    all.map(({ child, patience }) => stopGracefully(child, { patience })),
  );
  await clock.pass(HOUR, 10);
  return statuses.map(outcome);
}

/** What the clean-up of {@linkcode work} does. */
export type CleanUp =
  | "waits at the gate"
  | "takes an hour"
  | "returns nothing"
  | "throws"
  | "rejects";

/** Works until it is told to end. */
export async function work(kata: string, how: CleanUp, log: string, gate: string) {
  const { onShutdown } = await load(kata);
  const note = (line: string) => Deno.writeTextFileSync(log, `${line}\n`, { append: true });
  const clock = how === "takes an hour" ? new Clock() : undefined;
  onShutdown(() => {
    note("clean-up begins");
    if (how === "throws") throw new Error("cannot clean up");
    if (how !== "returns nothing") return later();
    note("clean-up ends");
  });
  const later = async () => {
    await clock?.pass(HOUR);
    if (how === "rejects") await turn().then(() => Promise.reject(new Error("cannot clean up")));
    await Deno.readTextFile(gate); // It waits until the test opens the gate.
    note("clean-up ends");
  };
  note("ready");
  await sleep(LIVE);
}

/** Has nothing more to do. Gives the signals that are listened to besides SIGINT and SIGTERM. */
export async function workNoMore(kata: string, log: string) {
  const { onShutdown } = await load(kata);
  const { addEventListener } = globalThis;
  const last: EventListener[] = []; // This process is killed before it would call them.
  globalThis.addEventListener = (type: string, listener: unknown) => {
    if (type === "unload") last.push(listener as EventListener);
    else addEventListener(type, listener as EventListener);
  };
  const signals = new Set<Deno.Signal>();
  Deno.addSignalListener = (signal, listener) => {
    signals.add(signal);
    addSignalListener(signal, listener);
  };
  onShutdown(() => Deno.writeTextFileSync(log, "clean-up begins\n"));
  addEventListener("beforeunload", () => last.forEach((listener) => listener(new Event("unload"))));
  return [...signals].filter((signal) => signal !== "SIGINT" && signal !== "SIGTERM");
}

/** Asks which processes run. The last two answers are about a child of its own: stopped, and then ended. */
export async function areRunning(kata: string, pids: number[], nobodys: number[]) {
  const { isRunning } = await load(kata);
  const { kill, spawn, waitpid } = await import("lib/sys/process.ts");
  const child = spawn("sh", ["-c", "kill -s STOP $$; exit 9"]);
  await within(400, () => stat(child)?.state === "T");
  const answers = [...pids, Deno.pid, child].map((pid) => isRunning(pid));
  kill(child, "SIGCONT");
  await within(400, () => stat(child)?.state === "Z");
  answers.push(isRunning(child));
  const others = nobodys.map((pid) => isRunning(pid));
  try {
    return { answers, others, code: waitpid(child).code };
  } catch {
    return { answers, others, code: "collected by somebody else" };
  }
}

/** Receives letters, notes them, then sends itself the signal, which has to kill it. */
export async function receiveThenDie(
  kata: string,
  doorbell: Deno.Signal,
  mailbox: string,
  report: string,
) {
  const { receiveAll } = await load(kata);
  const letters = await receiveAll(doorbell, mailbox);
  Deno.writeTextFileSync(report, JSON.stringify(letters));
  return await dieOf(doorbell);
}

/**
 * Receives letters. The doorbell rings once for nothing. Then the first letter is there, but nobody rings,
 * and more than an hour goes by. Then there is a file with what was surprising. Somebody else listens all
 * the time: a ring that is late does no harm.
 */
export async function receiveAfterFalseAlarm(kata: string, doorbell: Deno.Signal, mailbox: string) {
  const { receiveAll } = await load(kata);
  using clock = new Clock();
  Deno.addSignalListener(doorbell, () => {});
  const receiving = receiveAll(doorbell, mailbox);
  const watched = watch(receiving);
  await ring(doorbell);
  await clock.pause(20);
  const surprises: string[] = [];
  const first = `${mailbox}/1`;
  put(mailbox, 1, "letter 1");
  const begin = performance.now();
  const often = await clock.pass(10_000, 100);
  const seconds = (performance.now() - begin) / 1000;
  await clock.pass(HOUR);
  const looks = !exists(first);
  if (often > seconds + 1) {
    const what = looks ? "looks" : "is woken by timers";
    const rate = `${often} times within ${seconds.toFixed()} seconds`;
    surprises.push(`receiveAll() ${what} again and again: ${rate} without a ring.`);
  } else if (looks) surprises.push("receiveAll() took a letter, although nobody had rung.");
  if (watched.fate === "waits") {
    Deno.writeTextFileSync(`${mailbox}/after an hour`, surprises.join("\n"));
  }
  return await receiving;
}

/**
 * Receives letters. Whenever nobody listens, the doorbell rings, which kills the process. After SIGVTALRM,
 * somebody else listens as well, and there is a file "safe": the last ring may come late.
 */
export async function receiveUnderFire(kata: string, doorbell: Deno.Signal, mailbox: string) {
  const { receiveAll } = await load(kata);
  let safe = false;
  using _ = new SignalListeners(doorbell, () => {
    if (exists(`${mailbox}/1`) || safe) return;
    Deno.kill(Deno.pid, doorbell);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  });
  addSignalListener("SIGVTALRM", () => {
    safe = true;
    addSignalListener(doorbell, () => {});
    Deno.writeTextFileSync(`${mailbox}/safe`, "");
  });
  return await receiveAll(doorbell, mailbox);
}

/**
 * Receives letters. In each turn of the event loop, the thread is held for a moment, so that what you have
 * looked for is found by then, or not. Then the doorbell rings before you are told. When the last letter
 * has been taken, the next one is there by then.
 */
export async function receiveWhileItRings(
  kata: string,
  doorbell: Deno.Signal,
  mailbox: string,
  count: number,
) {
  const { receiveAll } = await load(kata);
  const listeners = new SignalListeners(doorbell);
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const receiving = receiveAll(doorbell, mailbox);
  const watched = watch(receiving);
  let delivered = 0;
  for (let turns = 0, lies = 0; watched.fate === "waits" && lies < 400; turns++) {
    await turn();
    Atomics.wait(cell, 0, 0, 2);
    if (delivered > 0 && exists(`${mailbox}/${delivered}`)) {
      lies++;
      continue;
    }
    // The ring comes in the first turn, in the second one, and so on: each look ends in one of them.
    if (delivered < count && turns % 4 >= delivered % 4) {
      delivered++;
      put(mailbox, delivered, delivered === count ? "" : `letter ${delivered}`);
      [turns, lies] = [-1, 0];
    }
    listeners.ring();
    listeners.ring(); // There may be two senders.
  }
  if (watched.fate === "waits" && exists(`${mailbox}/${delivered}`)) {
    return `Letter ${delivered} lies in the mailbox. The doorbell had rung while receiveAll() looked.`;
  }
  return await receiving;
}

/** Several receive at the same time, one later, and one from a folder that is not there. */
export async function receiveTogether(kata: string, doorbell: Deno.Signal, mailboxes: string[]) {
  const { receiveAll } = await load(kata);
  const [first, second, third] = mailboxes as [string, string, string];
  const { default: process } = await import("node:process");
  let heard = 0;
  const others = [() => heard++, () => heard++] as const;
  Deno.addSignalListener(doorbell, others[0]);
  process.on(doorbell, others[1]);
  using listeners = new SignalListeners(doorbell);
  const surprises: string[] = [];
  const missing = watch((async () => await receiveAll(doorbell, `${first}/missing`))());
  await settled(missing);
  if (missing.fate !== "NotFound") {
    surprises.push(`The folder is missing, and receiveAll() ${said(missing.fate)}.`);
  }
  if (listeners.count > 0 && missing.fate !== "waits") {
    surprises.push(`receiveAll() ${said(missing.fate)}, and its listener is still there.`);
  }
  if (surprises.length > 0) return surprises;
  put(first, 1, "first");
  const receiving = [receiveAll(doorbell, first), receiveAll(doorbell, second)];
  const watched = receiving.map(watch);
  for (
    const [mailbox, number, letter] of [[first, 2, ""], [second, 1, "second"], [
      second,
      2,
      "",
    ]] as const
  ) {
    put(mailbox, number, letter);
    await ring(doorbell);
    if (!await within(300, () => !exists(`${mailbox}/${number}`))) {
      surprises.push(`Two receive, the doorbell has rung, and letter ${number} is not taken.`);
      return surprises;
    }
  }
  await settled(watched[1]!);
  const [, folder, relative] = /^(.*)\/([^/]+)$/.exec(third)!;
  Deno.chdir(folder!);
  Deno.symlinkSync(relative!, "link");
  const last: string[][] = [];
  for (
    const [path, what] of [[relative!, "from the current folder"], ["link", "a link to a folder"]]
  ) {
    put(third, 1, "third");
    put(third, 2, "");
    const receiving = receiveAll(doorbell, path!);
    const fate = await settled(watch(receiving));
    const words = `The path is "${path}", ${what}. Two letters are there, and receiveAll()`;
    if (fate !== "returned") return [`${words} ${said(fate)}.`];
    last.push(await receiving);
  }
  const all = [...await Promise.all(receiving), ...last];
  const got = JSON.stringify(all);
  if (got !== '[["first"],["second"],["third"],["third"]]') surprises.push(`Four received ${got}.`);
  if (listeners.count > 0) {
    surprises.push("receiveAll() returned, and its listener is still there.");
  }
  const before = heard;
  await ring(doorbell);
  if (heard !== before + 2) surprises.push("A listener of somebody else is gone.");
  Deno.removeSignalListener(doorbell, others[0]);
  process.off(doorbell, others[1]);
  return surprises;
}

/** Puts a letter into a mailbox: nobody ever sees a part of it. */
function put(mailbox: string, number: number, letter: string): void {
  Deno.writeTextFileSync(`${mailbox}/new`, letter);
  Deno.renameSync(`${mailbox}/new`, `${mailbox}/${number}`);
}

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
