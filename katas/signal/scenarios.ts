/**
 * Programs that call your waitFor(), onShutdown() and isRunning() with what cannot be sent to another
 * process: callbacks, time. Those for your other functions are in `starting.ts`, `stopping.ts` and
 * `receiving.ts`.
 *
 * Each one runs in a process of its own, and gets the URL of your module as its first argument. Some let
 * hours go by in a moment: `lib/testing/clock.ts`. Some return what surprised them, in sentences.
 *
 * @module
 */

// What only one scenario needs is imported there: each module costs every process some time.
import { stat } from "lib/testing/diagnosis/proc.ts";
import { Clock } from "lib/testing/clock.ts";
import { SignalListeners } from "lib/testing/signal_listeners.ts";
import {
  addSignalListener,
  DAY,
  dieOf,
  HOUR,
  LIVE,
  load,
  pass,
  ring,
  said,
  settled,
  sleep,
  span,
  turn,
  watch,
  within,
} from "./means.ts";

/** Days go by, while many wait for the same signal; when the test has sent it, it comes again to kill. */
export async function waitForDays(kata: string, signal: Deno.Signal, report: string) {
  const { waitFor } = await load(kata);
  const clock = new Clock(); // for good: time does not go back
  const surprises: string[] = [];
  // Who counts whole seconds is early or late for this one. Timers go off in the order in which they are due.
  const odd = 1400;
  const lookAt = (ms: number, expected: string) =>
    setTimeout(() => {
      const { call, watched } = waits.find(({ timeout }) => timeout === odd)!;
      if (watched.fate === expected) return;
      surprises.push(`After ${span(ms)}: ${call} ${said(watched.fate)}.`);
    }, ms);
  lookAt(odd - 50, "waits");
  const limits = [
    0,
    0.5,
    1,
    20.5,
    odd,
    HOUR,
    20 * DAY,
    2 ** 31,
    2 ** 32 + HOUR,
    Infinity,
    undefined,
  ];
  const waits = limits.map((timeout) => {
    const waiting = waitFor(signal, timeout === undefined ? {} : { timeout });
    const call = timeout === undefined ? "waitFor(…)" : `waitFor(…, { timeout: ${timeout} })`;
    return { timeout, waiting, call, watched: watch(waiting) };
  });
  lookAt(odd + 400, "TimedOut");
  let passed = 0;
  for (const days of [2000 / DAY, 1 / 144, 1 / 12, 1, 21, 24.8, 25, 49.7, 49.73, 50]) {
    await pass(clock, days * DAY - passed);
    passed = days * DAY;
    for (const { timeout, call, watched } of waits) {
      const expected = (timeout ?? Infinity) <= passed ? "TimedOut" : "waits";
      const late = () => expected !== watched.fate && watched.fate === "waits";
      // Its timer has gone off. It may have more to do.
      for (let i = 0; i < 50 && late() && surprises.length === 0; i++) await clock.pass(20, 1);
      if (watched.fate === expected || surprises.some((it) => it.includes(call))) continue;
      surprises.push(`After ${span(passed)}: ${call} ${said(watched.fate)}.`);
    }
    if (surprises.length > 0) break;
  }
  Deno.writeTextFileSync(report, surprises.join("\n"));
  if (surprises.length > 0) await sleep(LIVE); // The test has something to say.
  for (const { waiting } of waits.slice(-2)) await waiting; // Nothing else keeps this process alive.
  return await dieOf(signal);
}

/** Waits for what nobody can catch, and for what others take for it. */
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
  for (
    const signal of ["SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGCONT", "SIGQUIT", "SIGPIPE"] as const
  ) {
    const watched = watch(waitFor(signal, { timeout: 0 }));
    await within(100, () => watched.fate !== "waits");
    if (watched.fate === "TimedOut") continue;
    surprises.push(`waitFor("${signal}", { timeout: 0 }) ${said(watched.fate)}. It can be caught.`);
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
    if (surprises.length > 0) break;
  }
  expect("How many listeners waitFor() left", listeners.count, 0);
  await ring("SIGVTALRM");
  expect("The one who waits for SIGVTALRM", await end(waits[2]!), "returned");
  const again = watch(waitFor("SIGVTALRM"));
  await within(20, () => again.fate !== "waits");
  expect("The one who waits for SIGVTALRM once more, before it comes", again.fate, "waits");
  await ring("SIGVTALRM");
  expect("The one who waits for SIGVTALRM once more", await end(again), "returned");
  const left = () => listeners.count;
  const alone = waitFor("SIGALRM").then(left);
  await ring("SIGALRM");
  expect("How many listeners were left when waitFor() returned", await alone, 0);
  const tooLate = waitFor("SIGALRM", { timeout: 0 }).then(() => "none: it returned", left);
  expect("How many listeners were left when waitFor() threw", await tooLate, 0);
  Deno.removeSignalListener("SIGALRM", others.deno);
  process.off("SIGALRM", others.node);
  return surprises;
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
    if (how === "rejects") await turn().then(() => Promise.reject()); // An error need not be an object.
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

/** Asks which processes run. */
export async function ask(kata: string, pids: number[]) {
  const { isRunning } = await load(kata);
  return pids.map((pid) => isRunning(pid));
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
