/**
 * Puts into words what one thread waits for, whatever that is.
 *
 * ```ts
 * import { waitPhrase } from "lib/testing/diagnosis/wait_phrase.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const call = { call: "system call 999", for: "unknown" as const, subject: 999 };
 * const names = { self: Deno.pid, nameOf: () => "this process" };
 * assertEquals(
 *   waitPhrase(Deno.pid, { ...call, thread: Deno.pid, name: "deno" }, names).text,
 *   "system call 999, which is not in the table of calls that can be explained",
 * );
 * ```
 *
 * @module
 */

import type { ThreadWait } from "./activity.ts";
import type { Awaited } from "./calls.ts";
import { anonymousKind } from "./identity.ts";
import { childWait } from "./objects/children.ts";
import { socketAnswer, socketConnection, socketData, socketRoom } from "./objects/conversations.ts";
import { anonymous } from "./objects/descriptors.ts";
import { futexWait } from "./objects/futexes.ts";
import { lockWait } from "./objects/locks.ts";
import { mqueueData, mqueueRoom } from "./objects/mqueues.ts";
import type { Names, Phrase } from "./objects/phrase.ts";
import { fifoPartner, isPipe, pipeData, pipeRoom } from "./objects/pipes.ts";
import { signalWait } from "./objects/signals.ts";
import { socketOf } from "./objects/sockets.ts";
import { messageWait, queueWait, semaphoreWait } from "./objects/sysv.ts";
import { watchWait } from "./objects/watching.ts";
import { target } from "./proc.ts";

/** What each kind of wait is explained by. */
const EXPLAIN: Record<Awaited, (pid: number, wait: ThreadWait, names: Names) => Phrase> = {
  data: (pid, wait, names) => {
    if (wait.call.startsWith("mq_")) return mqueueData(pid, wait, names);
    const socket = socketOf(pid, wait.subject);
    if (socket) return socketData(pid, wait, names, socket);
    return isPipe(pid, wait.subject) ? pipeData(pid, wait, names) : otherData(pid, wait, names);
  },
  room: (pid, wait, names) => {
    if (wait.call.startsWith("mq_")) return mqueueRoom(pid, wait, names);
    const socket = socketOf(pid, wait.subject);
    if (socket) return socketRoom(pid, wait, names, socket);
    return isPipe(pid, wait.subject) ? pipeRoom(pid, wait, names) : otherRoom(pid, wait);
  },
  child: childWait,
  partner: fifoPartner,
  connection: (pid, wait) => socketConnection(wait, socketOf(pid, wait.subject)),
  answer: (pid, wait, names) => socketAnswer(pid, wait, names, socketOf(pid, wait.subject)),
  lock: lockWait,
  "wake-up": futexWait,
  semaphore: semaphoreWait,
  message: messageWait,
  queue: queueWait,
  signal: signalWait,
  polled: watchWait,
  selected: watchWait,
  events: watchWait,
  time: () => ({ text: "", others: [] }),
  unknown: (_pid, { call }) => ({
    text: `${call}, which is not in the table of calls that can be explained`,
    others: [],
  }),
};

/** Tells what one thread of a process waits for. */
export function waitPhrase(pid: number, wait: ThreadWait, names: Names): Phrase {
  return EXPLAIN[wait.for](pid, wait, names);
}

function otherData(pid: number, wait: ThreadWait, names: Names): Phrase {
  const object = target(pid, wait.subject) ?? "a closed descriptor";
  const what = anonymousKind(object) !== undefined
    ? `${wait.call} for ${anonymous(pid, wait.subject, object, names)}`
    : `${wait.call}(fd ${wait.subject}) for data from ${object}`;
  return { text: what, others: [] };
}

function otherRoom(pid: number, wait: ThreadWait): Phrase {
  const object = target(pid, wait.subject) ?? "a closed descriptor";
  return { text: `${wait.call}(fd ${wait.subject}) for room in ${object}`, others: [] };
}
