/**
 * Waits until the learner's function waits.
 *
 * @module
 */

import { eventually } from "lib/testing/mod.ts";
import { waitsFor } from "lib/testing/diagnosis/activity.ts";
import { type Wait, waitOf } from "lib/testing/diagnosis/calls.ts";
import { endsWithin, isPatient } from "lib/testing/diagnosis/objects/timeouts.ts";
import { syscall } from "lib/testing/diagnosis/proc.ts";
import { deadline, type Party } from "./far_sides.ts";

/** Who does not sleep until something happens may be about to give up. It has so long, in milliseconds. */
const IMPATIENT = 1500;

/** A limit that is as good as none, in milliseconds: what is shorter is over soon, in these scenarios. */
const LONG = 1_800_000;

/**
 * Waits until a function waits, and nothing but what it waits for can end that; or until it has had time to
 * give up.
 *
 * @param peer Whose function it is.
 * @param told How many bytes its scenario has written: one when it begins, and one when time has gone by.
 * @param what In words, what is waited for.
 * @param object What it waits on, for a datagram; without one, it waits for room, or by poll().
 */
export async function waiting(peer: Party, told: () => number, what: string, object?: string) {
  const aim = object === undefined ? "room" : "data";
  const patient = () => {
    const wait = waitNow(peer.pid);
    if (!wait || endsWithin(peer.pid, wait, LONG)) return false;
    const sleeps = wait.for === aim && isPatient(peer.pid, wait.subject, aim);
    if (!sleeps && wait.for !== "polled") return false;
    return object === undefined || waitsFor(peer.pid, object);
  };
  let since: number | undefined;
  const late = () => performance.now() - (since ??= performance.now()) > IMPATIENT;
  const done = () => peer.settled || told() > 1 || (told() > 0 && (patient() || late()));
  await eventually(done, what, deadline);
}

/** What the main thread of a process waits for, if it does. */
function waitNow(pid: number): Wait | undefined {
  const call = syscall(pid, pid);
  return typeof call === "object" ? waitOf(call) : undefined;
}
