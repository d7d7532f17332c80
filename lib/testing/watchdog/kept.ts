/**
 * What the kernel keeps although no process has it: objects of System V, and what has a POSIX name.
 *
 * Each is noted in the run's scratch folder before it can exist: its key, or its name. So whoever tidies up
 * finds it, and removes nothing else: the scope of a test at its end, the watchdog after a run that was
 * killed, `deno task clean` when the watchdog was killed too.
 *
 * ```ts
 * import { kept, noteKey, takeBack } from "lib/testing/watchdog/kept.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const scratch = Deno.makeTempDirSync();
 * const key = noteKey(scratch);
 * assertEquals(key >>> 24, 0x4b);
 * assertEquals(kept(scratch), []); // Nothing has this key.
 * takeBack(scratch);
 * Deno.removeSync(scratch); // It is empty.
 * ```
 *
 * @module
 */

import { cString } from "../../sys/c_string.ts";
import { check, SysError } from "../../sys/errno.ts";
import { keptLibc, libc } from "../../sys/libc.ts";

/** The kinds of objects of System V, as `/proc/sysvipc` names them. */
export type Kind = "msg" | "shm" | "sem";

/** Something that the kernel keeps. */
export interface Kept {
  /** What it is: `message queue 17 (key 0x4b00c0de)`. */
  name: string;
  /** Removes it. */
  remove: () => void;
}

const KINDS: Record<Kind, string> = {
  msg: "message queue",
  shm: "shared memory segment",
  sem: "semaphore set",
};

/** What the folder of a run is called. */
const RUN = /^ipc-katas-/;

const IPC_RMID = 0;
const O_CLOEXEC = 0o2000000n;
const MEMORY = "/dev/shm";

// glibc has mq_open() and mq_unlink() in libc.so.6 since 2.34 only. The kernel takes a name without "/".
const [SYS_MQ_OPEN, SYS_MQ_UNLINK] = Deno.build.arch === "x86_64" ? [240n, 241n] : [180n, 181n];

/** A row of `/proc/sysvipc`: `man 5 proc_sysvipc`. */
interface Row {
  kind: Kind;
  id: number;
  key: number;
  /** The user who made it. */
  maker: number;
  /** When it was made, or its attributes were changed, in seconds. */
  changed: number;
}

/**
 * Draws a key that nobody uses, nor the same number below 0, and notes both.
 *
 * @param scratch The run's scratch folder.
 */
export function noteKey(scratch: string): number {
  for (;;) {
    // Not of ftok(): two files share a key easily, and a new file often gets the key of an old one.
    const key = 0x4b000000 | crypto.getRandomValues(new Uint32Array(1))[0]! >>> 8;
    if (rows().some((row) => Math.abs(row.key) === key)) continue;
    note(scratch, `key-${key}`);
    return key;
  }
}

let count = 0;

/**
 * Gives a POSIX name that nobody uses, and notes it.
 *
 * @param scratch The run's scratch folder.
 * @returns `/`, the name of that folder, and a number.
 */
export function noteName(scratch: string): string {
  const name = `${scratch.replace(/.*\//, "")}-${++count}`;
  note(scratch, `name-${name}`);
  return `/${name}`;
}

/**
 * Notes an object of System V that has been made with another key, or without one, as wrong code does it.
 *
 * @param scratch The run's scratch folder.
 * @param kind What it is.
 * @param id Its id. One that was there before `since` is another one's, and is not noted.
 * @param since The time before it was made, in milliseconds.
 */
export function noteId(scratch: string, kind: Kind, id: number, since: number): void {
  const row = rows().find((row) => row.kind === kind && row.id === id);
  if (!row || row.maker !== Deno.uid() || row.changed < Math.floor(since / 1000)) return;
  note(scratch, `${kind}-${id}-${row.changed}`);
}

/** Gives what was noted and is there, also by a run in this run. */
export function kept(scratch: string): Kept[] {
  return runs(scratch).flatMap(notes).flatMap((note) => {
    const [what = "", first = "", second] = note.split("-");
    if (what === "key") return objects((row) => Math.abs(row.key) === Number(first));
    if (what === "name") return named(note.slice("name-".length));
    // Ids return. After another change it is left alone.
    return objects((row) =>
      row.kind === what && row.id === Number(first) && row.changed === Number(second)
    );
  });
}

/** Removes what was noted and is there, also by a run in this run, and the notes. */
export function takeBack(scratch: string): void {
  const noted = runs(scratch).filter((run) => notes(run).length > 0);
  if (noted.length === 0) return;
  for (const { remove } of kept(scratch)) {
    try {
      remove();
    } catch (error) {
      if (!(error instanceof SysError)) throw error; // It went by itself, or is another user's.
    }
  }
  for (const run of noted) Deno.removeSync(folderOf(run), { recursive: true });
}

/** The folder of a run, and of the runs in it: that of a test which is traced is one. */
function runs(scratch: string): string[] {
  return [scratch, ...names(scratch).filter((it) => RUN.test(it)).map((it) => `${scratch}/${it}`)];
}

function folderOf(scratch: string): string {
  return `${scratch}/kept`;
}

function note(scratch: string, name: string): void {
  Deno.mkdirSync(folderOf(scratch), { recursive: true });
  Deno.writeTextFileSync(`${folderOf(scratch)}/${name}`, "");
}

function notes(scratch: string): string[] {
  return names(folderOf(scratch)).sort();
}

function names(folder: string): string[] {
  try {
    return Array.from(Deno.readDirSync(folder), ({ name }) => name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function objects(concerned: (row: Row) => boolean): Kept[] {
  return rows().filter(concerned).map(({ kind, id, key }) => ({
    name: `${KINDS[kind]} ${id} (key 0x${(key >>> 0).toString(16)})`,
    remove: () => removeObject(kind, id),
  }));
}

function removeObject(kind: Kind, id: number): void {
  const what = `${KINDS[kind]} ${id}`;
  if (kind === "msg") check("msgctl", what, keptLibc().msgctl(id, IPC_RMID, null));
  if (kind === "shm") check("shmctl", what, keptLibc().shmctl(id, IPC_RMID, null));
  if (kind === "sem") check("semctl", what, libc().semctl(id, 0, IPC_RMID, 0));
}

/** What has this name: a message queue, shared memory, a semaphore. */
function named(name: string): Kept[] {
  const queue = { name: `message queue /${name}`, remove: () => unlinkQueue(name) };
  return [
    ...queueExists(name) ? [queue] : [],
    ...memory().filter((file) => file === name || file === `sem.${name}`).map((file) => ({
      name: `file ${MEMORY}/${file}`,
      remove: () => Deno.removeSync(`${MEMORY}/${file}`),
    })),
  ];
}

/** Queues are listed only where somebody has mounted their file system. */
function queueExists(name: string): boolean {
  try {
    libc().close(call("mq_open", SYS_MQ_OPEN, name));
    return true;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return !["ENOENT", "ENOSYS"].includes(error.code);
  }
}

function unlinkQueue(name: string): void {
  call("mq_unlink", SYS_MQ_UNLINK, name);
}

function call(verb: string, number: bigint, name: string): number {
  const bytes = cString(name);
  const address = Deno.UnsafePointer.value(Deno.UnsafePointer.of(bytes));
  return check(verb, `/${name}`, libc().syscall(number, address, O_CLOEXEC, 0n, 0n, 0n));
}

function memory(): string[] {
  try {
    return Array.from(Deno.readDirSync(MEMORY), ({ name }) => name);
  } catch {
    return []; // There is no such folder.
  }
}

function rows(): Row[] {
  return (Object.keys(KINDS) as Kind[]).flatMap((kind) => {
    const [heading = [], ...rows] = table(kind);
    return rows.map((row) => {
      const value = (column: string) => Number(row[heading.indexOf(column)]);
      return {
        kind,
        id: value(`${kind}id`.replace("msgid", "msqid")),
        key: value("key"),
        maker: value("cuid"),
        changed: value("ctime"),
      };
    });
  });
}

function table(kind: Kind): string[][] {
  try {
    const text = Deno.readTextFileSync(`/proc/sysvipc/${kind}`).trimEnd();
    return text.split("\n").map((line) => line.trim().split(/\s+/));
  } catch {
    return []; // The kernel has no System V objects.
  }
}

// Opened now, so that the sanitizers do not take it for something a test left open.
if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") keptLibc();
if (import.meta.main) takeBack(Deno.args[0]!);
