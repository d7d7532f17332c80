/**
 * Programs that start children without your help, and call your stopGracefully() with them.
 *
 * @module
 */

import { contents, stat } from "lib/testing/diagnosis/proc.ts";
import { Clock } from "lib/testing/clock.ts";
import { DAY, HOUR, load, MINUTE, outcome, pass, said, span, watch, within } from "./means.ts";
import type { Child, Program } from "./signal.ts";

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
  // Who counts whole seconds is early or late with this one. Timers go off in the order in which they are due.
  const odd = 1400;
  const plan: { patience: number; program: Program; opens?: number; told?: number }[] = [
    { patience: 0, program: obeys },
    { patience: 50, program: ignores, told: 10 * MINUTE },
    { patience: HOUR, program: [...cleansUp, ownTime], opens: 0 },
    { patience: Infinity, program: [...cleansUp, noLimit], opens: 1 },
    // Nobody but these ends last, and the last one is not the first to end.
    ...[0, odd, HOUR, 2 ** 31 + HOUR].map((patience) => ({ patience, program: ignores })),
  ];
  const all = await Promise.all(plan.map(async (it) => ({ ...it, ...await begin(it.program) })));
  const clock = new Clock(); // for good: time does not go back
  const stops = all.map(({ child, reader, patience, program, opens, told = 0 }) => {
    const { promise: tells, resolve: tell } = Promise.withResolvers<void>();
    if (told === 0) tell();
    const status = child.status.then((status) => tells.then(() => status));
    const gone = watch(status);
    let end = "";
    status.then(({ code, signal }) => end = ` It ended with ${signal ?? `code ${code}`}.`);
    let [asked, killed] = [0, false];
    const kill = (signal: Deno.Signal) => {
      child.kill(signal);
      if (signal === "SIGKILL") killed = true;
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
    const lookAt = (ms: number, expected: boolean) =>
      setTimeout(() => {
        if (patience !== odd || (killed || dies(child.pid)) === expected) return;
        const got = expected ? "has not got" : "has got";
        surprises.push(`The child ${what}, ${got} SIGKILL after ${span(ms)}.`);
      }, ms);
    lookAt(odd - 50, false);
    const stopping = stopGracefully({ pid: child.pid, status, kill }, { patience });
    lookAt(odd + 400, true);
    const watched = watch(stopping);
    return {
      reader,
      patience,
      program,
      opens,
      told,
      tell,
      gone,
      stopping,
      watched,
      what,
      end: () => end,
    };
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
      if (surprises.some((surprise) => surprise.includes(`${it.what},`))) continue;
      const child = it.gone.fate === "waits" ? waits : "has ended";
      surprises.push(
        `The child ${it.what}, ${child}, and stopGracefully() ${said(it.watched.fate)}, ` +
          `after ${span(passed)}.${it.end()}`,
      );
      it.watched.fate = ends ? "returned" : "waits"; // Once is enough.
    }
  };
  const looks = surprises.length > 0 ? [] : [
    [2000],
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
  // Who was asked twice begins to clean up twice.
  for (const file of opened) file.writeSync(new TextEncoder().encode("go\n".repeat(3)));
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

/** Whether a process ends, or has got SIGKILL and not noticed it yet. */
function dies(pid: number): boolean {
  const pending = /^(Sig|Shd)Pnd:\s*[0-9a-f]*[13579bdf][0-9a-f]{2}$/m;
  return (stat(pid)?.exits ?? true) || pending.test(contents(`/proc/${pid}/status`));
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
  const clock = new Clock();
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
