/**
 * Futexes, in which threads wait for each other: `man 2 futex`. `Atomics.wait()` is made of them.
 *
 * ```ts
 * import { futexWait } from "lib/testing/diagnosis/objects/futexes.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * // Nothing is at address 0, and so no memory that is shared with another process.
 * const wait = { call: "futex", for: "wake-up" as const, subject: 0, addresses: [0n] };
 * const names = { self: Deno.pid, nameOf: () => "this process" };
 * assertStringIncludes(
 *   futexWait(Deno.pid, { ...wait, thread: Deno.pid, name: "deno" }, names).text,
 *   "futex, as Atomics.wait() does",
 * );
 * ```
 *
 * @module
 */

import type { ThreadWait } from "../activity.ts";
import { FUTEX_PRIVATE_FLAG } from "../calls.ts";
import { stat, threads } from "../proc.ts";
import { mappersOf, mappingAt } from "./mappings.ts";
import { type Names, people, type Phrase } from "./phrase.ts";

/** Tells what a thread waits for that waits in futex(). */
export function futexWait(pid: number, wait: ThreadWait, names: Names): Phrase {
  const address = wait.addresses?.[0] ?? 0n;
  const memory = mappingAt(pid, address);
  const limited = (wait.addresses?.[1] ?? 0n) !== 0n;
  if (!memory) return privateWait(pid, wait.thread, limited);
  const others = mappersOf(memory.object).filter((other) => other !== pid);
  const expected = wait.amount === undefined ? "" : ` while it is ${wait.amount | 0}`;
  const byte = memory.offset + Number(address - memory.start);
  const closed = (wait.operation ?? 0) & FUTEX_PRIVATE_FLAG
    ? "; with FUTEX_PRIVATE_FLAG no other process can wake it"
    : `; the same memory is mapped by ${people(others, names)}${others.length > 0 ? "" : " else"}`;
  const limit = limited ? ", or until some time has passed" : "";
  return {
    text: `futex on byte ${byte} of ${memory.name}${expected}${limit}${closed}`,
    others,
  };
}

function privateWait(pid: number, thread: number, limited: boolean): Phrase {
  const running = threads(pid).map((thread) => stat(pid, thread)?.name ?? "");
  const deno = running.some((name) => name.startsWith("V8 "));
  const until = "until another of its threads wakes it" +
    (limited ? ", or some time has passed" : "");
  if (!deno) return { text: `futex ${until}`, others: [] };
  const workers = running.filter((name) => name.startsWith("worker-")).length;
  const alone = thread === pid && workers === 0 && !limited;
  return {
    text: `futex, as Atomics.wait() does, ${until}${alone ? ": it has no Worker that could" : ""}`,
    others: [],
  };
}
