/**
 * The words in which a peer's failure is told.
 *
 * ```ts
 * import { deadlock, left } from "lib/testing/peer/sentences.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(deadlock(["send()"]), "This is a deadlock: send() waits for itself.");
 * assertEquals(
 *   left("send()", "returned", ["fd 5, an eventfd"], []),
 *   "send() left a descriptor open: fd 5, an eventfd",
 * );
 * ```
 *
 * @module
 */

import type { ExitStatus } from "../../sys/process.ts";
import type { Thrown } from "./protocol.ts";

/** As many things are named one by one. */
const MANY = 10;

/** Said when it is certain that a call cannot return. */
export function deadlock(names: string[]): string {
  if (names.length === 1) return `This is a deadlock: ${names[0]} waits for itself.`;
  const others = names.slice(0, -1).join(", ");
  return `This is a deadlock: ${others} and ${names.at(-1)} wait for each other.`;
}

/** Said when a call's time is over. */
export function late(role: string, ms: number): string {
  return `${role} did not return in ${ms} ms.`;
}

/** Said when the time is over, and the function was not even called. */
export function lateLoading(role: string, ms: number): string {
  return `The module of ${role} had not finished loading after ${ms} ms: ` +
    `something runs or waits outside of the functions.`;
}

/** Said when the time is over after the learner's function has returned: the test's part has not. */
export function lateAfter(role: string, ms: number): string {
  return `${role} has returned. What the test did with it afterwards was not over after ${ms} ms.`;
}

/** Said when a process goes on after its function has ended. */
export function lingers(role: string, outcome: string, ms: number): string {
  return `${role} ${outcome}, but its process did not end in ${ms} ms.`;
}

/** Said when a process has taken too much memory. */
export function tooMuchMemory(role: string, limit: number): string {
  return `${role} was stopped, because its process used more than ${
    limit / 1024 ** 2
  } MiB of memory.`;
}

/** Said when a function returned that had to do something else. */
export function returnedInstead(role: string, value: unknown, duty: string): string {
  const shown = Deno.inspect(value, { depth: 1, iterableLimit: 10 });
  return `${role} returned ${shown}, although it had to ${duty}`;
}

/** Said when nothing can settle what a function awaits. */
export function starved(role: string): string {
  return `${role} never returns: its event loop is empty, so nothing can settle what it awaits`;
}

/** Tells what was thrown. */
export function thrown(role: string, verb: string, { name, message }: Thrown): string {
  if (name === "TodoError") return message;
  if (name === undefined) return `${role} ${verb} ${message}, which is not an Error`;
  return `${role} ${verb} ${message === "" ? `${name} without a message` : `${name}: ${message}`}`;
}

/** How a function ended, in a word or two: `threw EPIPE`. */
export function threw({ code, name, message }: Thrown): string {
  return `threw ${code ?? name ?? message}`;
}

/** Says what a function left behind; `undefined` when that is nothing. */
export function left(
  role: string,
  outcome: string,
  open: string[],
  children: string[],
): string | undefined {
  const all = [...phrase("descriptor", "open", open), ...phrase("child", "behind", children)];
  if (all.length === 0) return undefined;
  const after = outcome === "returned" ? "" : `${outcome}, and `;
  return `${role} ${after}left ${all.join("\nIt left ")}`;
}

/** Said when a process has ended that should not have ended by itself. */
export function endedItself(role: string, status: ExitStatus, settled: boolean): string {
  const when = settled ? `after ${role} ended` : `before ${role} returned`;
  return `${role} ended its own process: ${how(status)} ${when}`;
}

/** Said when a process has ended before it could call anything. */
export function notStarted(role: string, status: ExitStatus): string {
  return `${role} could not be started: ${how(status)}`;
}

/** Said when Deno has ended a process, without a word to the test. */
export function endedByDeno(role: string, status: ExitStatus): string {
  return `Deno ended the process of ${role}: ${how(status)}. Its last words tell why`;
}

/** Said when a module awaits for ever, at its top level. */
export function neverLoads(role: string): string {
  return `${role} cannot be called, because its module cannot be loaded: ` +
    `it awaits something that never happens`;
}

/** Said when a process has closed the socket to its test. */
export function closedSocket(role: string): string {
  return `${role} closed a descriptor that it does not own: the socket to its test. ` +
    `Close only what is handed over, each once`;
}

/** Said when something came from the socket to the test that the test's own part has not written. */
export function wroteToSocket(role: string): string {
  return `${role} wrote to a descriptor that it does not own: the socket to its test. ` +
    `Write only to what is handed over`;
}

/** Said when a function ended that had to wait. */
export function endedTooEarly(role: string, fd: number, object: string): string {
  return `${role} ended too early: it did not wait for more on fd ${fd} (${object})`;
}

/** Keeps colours, and makes all else visible that would move a cursor or change a terminal. */
export function harmless(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/\x1b\[[\d;]*m|[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, (found) => {
    return found.length > 1 ? found : "·";
  });
}

function how({ code, signal }: ExitStatus): string {
  return signal ? `it was killed by ${signal}` : `it exited with code ${code}`;
}

/** `[]`, `["a child behind: …"]` or `["3 descriptors open:\n  …"]`. */
function phrase(noun: string, how: string, things: string[]): string[] {
  if (things.length === 0) return [];
  if (things.length === 1) return [`a ${noun} ${how}: ${things[0]}`];
  const plural = noun === "child" ? "children" : `${noun}s`;
  const more = things.length - MANY;
  const shown = more > 1 ? [...things.slice(0, MANY), `and ${more} more`] : things;
  return [`${things.length} ${plural} ${how}:\n${shown.map((thing) => `  ${thing}`).join("\n")}`];
}
