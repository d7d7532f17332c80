/**
 * The other ends of this kata: programs that wait at gates, senders of signals and letters.
 *
 * @module
 */

import { assert } from "@std/assert";
import { join } from "@std/path";
import { eventually } from "lib/testing/peer/eventually.ts";
import { catches } from "lib/testing/diagnosis/objects/signals.ts";
import { children, descriptors, stat } from "lib/testing/diagnosis/proc.ts";
import { isBlockedIn } from "lib/testing/diagnosis/activity.ts";
import { close } from "lib/sys/fd.ts";
import { SysError } from "lib/sys/errno.ts";
import { mkfifo } from "lib/sys/fifo.ts";
import { kill } from "lib/sys/process.ts";
import type { TestScope } from "lib/testing/scope.ts";

/** Sends a signal, unless the process has ended: then its number may be somebody else's. */
export function send(
  { pid, settled }: { pid: number; settled: boolean },
  signal: Deno.Signal,
): void {
  if (!settled) kill(pid, signal);
}

/** Waits until a peer listens to a signal, and has done what it does at once. */
export async function listening(
  peer: { pid: number; role: string; settled: boolean },
  signal: Deno.Signal,
): Promise<void> {
  const listens = () => {
    if (!catches(peer.pid, signal)) return false;
    // Afterwards: with nothing to wait for, it would end. Where the kernel does not tell, this is enough.
    return isBlockedIn(peer.pid, "epoll_wait") ?? true;
  };
  await eventually(() => peer.settled || listens(), `${peer.role} listens to ${signal}`);
}

/** Sends the signal $1 to the process $2. */
export const SEND = ["-c", 'kill -s "$1" "$2"', "sh"];

/** Starts a peer whose standard error nobody sees. */
export const QUIETLY = ["sh", "-c", 'exec "$@" 2> /dev/null', "sh"];

/** Fails with what surprised a scenario. */
export function assertNoSurprise(surprises: string[]): void {
  assert(surprises.length === 0, surprises.join("\n"));
}

/** Makes a FIFO at which a program waits until somebody opens it. */
export function gate(folder: string, name = "opened-by-the-test-later"): string {
  const path = join(folder, name);
  mkfifo(path, 0o600);
  return path;
}

/** Opens a gate for a process that waits at it, or will. */
export async function open(gate: string, pid: number, peer: { settled: boolean }): Promise<void> {
  using file = await Deno.open(gate, { read: true, write: true }); // never waits
  const there = () => [...descriptors(pid).values()].some((its) => its.target === gate);
  await eventually(() => there() || peer.settled, "somebody waits at the gate");
  await file.write(new TextEncoder().encode("go\n"));
}

/** Whether this process may signal another one. */
export function mine(pid: number): boolean {
  try {
    kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof SysError && error.code === "EPERM");
  }
}

/** Puts the letters from $3 to $4 into the mailbox $2, and rings at $1 after each one. */
export const DELIVER = `
letter=$3
while [ "$letter" -le "$4" ]; do
  printf 'letter %s' "$letter" > "$2/$letter"
  kill -s ALRM "$1"
  letter=$((letter + 1))
done
`;

/** Puts a letter into a mailbox: nobody ever sees a part of it. */
export function put(mailbox: string, name: string, letter: string): void {
  Deno.writeTextFileSync(join(mailbox, "new"), letter);
  Deno.renameSync(join(mailbox, "new"), join(mailbox, name));
}

export const has = (mailbox: string, name: string) =>
  [...Deno.readDirSync(mailbox)].some((file) => file.name === name);

export const letters = (count: number) =>
  Array.from({ length: count }, (_, i) => `letter ${i + 1}`);

/** Waits until a receiver has taken the letters out of the mailbox. */
export async function emptied(
  mailbox: string,
  receiver: { settled: boolean },
  last = 1e9,
): Promise<void> {
  const left = () =>
    [...Deno.readDirSync(mailbox)].map(({ name }) => Number(/^[1-9]\d*$/.exec(name) ?? NaN))
      .filter((number) => number <= last).sort((a, b) => a - b);
  await eventually(() => receiver.settled || left().length === 0, () => {
    const [first] = left();
    return `receiveAll() has all letters; left in the mailbox: ${left().length}, from ${first} on`;
  }, 5000);
}

/** What letters may say. */
export const ODD_LETTERS = [
  "two\nlines\n",
  "\n",
  "  ",
  "0",
  "e\u0301 € 😀\r\n",
  "x".repeat(300_000),
];

/** Names of files that are no letters. */
export const ODD_NAMES = ["0", "2.part", "03", "4~", ".5.swp", "+6", "1e0", "draft"];

/** Starts a process that has ended, and that nobody waits for until its parent goes on. */
export async function zombieOf({ run, pipe }: Pick<TestScope, "run" | "pipe">, name: string) {
  const [readEnd, writeEnd] = pipe();
  const script = '{ printf %s "$1" > /proc/self/comm; read -r end <&3; } & wait';
  const parent = run("sh", ["-c", script, "sh", name], { 3: readEnd });
  const child = () => children(parent.pid).find((pid) => stat(pid)?.name === name) ?? 0;
  await eventually(() => child() > 0, "sh has started its child");
  const zombie = child();
  kill(parent.pid, "SIGSTOP"); // It cannot wait for its child as long as it is stopped.
  await eventually(() => stat(parent.pid)?.state === "T", "sh is stopped");
  close(writeEnd);
  close(readEnd);
  await eventually(() => stat(zombie)?.state === "Z", "the child has ended");
  return { parent, zombie };
}
