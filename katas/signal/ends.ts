/**
 * The other ends of this kata: programs that wait at gates, senders of signals and letters.
 *
 * @module
 */

import { assert } from "@std/assert";
import { join } from "@std/path";
import { eventually } from "lib/testing/peer/eventually.ts";
import { catches } from "lib/testing/diagnosis/objects/signals.ts";
import { contents, descriptors, stat } from "lib/testing/diagnosis/proc.ts";
import { isBlockedIn } from "lib/testing/diagnosis/activity.ts";
import { SysError } from "lib/sys/errno.ts";
import { mkfifo } from "lib/sys/fifo.ts";
import { kill } from "lib/sys/process.ts";
import type { Program } from "./signal.ts";

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

/** In the shell: lives until a signal comes. A `read` would miss one that comes right before it waits. */
export const LIVES = "while :; do sleep 0.01; done";

/** Cleans up when it gets SIGTERM: it says so, and waits at the gate $1. */
export const CLEANS_UP = `
exec 3<>"$1"
trap 'echo cleaning up; read -r go <&3; exit 7' TERM
echo ready
${LIVES}
`;

/** Has nothing to clean up: SIGTERM ends it. No child of its own is left behind then. */
export const OBEYS = "echo ready; exec sleep 1000";

/**
 * Does one thing, waits at the gate that it gets, and says then that it can be told to end. When it is told,
 * it makes a file beside the gate.
 */
export const waits = (before: string, ready: string): Program => [
  "sh",
  "-c",
  `exec 3<>"$0"; ${before}; read -r go <&3; trap ': > "$0.told"; exit 7' TERM; ${ready}; ${LIVES}`,
];

/** Does not want to end: what a program ignores is ignored by the next one in its place, too. */
export const IGNORES = "trap '' TERM; echo ready; exec sleep 1000";

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

/** Whether a process lives, and the kernel has told it of every signal that it got. */
export const delivered = (pid: number) =>
  /^ShdPnd:\s*0+$/m.test(contents(`/proc/${pid}/status`)) && stat(pid)?.exits === false;

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
  }, 3000);
}
