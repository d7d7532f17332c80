/**
 * The words for what is done with System V semaphores: `man 7 sysvipc`.
 *
 * @module
 */

import type { Call } from "./calls.ts";
import type { Phrase, Result, Words } from "./rows.ts";
import { field } from "./syntax.ts";
import type { KernelObject, World } from "./world.ts";

/** Questions that change nothing. */
const ASKS = /^(GET\w+|IPC_STAT)$/;

/** Tells whether a call is about semaphores. */
export function isAboutSemaphores({ name }: Call): boolean {
  return /^sem(get|op|timedop|ctl)$/.test(name);
}

/** Puts a call into words, when it begins. */
export function semaphorePhrase({ name, args }: Call, world: World): Phrase {
  if (name === "semget") return { call: name, words: [`semget(${args.join(", ")})`], objects: [] };
  const object = set(args[0]!, world);
  // glibc's semop() is semtimedop() without a time limit.
  const call = name === "semtimedop" && args[3] === "NULL" ? "semop" : name;
  const about = (...more: string[]): Words => [
    `${call}(`,
    object,
    ...more.map((it) => `, ${it}`),
    ")",
  ];
  if (name !== "semctl") {
    const words = about(...operations(args[1] ?? ""), ...limit(args[3]));
    return { call, words, objects: [object] };
  }
  const [, number, operation = "", value] = args;
  const words = /^IPC_/.test(operation)
    ? about(operation)
    : about(`${number}: ${operation}${operation === "SETVAL" ? ` ${Number(value)}` : ""}`);
  return { call, words, objects: [object], ...ASKS.test(operation) && { minor: true } };
}

/** Puts into words what a call returned. */
export function semaphoreResult({ name, args, value = 0 }: Call, world: World): Result {
  if (name === "semget") return { words: [" = ", set(`${value}`, world)] };
  return { words: /^GET/.test(args[2] ?? "") && name === "semctl" ? [` = ${value}`] : [] };
}

/** Each operation, as `0: -1 SEM_UNDO`. */
function operations(list: string): string[] {
  return (list.match(/\{[^}]*\}/g) ?? [list]).map((it) => {
    const number = field(it, "sem_num");
    if (number === undefined) return it;
    const by = Number(field(it, "sem_op"));
    const flags = field(it, "sem_flg");
    return `${number}: ${by > 0 ? "+" : ""}${by}${flags === "0" ? "" : ` ${flags}`}`;
  });
}

/** How long it waits at most. */
function limit(span: string | undefined): string[] {
  const seconds = field(span ?? "", "tv_sec");
  if (seconds === undefined) return [];
  const ms = 1000 * Number(seconds) + Number(field(span!, "tv_nsec")) / 1e6;
  return [`${Math.round(ms)} ms`];
}

function set(id: string, world: World): KernelObject {
  const name = `semaphore set ${id}`;
  const object = world.objects.get(name) ??
    { kind: "set" as const, ofTest: true, machinery: false };
  world.objects.set(name, object);
  return object;
}
