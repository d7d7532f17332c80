/**
 * POSIX message queues: `man 7 mq_overview`. On Linux, a queue's descriptor is a file descriptor.
 *
 * ```ts
 * import { mqueueData } from "lib/testing/diagnosis/objects/mqueues.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const receive = { call: "mq_timedreceive", for: "data" as const, subject: 1_000_000 };
 * const names = { self: Deno.pid, nameOf: () => "this process" };
 * assertStringIncludes(mqueueData(Deno.pid, receive, names).text, "a closed queue");
 * ```
 *
 * @module
 */

import type { Wait } from "../calls.ts";
import { holders, target } from "../proc.ts";
import { type Names, parties, type Phrase, pidsOf } from "./phrase.ts";

/** Tells what a process waits for that receives a message. */
export function mqueueData(pid: number, wait: Wait, names: Names): Phrase {
  const queue = target(pid, wait.subject) ?? "a closed queue";
  const senders = holders(queue, "write");
  return {
    text: `${wait.call}(fd ${wait.subject}) for a message in the queue ${queue}, which is empty; ` +
      `it is open for sending only in ${parties(senders, names)}`,
    others: pidsOf(senders).filter((other) => other !== pid),
  };
}

/** Tells what a process waits for that sends a message. */
export function mqueueRoom(pid: number, wait: Wait, names: Names): Phrase {
  const queue = target(pid, wait.subject) ?? "a closed queue";
  const receivers = holders(queue, "read");
  return {
    text: `${wait.call}(fd ${wait.subject}) for room in the queue ${queue}, which is full; ` +
      `it is open for receiving only in ${parties(receivers, names)}`,
    others: pidsOf(receivers).filter((other) => other !== pid),
  };
}
