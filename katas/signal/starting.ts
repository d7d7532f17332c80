/**
 * Programs that call your startReady(), several times at the same time, while hours go by.
 *
 * @module
 */

import type { ExitStatus } from "lib/sys/process.ts";
import { unread } from "lib/sys/fd.ts";
import { children, descriptors, processes, stat, target } from "lib/testing/diagnosis/proc.ts";
import { Clock } from "lib/testing/clock.ts";
import { exists, HOUR, load, outcome, said, sleep, turn, watch, within } from "./means.ts";
import type { Child, Program } from "./signal.ts";

/**
 * Starts programs at the same time. Each says something and waits at its gate. When that has been read, an
 * hour goes by, and the gates are opened. A program may wait once more, and makes a file before: its gate is
 * opened again when all that it has said was read. Each one is asked to end as soon as it is ready, and the
 * first one an hour later.
 */
export async function startThenStop(
  kata: string,
  programs: Record<string, Program>,
  folder: string,
) {
  const { startReady } = await load(kata);
  const surprises: string[] = [];
  const clock = new Clock(); // for good: time does not go back
  const started = Object.entries(programs).map(([what, program], i) => {
    const gate = `${folder}/${i}`;
    const opened = Deno.openSync(gate, { read: true, write: true }); // never waits
    const starting = startReady([...program, gate]);
    return { what, gate, opened, starting, watched: watch(starting) };
  });
  const pids = new Map<string, number>();
  const there = (gate: string) => {
    for (const pid of pids.has(gate) ? [] : children(Deno.pid)) {
      for (const { target } of descriptors(pid).values()) pids.set(target, pid);
    }
    return pids.has(gate);
  };
  const waiting = (gate: string) => there(gate) && everythingRead(pids.get(gate)!);
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
        `The program had printed only ${what}, and startReady() ${became(watched)}.`,
      );
    }
    opened.writeSync(GO);
  }
  if (surprises.length > 0) return surprises;
  const again = ({ gate, watched }: { gate: string; watched: { fate: string } }) =>
    watched.fate === "waits" && exists(`${gate}.again`) && waiting(gate);
  const over = ({ watched }: { watched: { fate: string } }) => watched.fate !== "waits";
  await within(150, () => started.every((it) => over(it) || again(it)), clock.pause);
  for (const { opened } of started.filter(again)) opened.writeSync(GO);
  await within(150, () => started.every(over), clock.pause);
  const asked: { what: string; gate: string; status: Promise<ExitStatus> }[] = [];
  for (const [i, { what, gate, starting, watched }] of [...started.entries()].reverse()) {
    if (watched.fate !== "returned") {
      const rest = exists(`${gate}.again`) ? "the rest of the line in two pieces" : '"ready"';
      surprises.push(
        `The program had printed ${what}, then ${rest}, and startReady() ${became(watched)}.`,
      );
      continue;
    }
    const child = await starting;
    const ended = watch(child.status);
    if (i === 0) await clock.pass(HOUR, 10);
    if (ended.fate === "waits") {
      child.kill("SIGTERM");
      asked.push({ what, gate, status: child.status });
      continue;
    }
    const { code, signal } = await child.status;
    surprises.push(
      `startReady() had returned, an hour went by, and the program ended with ` +
        `${signal ?? `code ${code}`}. It had to go on until it was asked to end.`,
    );
  }
  for (const { what, gate, status } of asked) {
    const { code, signal } = await status;
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
  for (const { opened } of started) opened.close();
  return surprises;
}

const became = ({ fate, error }: { fate: string; error?: Error }) =>
  error ? `${said(fate)}: "${error.message}"` : said(fate);

const GO = new TextEncoder().encode("go\n");

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
  for (let i = 0; i < 9; i++) opened.writeSync(GO);
  Deno.writeTextFileSync(`${gate}.end`, "");
  const left = () => processes().some((pid) => pid !== Deno.pid && stat(pid)?.session === Deno.pid);
  await within(100, () => !left(), () => sleep(20));
  return thrown;
}

/** Starts a program, and waits until it ends by itself. */
export async function startThenWait(kata: string, program: Program) {
  const { startReady } = await load(kata);
  return outcome(await (await startReady(program)).status);
}

/**
 * Starts programs, one after the other, that say they are ready, and end at once: both have happened before
 * you can look, and you learn of the end first.
 */
export async function startShortLived(kata: string, programs: Program[], own: string) {
  const { startReady } = await load(kata);
  const { Command } = Deno;
  Deno.Command = class extends Command {
    override spawn() {
      const child = super.spawn();
      const output = child.stdout.getReader();
      const stdout = new ReadableStream({
        type: "bytes",
        async pull(controller) {
          const { value, done } = await output.read();
          await child.status;
          for (let i = 0; i < 5; i++) await turn();
          if (!done) return controller.enqueue(value);
          controller.close();
          controller.byobRequest?.respond(0);
        },
        cancel: (reason) => output.cancel(reason),
      });
      return Object.defineProperty(child, "stdout", { value: stdout });
    }
  };
  const ends = [];
  for (const program of programs) ends.push(await startAndOutlive(startReady, program, own));
  return ends;
}

async function startAndOutlive(
  startReady: (program: Program) => Promise<Child>,
  program: Program,
  own: string,
) {
  const starting = startReady(program);
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const ended = () => children(Deno.pid).some((pid) => stat(pid)?.exits);
  for (let i = 0; i < 20 && !ended(); i++) Atomics.wait(cell, 0, 0, 5);
  const child = await starting;
  const status = outcome(await child.status);
  let late = "nothing was thrown";
  try {
    child.kill("SIGURG"); // which does nothing
  } catch (error) {
    late = (error as Error).name;
  }
  return { status, sameNumber: `${child.pid}` === Deno.readTextFileSync(own).trim(), late };
}
