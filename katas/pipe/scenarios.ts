/**
 * Programs that call your functions several times in one process, and look at what that does to them.
 *
 * Each one runs in a process of its own, and gets the URL of your module as its first argument.
 *
 * @module
 */

// What only one scenario needs is imported there: each module costs every process some time.
import { close, type Fd, pipe, socketpair, write } from "lib/sys/fd.ts";
import { type ExitStatus } from "lib/sys/process.ts";
import { type Outcome, outcome } from "lib/testing/outcome.ts";
import { amidst, sameBytes } from "lib/testing/views.ts";
import type { Program } from "./pipe.ts";

/** In milliseconds. */
const HOUR = 3_600_000;

/** The real one. */
const dateNow = Date.now;

const load = (kata: string): Promise<typeof import("./pipe.ts")> => import(kata);

/** Sends one message after another. Tells which of them are not as they were, and which ends are open. */
export async function sendEach(kata: string, calls: [writeEnd: Fd, message: Uint8Array][]) {
  const { send } = await load(kata);
  const { target } = await import("lib/testing/diagnosis/proc.ts");
  const wrong: string[] = [];
  for (const [writeEnd, bytes] of calls) {
    const message = amidst(bytes);
    const object = target(Deno.pid, writeEnd);
    await send(writeEnd, message);
    if (!sameBytes(message, bytes)) wrong.push(`the message of length ${bytes.length} was changed`);
    if (target(Deno.pid, writeEnd) === object) wrong.push(`fd ${writeEnd} was still open`);
  }
  return wrong;
}

/** Sends one message after another, of which some cannot be sent. Tells which of them are not as they were. */
export async function trySending(kata: string, calls: [writeEnd: Fd, message: Uint8Array][]) {
  const { send } = await load(kata);
  const outcomes: Outcome<void>[] = [];
  const wrong: string[] = [];
  for (const [writeEnd, bytes] of calls) {
    const message = amidst(bytes);
    outcomes.push(await outcome(() => send(writeEnd, message)));
    if (!sameBytes(message, bytes)) wrong.push(`the message of length ${bytes.length} was changed`);
  }
  return { outcomes, wrong };
}

/**
 * Receives messages that have been sent before: two at the same time, where your function can do that, and
 * again.
 */
export async function receiveEach(kata: string, messages: Uint8Array<ArrayBuffer>[]) {
  const { receive } = await load(kata);
  const received = [];
  for (let at = 0; at < messages.length; at += 2) {
    const calls = messages.slice(at, at + 2).map((message) => {
      const [readEnd, writeEnd] = pipe();
      write(writeEnd, message);
      return receive(readEnd, writeEnd);
    });
    received.push(...await Promise.all(calls));
  }
  return received; // Only now: none of them may have changed meanwhile.
}

/**
 * Receives from a folder, which always fails, from a connection that breaks after five bytes, and then a
 * message.
 */
export async function receiveAfterFailure(
  kata: string,
  folder: string,
  message: Uint8Array<ArrayBuffer>,
) {
  const { receive } = await load(kata);
  const { O_RDONLY, open } = await import("lib/sys/fifo.ts");
  const { target } = await import("lib/testing/diagnosis/proc.ts");
  const copy = () => {
    const [nobody, writeEnd] = pipe();
    close(nobody);
    return writeEnd;
  };
  const broken = () => {
    const [here, there] = socketpair();
    write(there, new Uint8Array(5));
    write(here, new Uint8Array(1));
    close(there); // It has not read that byte: so read() fails here, after the five.
    return here;
  };
  const failed = [await outcome(() => receive(open(folder, O_RDONLY), copy()))];
  const connection = [broken(), copy()] as const;
  const objects = connection.map((fd) => target(Deno.pid, fd));
  failed.push(await outcome(() => receive(...connection)));
  // Whoever opens a pipe once more, by its path in /proc, cannot do that with a connection: it may be left.
  connection.forEach((fd, at) => target(Deno.pid, fd) === objects[at] && close(fd));
  const ends = pipe();
  write(ends[1], message);
  return { failed, received: await outcome(() => receive(...ends)) };
}

/**
 * Calls your function, and when there is a file "begin", lets an hour go by on its clock. Then it makes a
 * file "over".
 */
export async function takeAnHour(
  kata: string,
  name: "send" | "receive" | "filter" | "pipeline",
  args: readonly unknown[],
  folder: string,
) {
  const functions = { ...await load(kata), send: (...calls: []) => sendEach(kata, calls) };
  const call = functions[name] as (...args: unknown[]) => unknown;
  const { Clock } = await import("lib/testing/clock.ts");
  const { hurrySleeps } = await import("lib/testing/sleeps.ts");
  using clock = new Clock();
  const begun = () => exists(`${folder}/begin`);
  using _ = whoeverLooksSees(() => begun() ? HOUR : 0);
  using _awake = hurrySleeps(begun);
  let settled = false;
  const calling = (async () => await call(...args))();
  calling.catch(() => {}).finally(() => settled = true);
  while (!settled && !begun()) await clock.pause(2);
  if (!settled) {
    // In one jump, a loop over a short timer takes one turn. Some count their turns.
    await clock.pass(HOUR, name === "receive" ? 400 : 60);
    Deno.writeTextFileSync(`${folder}/over`, "");
  }
  return await calling;
}

/**
 * Calls your function where a call that waits for a time at most is over in a moment. Another child of this
 * process has ended before, and is waited for afterwards.
 */
export async function pipelineInAHurry(kata: string, first: Program, second: Program) {
  const { pipeline } = await load(kata);
  const { hurrySleeps } = await import("lib/testing/sleeps.ts");
  const { spawn, waitpid } = await import("lib/sys/process.ts");
  const { stat } = await import("lib/testing/diagnosis/proc.ts");
  const another = spawn("sh", ["-c", "exit 3"]);
  while (stat(another)?.state !== "Z") await new Promise((go) => setTimeout(go, 1));
  using _ = hurrySleeps();
  const ended = await pipeline(first, second);
  return { ...ended, another: await outcome(() => waitpid(another).code) };
}

/** Sets the clock on for whoever looks at it: nobody else can, while your function keeps its thread. */
function whoeverLooksSees(ahead: () => number): Disposable {
  const time = Performance.prototype.now;
  Performance.prototype.now = () => time.call(performance) + ahead();
  Date.now = () => dateNow() + ahead(); // The clock asks this one, too.
  return { [Symbol.dispose]: () => Object.assign(Performance.prototype, { now: time }) };
}

/** Runs programs: those of one round at the same time. Tells which lists and inputs are not as they were. */
export async function filterEach(kata: string, rounds: [Program, Uint8Array][][]) {
  const { filter } = await load(kata);
  const outcomes: Outcome<{ output: Uint8Array; status: ExitStatus }>[] = [];
  const changed: string[] = [];
  for (const round of rounds) {
    const calls = round.map(async ([program, bytes]) => {
      const list: Program = [...program];
      const input = amidst(bytes);
      const result = await outcome(() => filter(list, input));
      if (`${list}` !== `${program}`) changed.push(`the list of ${program.join(" ")}`);
      if (!sameBytes(input, bytes)) changed.push(`the input of ${program.join(" ")}`);
      return result;
    });
    outcomes.push(...await Promise.all(calls));
  }
  return { outcomes, changed };
}

/** Runs one pair of programs after another. */
export async function pipelineEach(kata: string, pairs: [Program, Program][]) {
  const { pipeline } = await load(kata);
  const outcomes: Outcome<{ output: Uint8Array; statuses: ExitStatus[] }>[] = [];
  const changed: string[] = [];
  for (const pair of pairs) {
    const [first, second] = pair.map((program) => [...program] as Program) as [Program, Program];
    outcomes.push(await outcome(() => pipeline(first, second)));
    if (`${[first, second]}` !== `${pair}`) {
      changed.push(pair.map((it) => it.join(" ")).join(" | "));
    }
  }
  return { outcomes, changed };
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
