/**
 * The words for what came of a call.
 *
 * @module
 */

import type { Call } from "./calls.ts";
import { collected } from "./children.ts";
import { isAboutMemory, memoryResult } from "./memory.ts";
import { isAboutSemaphores, semaphoreResult } from "./semaphores.ts";
import { address } from "./phrases.ts";
import type { Process } from "./world.ts";
import type { Processes } from "./processes.ts";
import type { Phrase, Result } from "./rows.ts";
import { signalResult } from "./signals.ts";
import { descriptor, descriptors, string } from "./syntax.ts";

/** How many characters of a text, and how many bytes of anything else, are shown. */
const TEXT = 20;
const BYTES = 4;

/**
 * Puts into words what a call returned.
 *
 * @param call The call, at its end.
 * @param phrase Its words at its beginning.
 * @param process Who called.
 * @param processes Everybody.
 */
export function result(
  call: Call,
  phrase: Phrase,
  process: Process,
  processes: Processes,
): Result {
  const { name, args, value = 0, error } = call;
  if (error !== undefined) {
    // Deno asks every stream whether it is a socket.
    const minor = ["EAGAIN", "ENOMSG", "ENOTSOCK"].includes(error);
    return { words: [` = ${error}`], ...minor && { minor } };
  }
  if (isAboutMemory(call)) return memoryResult(call, phrase, process, processes.world);
  if (isAboutSemaphores(call)) return semaphoreResult(call, processes.world);
  if (phrase.moves === "in" || phrase.moves === "out") {
    const datagrams = phrase.objects.some((it) => it.datagrams);
    return { words: [` = ${amount(call, phrase.moves, datagrams)}`], bytes: value };
  }
  if (name === "pipe" || name === "pipe2") {
    const [read, write] = descriptors(args[0]!);
    const object = process.table.get(read?.fd ?? -1)?.object;
    return {
      words: [` = [${read?.fd}, ${write?.fd}]: the ends of `, object ?? ""],
    };
  }
  if (name === "socketpair") {
    const ends = descriptors(args[3]!);
    const object = process.table.get(ends[0]?.fd ?? -1)?.object;
    return { words: [` = [${ends.map(({ fd }) => fd).join(", ")}]: `, object ?? ""] };
  }
  if (/^(accept4?|open|openat|creat|dup|dup2|dup3|socket)$/.test(name)) {
    const made = descriptor(call.result?.replace(/ \(.*/, ""));
    const object = process.table.get(made?.fd ?? -1)?.object;
    if (!name.startsWith("accept") || !object) return { words: [` = ${made?.fd}`] };
    const from = object.peer?.maker;
    return { words: [` = ${made?.fd}: `, object], ...from && { from } };
  }
  if (phrase.call === "waitpid") return collected(call, processes);
  return signalResult(call, processes) ?? { words: value === 0 ? [] : [` = ${value}`] };
}

/** How many bytes went over, and the first of them. */
function amount({ value = 0, args, name }: Call, moves: "in" | "out", datagrams: boolean): string {
  if (value === 0 && !datagrams) return moves === "in" ? "0, the end" : "0";
  const from = name === "recvfrom" && datagrams ? address(args[4] ?? "") : "";
  const quoted = name.endsWith("v") || name.includes("msg")
    ? /iov_base=("(?:[^"\\]|\\.)*"(?:\.\.\.)?)/.exec(args.join())?.[1]
    : args[1];
  return text(quoted, value, from === "" ? "" : ` from ${from}`);
}

/** How many bytes there are, perhaps from where, and the first of them, as strace quotes them. */
export function text(quoted: string | undefined, length: number, from = ""): string {
  const bytes = `${length} byte${length === 1 ? "" : "s"}${from}`;
  const first = string(quoted);
  if (!first || length === 0) return bytes;
  const goesOn = !first.whole || first.text.length < length;
  return `${bytes}: ${sample(first.text.slice(0, length), goesOn)}`;
}

/** The first bytes as text, where they are one; else as numbers. */
function sample(bytes: string, goesOn: boolean): string {
  const whole = readable(bytes, goesOn);
  if (whole !== undefined) {
    const shown = [...whole].slice(0, TEXT).join("");
    return `${JSON.stringify(shown)}${shown === whole && !goesOn ? "" : "…"}`;
  }
  const numbers = [...bytes.slice(0, BYTES)].map((byte) =>
    byte.charCodeAt(0).toString(16).padStart(2, "0")
  );
  return numbers.join(" ") + (bytes.length > BYTES || goesOn ? " …" : "");
}

/** Bytes as UTF-8 that can be printed; where they go on, a character at the end may be cut. */
function readable(bytes: string, goesOn: boolean): string | undefined {
  try {
    const array = Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
    const text = new TextDecoder("utf-8", { fatal: true }).decode(array, { stream: goesOn });
    return /^[^\p{C}]*$/u.test(text.replace(/[\n\t\r]/g, "")) ? text : undefined;
  } catch {
    return undefined;
  }
}
