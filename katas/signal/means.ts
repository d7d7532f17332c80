/**
 * What the scenarios of this kata share: watching promises, ringing, letting days go by.
 *
 * @module
 */

import { type ExitStatus } from "lib/sys/process.ts";
import type { Clock } from "lib/testing/clock.ts";

/** Adds a listener of the scenario's own, which is not watched. */
export const { addSignalListener } = Deno;

export const load = (kata: string): Promise<typeof import("./signal.ts")> => import(kata);

export const outcome = ({ code, signal }: ExitStatus) => ({ code, signal });

/** How long it lasts, in milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Lives for hours. */
export const LIVE = 1e9;

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** One turn of the event loop. */
export const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** What becomes of a promise: "waits", "returned", or the name of the error that it was rejected with. */
export function watch(promise: Promise<unknown>): { fate: string; error?: Error } {
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
export async function within(
  turns: number,
  condition: () => boolean,
  pause: (ms: number) => Promise<void> = sleep,
): Promise<boolean> {
  for (let i = 0; i < turns && !condition(); i++) await pause(i < 100 ? 1 : 5);
  return condition();
}

/** Sends a signal to this process, and waits until Deno has told it to all who listen. */
export async function ring(signal: Deno.Signal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  addSignalListener(signal, resolve);
  const awake = setInterval(() => {}, LIVE);
  Deno.kill(Deno.pid, signal);
  await promise;
  clearInterval(awake);
  await turn();
  Deno.removeSignalListener(signal, resolve);
}

export async function dieOf(signal: Deno.Signal): Promise<string> {
  Deno.kill(Deno.pid, signal);
  await sleep(2000); // Deno does what the kernel would do by default, a moment later.
  return `alive after ${signal}`;
}

export async function settled(watched: { fate: string }, turns = 200): Promise<string> {
  await within(turns, () => watched.fate !== "waits");
  return watched.fate;
}

/** Lets time go by in steps in which no timer of an hour is short: whoever counts the hours is not late. */
export const pass = (clock: Clock, ms: number) =>
  clock.pass(ms, ms < MINUTE ? 40 : Math.max(5, Math.ceil(ms / (20 * HOUR))));

/** A time in words. */
export const span = (ms: number) =>
  ms < MINUTE ? `${ms} milliseconds` : `${Math.round(ms / MINUTE)} minutes`;

export const said = (fate: string) =>
  fate === "waits" ? "still waits" : fate === "returned" ? "returned" : `threw ${fate}`;

export function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
