/**
 * System V semaphores and message queues: `man 7 sysvipc`.
 *
 * `struct sembuf` of `linux/sem.h` is the same on every architecture.
 *
 * ```ts
 * import { queueWait } from "lib/testing/diagnosis/objects/sysv.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const msgsnd = { call: "msgsnd", for: "queue" as const, subject: 1_000_000, amount: 1 };
 * const names = { self: Deno.pid, nameOf: () => "this process" };
 * assertStringIncludes(
 *   queueWait(Deno.pid, msgsnd, names).text,
 *   "msgsnd for room for 1 byte in message queue 1000000",
 * );
 * ```
 *
 * @module
 */

import { libc } from "../../../sys/libc.ts";
import type { Wait } from "../calls.ts";
import { bytesAt, contents, stat } from "../proc.ts";
import type { Names, Phrase } from "./phrase.ts";

const GETPID = 11;
const GETVAL = 12;
const SIZEOF_SEMBUF = 6;
const MOST = 500; // SEMOPM, the most operations in one call

/** Tells what a process waits for that waits in semop(). */
export function semaphoreWait(pid: number, wait: Wait, names: Names): Phrase {
  const set = wait.subject;
  // glibc's semop() is semtimedop() without a time limit.
  const call = wait.addresses?.[1] === 0n ? "semop" : wait.call;
  const name = `semaphore set ${set}${key("sem", "semid", set)}`;
  const taken = new Map<number, number>(); // all operations are done, or none
  const blocked = operations(pid, wait).map(({ number, change }) => {
    const value = libc().semctl(set, number, GETVAL, 0);
    const needed = change === 0 ? 0 : (taken.get(number) ?? 0) - change;
    taken.set(number, needed);
    return { number, change, value, needed };
  }).find(({ change, value, needed }) => change === 0 ? value !== 0 : value < needed);
  if (!blocked) return { text: `${call} for ${name}`, others: [] };
  const { number, change, value, needed } = blocked;
  const aim = change === 0 ? "it is 0" : `it is ${needed} or more`;
  const last = lastOne(libc().semctl(set, number, GETPID, 0), "to change it", names);
  const now = value < 0 ? "its value cannot be read" : `now it is ${value}`;
  return {
    text: `${call} on semaphore ${number} of ${name} until ${aim}; ${now}, and ${last}`,
    others: [],
  };
}

/** Tells what a process waits for that waits in msgrcv(). */
export function messageWait(_pid: number, wait: Wait, names: Names): Phrase {
  const type = wait.amount ?? 0;
  const queue = row("msg", "msqid", wait.subject);
  const held = Number(queue?.qnum ?? 0);
  const others = type === 0 || held === 0
    ? "which is empty"
    : `which holds only ${count(held, "message")} of other types`;
  return {
    text:
      `${wait.call} for ${messageOf(type)} in message queue ${wait.subject}${
        key("msg", "msqid", wait.subject)
      }, ` +
      `${others}; ${lastOne(Number(queue?.lspid ?? 0), "to send", names)}`,
    others: [],
  };
}

function messageOf(type: number): string {
  if (type === 0) return "a message";
  return type > 0 ? `a message of type ${type}` : `a message of type ${-type} or lower`;
}

/** Tells what a process waits for that waits in msgsnd(). */
export function queueWait(_pid: number, wait: Wait, names: Names): Phrase {
  const queue = row("msg", "msqid", wait.subject);
  const held = `${count(Number(queue?.cbytes ?? 0), "byte")} in ${
    count(Number(queue?.qnum ?? 0), "message")
  }`;
  return {
    text: `${wait.call} for room for ${count(wait.amount ?? 0, "byte")} in message queue ` +
      `${wait.subject}${key("msg", "msqid", wait.subject)}, which holds ${held}; ` +
      lastOne(Number(queue?.lrpid ?? 0), "to receive", names),
    others: [],
  };
}

function operations(
  pid: number,
  { addresses, amount }: Wait,
): { number: number; change: number }[] {
  const count = Math.min(amount ?? 0, MOST);
  const view = bytesAt(pid, addresses?.[0] ?? 0n, count * SIZEOF_SEMBUF);
  if (!view) return [];
  return Array.from({ length: Math.floor(view.byteLength / SIZEOF_SEMBUF) }, (_, i) => ({
    number: view.getUint16(i * SIZEOF_SEMBUF, true),
    change: view.getInt16(i * SIZEOF_SEMBUF + 2, true),
  }));
}

function lastOne(pid: number, what: string, { self, nameOf }: Names): string {
  if (pid <= 0) return `nobody has been there ${what}`;
  if (pid === self) return `it was itself the last ${what}`;
  const gone = stat(pid) === undefined;
  return `the last ${what} was ${gone ? `pid ${pid}, which has ended` : nameOf(pid)}`;
}

function key(table: "sem" | "msg", column: string, id: number): string {
  const key = Number(row(table, column, id)?.key ?? 0) >>> 0;
  return key === 0 ? " (IPC_PRIVATE)" : ` (key 0x${key.toString(16)})`;
}

function row(table: "sem" | "msg", column: string, id: number): Record<string, string> | undefined {
  const [heading = [], ...rows] = contents(`/proc/sysvipc/${table}`).split("\n")
    .map((line) => line.trim().split(/\s+/));
  return rows.map((row) => Object.fromEntries(heading.map((name, i) => [name, row[i] ?? ""])))
    .find((row) => Number(row[column]) === id);
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? "" : "s"}`;
}
