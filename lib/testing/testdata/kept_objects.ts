/**
 * Objects that the kernel keeps, for the tests of what takes them back.
 *
 * @module
 */

import { libc } from "../../sys/libc.ts";
import { cString } from "../../sys/c_string.ts";
import { noteMade } from "../peer/made.ts";

const { symbols } = Deno.dlopen("libc.so.6", {
  // int msgget(key_t key, int msgflg);
  msgget: { parameters: ["i32", "i32"], result: "i32" },
  // int shmget(key_t key, size_t size, int shmflg);
  shmget: { parameters: ["i32", "usize", "i32"], result: "i32" },
  // int semget(key_t key, int nsems, int semflg);
  semget: { parameters: ["i32", "i32", "i32"], result: "i32" },
});

const CREATE = 0o1600; // IPC_CREAT, for this user
const SYS_MQ_OPEN = Deno.build.arch === "x86_64" ? 240n : 180n;
const O_CREAT_EXCL = 0o302n;

/** Makes a message queue, a shared memory segment and a semaphore set. */
export function make(key: number): number[] {
  return [
    symbols.msgget(key, CREATE),
    symbols.shmget(key, 1n, CREATE),
    symbols.semget(key, 1, CREATE),
  ];
}

/** Makes the same without a key, and notes each. Runs in a peer. */
export function makePrivate(): number[] {
  const ids = make(0); // IPC_PRIVATE
  (["msg", "shm", "sem"] as const).forEach((kind, i) => noteMade(kind, ids[i]!));
  return ids;
}

/** Tells which of these still exist. */
export function left([queue, segment, set]: number[]): number[] {
  return Object.entries({ msg: queue, shm: segment, sem: set }).flatMap(([kind, id]) => {
    const table = Deno.readTextFileSync(`/proc/sysvipc/${kind}`);
    return new RegExp(`^ +-?\\d+ +${id} `, "m").test(table) ? [id!] : [];
  });
}

/** Gives the ids of the objects that have a key: a message queue, a shared memory segment, a semaphore set. */
export function objectsOf(key: number): number[] {
  const ids = [symbols.msgget(key, 0), symbols.shmget(key, 0n, 0), symbols.semget(key, 0, 0)];
  return ids.filter((id) => id !== -1);
}

/** Makes a POSIX message queue. Its name has no slash here. */
export function makeQueue(name: string): boolean {
  return open(name, O_CREAT_EXCL);
}

/** Tells whether there is a POSIX message queue of this name. */
export function queueExists(name: string): boolean {
  return open(name, 0n);
}

function open(name: string, flags: bigint): boolean {
  const bytes = cString(name);
  const address = Deno.UnsafePointer.value(Deno.UnsafePointer.of(bytes));
  const queue = libc().syscall(SYS_MQ_OPEN, address, flags, 0o600n, 0n, 0n);
  if (queue >= 0n) libc().close(Number(queue));
  return queue >= 0n;
}
