/**
 * Programs that call your functions several times in one process, and look at what that does to them.
 *
 * Each one runs in a process of its own, and gets the URL of your module as its first argument.
 *
 * @module
 */

// What only one scenario needs is imported there: each module costs every process some time.
import { close, type Fd, pipe, write } from "lib/sys/fd.ts";
import { type ExitStatus } from "lib/sys/process.ts";
import type { Program } from "./pipe.ts";

/** How a call ended: with a result, or with the code of an error. */
export type Outcome<T> = { result: T } | { error: string };

const load = (kata: string): Promise<typeof import("./pipe.ts")> => import(kata);

/** Sends one message after another. Tells which of them are not as they were. */
export async function sendEach(kata: string, calls: [writeEnd: Fd, message: Uint8Array][]) {
  const { send } = await load(kata);
  const changed: number[] = [];
  for (const [writeEnd, bytes] of calls) {
    const message = amidst(bytes);
    await send(writeEnd, message);
    const same = message.length === bytes.length && message.every((byte, at) => byte === bytes[at]);
    if (!same) changed.push(bytes.length);
  }
  return changed;
}

/** Sends one message after another, of which some cannot be sent. */
export async function trySending(kata: string, calls: [writeEnd: Fd, message: Uint8Array][]) {
  const { send } = await load(kata);
  const outcomes: Outcome<void>[] = [];
  for (const [writeEnd, message] of calls) {
    outcomes.push(await outcome(() => send(writeEnd, amidst(message))));
  }
  return outcomes;
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

/** Reads from a folder, which always fails. */
export async function receiveFromFolder(kata: string, folder: string) {
  const { receive } = await load(kata);
  const { O_RDONLY, open } = await import("lib/sys/fifo.ts");
  const [nobody, writeEnd] = pipe();
  close(nobody);
  return await receive(open(folder, O_RDONLY), writeEnd);
}

/**
 * Calls your function, and when there is a file "begin", lets an hour go by on its clock. Then it makes a
 * file "over".
 */
export async function takeAnHour(
  kata: string,
  name: "receive" | "filter" | "pipeline",
  args: readonly unknown[],
  folder: string,
) {
  const call = (await load(kata))[name] as (...args: unknown[]) => unknown;
  const { Clock } = await import("lib/testing/clock.ts");
  using clock = new Clock();
  let settled = false;
  const calling = (async () => await call(...args))();
  calling.catch(() => {}).finally(() => settled = true);
  while (!settled && !exists(`${folder}/begin`)) await clock.pause(2);
  if (!settled) {
    // In one jump, a loop over a short timer takes one turn. Some count their turns.
    await clock.pass(3_600_000, name === "receive" ? 400 : 60);
    Deno.writeTextFileSync(`${folder}/over`, "");
  }
  return await calling;
}

/** Runs programs: those of one round at the same time. */
export async function filterEach(kata: string, rounds: [Program, Uint8Array][][]) {
  const { filter } = await load(kata);
  const outcomes: Outcome<{ output: Uint8Array; status: ExitStatus }>[] = [];
  const changed: string[] = [];
  for (const round of rounds) {
    const calls = round.map(async ([program, bytes]) => {
      const list: Program = [...program];
      const result = await outcome(() => filter(list, amidst(bytes)));
      if (`${list}` !== `${program}`) changed.push(program.join(" "));
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

/** Puts bytes between others, as a message often is a part of something larger. */
function amidst(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(bytes.length + 1000).fill(0xa5);
  whole.set(bytes, 13);
  return whole.subarray(13, 13 + bytes.length);
}

async function outcome<T>(call: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { result: await call() };
  } catch (error) {
    const { code, name, message } = error as Error & { code?: string };
    if (name === "TodoError") throw error;
    return { error: code ?? `${name}: ${message}` };
  }
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
