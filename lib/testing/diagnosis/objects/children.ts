/**
 * Children that a process waits for: `man 2 waitpid`, `man 2 pidfd_open`.
 *
 * ```ts
 * import { awaitedChildren } from "lib/testing/diagnosis/objects/children.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const waitpid = { call: "waitpid", for: "child" as const, subject: 4711 };
 * assertEquals(awaitedChildren(Deno.pid, waitpid), { pids: [4711], only: 4711 });
 * ```
 *
 * @module
 */

import type { Wait } from "../calls.ts";
import { children, fdinfo, stat } from "../proc.ts";
import { type Names, people, type Phrase } from "./phrase.ts";

const P_ALL = 0;
const P_PGID = 2;
const P_PIDFD = 3;

/** Tells what a process waits for that waits for a child. */
export function childWait(pid: number, wait: Wait, names: Names): Phrase {
  const awaited = awaitedChildren(pid, wait);
  const only = awaited.only;
  const what = only === undefined ? "any child" : `its child ${names.nameOf(only)}`;
  const all = awaited.pids.length === 0 ? "it has none" : people(awaited.pids, names);
  const which = only === undefined ? `: ${all}` : "";
  return { text: `${wait.call} for ${what} to end${which}`, others: awaited.pids };
}

/** Gives the children whose end would end the wait, and the only one where the call names one. */
export function awaitedChildren(pid: number, wait: Wait): { pids: number[]; only?: number } {
  const { subject, operation } = wait;
  if (wait.call === "waitid") {
    if (operation === P_ALL) return { pids: children(pid) };
    if (operation === P_PGID) return { pids: ofGroup(pid, subject || stat(pid)?.group) };
    const only = operation === P_PIDFD ? pidfdProcess(pid, subject) : subject;
    return only === undefined ? { pids: children(pid) } : { pids: [only], only };
  }
  if (subject > 0) return { pids: [subject], only: subject };
  if (subject === -1) return { pids: children(pid) };
  return { pids: ofGroup(pid, -subject || stat(pid)?.group) };
}

/** Gives the process that a pidfd names; `undefined` for any other descriptor. */
export function pidfdProcess(pid: number, fd: number): number | undefined {
  const other = Number(/^Pid:\s*(-?\d+)/m.exec(fdinfo(pid, fd))?.[1] ?? -1);
  return other > 0 ? other : undefined;
}

function ofGroup(parent: number, group: number | undefined): number[] {
  return children(parent).filter((child) => stat(child)?.group === group);
}
