/**
 * Waits until the learner's function waits.
 *
 * @module
 */

import { eventually } from "lib/testing/mod.ts";
import { waitsFor } from "lib/testing/diagnosis/activity.ts";
import { type Wait, waitOf } from "lib/testing/diagnosis/calls.ts";
import { syscall } from "lib/testing/diagnosis/proc.ts";
import { deadline, type Party } from "./far_sides.ts";

/**
 * Waits until a function waits, or has had time for it: not everybody sleeps in a call on the descriptor.
 *
 * @param begun Says whether the function has been called.
 * @param object What it waits on, where that is known; else any call will do that can wait for room.
 */
export async function waiting(peer: Party, begun: () => boolean, what: string, object?: string) {
  let looks = 0;
  const waits = () => {
    const wait = waitNow(peer.pid);
    if (endsByTime(wait)) return false;
    return object === undefined ? wait?.for === "room" : waitsFor(peer.pid, object);
  };
  const done = () => peer.settled || (begun() && (waits() || looks++ > 40));
  await eventually(done, what, deadline);
}

/** What the main thread of a process waits for, if it does. */
function waitNow(pid: number): Wait | undefined {
  const call = syscall(pid, pid);
  return typeof call === "object" ? waitOf(call) : undefined;
}

/** Whether a wait may be over by itself after some time. */
function endsByTime(wait: Wait | undefined): boolean {
  if (wait?.call === "poll") return (wait.amount! | 0) >= 0;
  if (wait?.call === "ppoll") return wait.addresses![1] !== 0n;
  return ["selected", "time"].includes(wait?.for ?? "");
}
