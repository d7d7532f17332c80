/**
 * What the tests wait for in other processes, to do the next thing at the right moment.
 *
 * @module
 */

import { assert } from "@std/assert";
import { SysError } from "lib/sys/errno.ts";
import { type Fd, unread, write } from "lib/sys/fd.ts";
import { O_WRONLY } from "lib/sys/fifo.ts";
import { kill } from "lib/sys/process.ts";
import { waitsFor } from "lib/testing/diagnosis/activity.ts";
import { type Wait, waitOf } from "lib/testing/diagnosis/calls.ts";
import { descendants, stat, syscall, target, threads } from "lib/testing/diagnosis/proc.ts";
import { eventually } from "lib/testing/mod.ts";
import type { Peer } from "lib/testing/peer/peer.ts";
import type { TestScope } from "lib/testing/scope.ts";

/** The process of a peer, and all that it has started. */
const family = ({ pid }: { pid: number }) => [pid, ...descendants(pid)];

/** Waits until a full pipe stops whoever writes for a sender, or gives up because nobody is seen to wait. */
export async function stuck(sender: Peer<unknown>, readEnd: Fd): Promise<void> {
  const pipe = target(Deno.pid, readEnd)!;
  let [level, looks] = [unread(readEnd), 0];
  await eventually(
    () => {
      looks = unread(readEnd) === level ? looks + 1 : 0;
      level = unread(readEnd);
      return sender.settled || family(sender).some((pid) => waitsFor(pid, pipe)) || looks > 40;
    },
    "the full pipe stops send()",
    9000,
  );
}

/** Stops a sender for a moment, as Ctrl-Z and fg do in a shell, and all that it has started. */
export async function interrupt(
  sender: Peer<unknown>,
  when: string,
  meanwhile = () => {},
): Promise<void> {
  if (sender.settled) await sender.result;
  assert(!sender.settled, `send() returned ${when}: the pipe has not taken every byte.`);
  const halted = (pid: number) =>
    threads(pid).every((thread) => /[TZX]/.test(stat(pid, thread)?.state ?? "X"));
  kill(-sender.pid, "SIGSTOP");
  await eventually(() => family(sender).every(halted), "send() is stopped");
  meanwhile();
  kill(-sender.pid, "SIGCONT");
}

/** Opens a FIFO for writing when somebody waits to read from it; nothing when the caller has ended before. */
export async function openGate(
  { open }: TestScope,
  caller: { settled: boolean },
  gate: string,
): Promise<Fd | undefined> {
  let fd: Fd | undefined;
  const gateOrEnd = () => {
    try {
      fd = open(gate, O_WRONLY);
    } catch (error) {
      if (!(error instanceof SysError) || error.code !== "ENXIO") throw error;
    }
    return fd !== undefined || caller.settled;
  };
  await eventually(gateOrEnd, "the program waits at a gate", 12_000); // The caller gives up first.
  return fd;
}

/** Lets the program at a gate go on, if it is still there: what comes of it tells more than this. */
export function letGo(gate: Fd | undefined, word: string): void {
  try {
    if (gate !== undefined) write(gate, new TextEncoder().encode(`${word}\n`));
  } catch (error) {
    if (!(error instanceof SysError) || error.code !== "EPIPE") throw error;
  }
}

/**
 * Waits until something is so, or until it has had its time: not everybody does it that way.
 *
 * @param condition What may become true.
 * @param what The same in words.
 * @param patience How often to look.
 */
export async function granted(
  condition: () => boolean,
  what: string,
  patience = 30,
): Promise<void> {
  let looks = 0;
  const end = performance.now() + 3000; // Where the machine is busy, each look takes long.
  await eventually(() => condition() || looks++ > patience || performance.now() > end, what, 9000);
}

/**
 * Lets an hour go by for the scenario `takeAnHour`. Where its thread sleeps in a call, no clock matters: but
 * for a short sleep it may come to a look at the clock.
 *
 * @param caller The peer that runs the scenario.
 * @param folder The folder that it was given.
 */
export async function anHour(
  caller: { pid: number; settled: boolean },
  folder: string,
): Promise<void> {
  await Deno.writeTextFile(`${folder}/begin`, "");
  let asleep = 0;
  const over = () => {
    const call = syscall(caller.pid, caller.pid);
    const wait = typeof call === "object" ? waitOf(call) : undefined;
    const sleeps = typeof call === "object" && wait?.for !== "events" && !endsByTime(wait);
    asleep = sleeps ? asleep + 1 : 0;
    const done = [...Deno.readDirSync(folder)].some(({ name }) => name === "over");
    return done || asleep > 3 || caller.settled;
  };
  await granted(over, "an hour has gone by", 120);
}

/** Whether a wait may be over by itself after some time. */
function endsByTime(wait: Wait | undefined): boolean {
  if (wait?.call === "poll") return (wait.amount! | 0) >= 0;
  if (wait?.call === "ppoll") return wait.addresses![1] !== 0n;
  return ["selected", "time", "wake-up"].includes(wait?.for ?? "");
}
