/**
 * Makes calls of the lines of a record: strace cuts a call in two where another thread does something
 * meanwhile.
 *
 * ```ts
 * import { readRecord } from "lib/cli/trace/record/calls.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const record = `71 1.000 read(3<pipe:[17]>,  <unfinished ...>
 * 70 1.010 write(4<pipe:[17]>, "a", 1) = 1 <0.000100>
 * 71 1.011 <... read resumed>"a", 10) = 1 <0.011000>`;
 * const steps = readRecord(record);
 * assertEquals(steps.map(({ thread, kind }) => `${thread} ${kind}`), [
 *   "71 enters",
 *   "70 enters",
 *   "70 leaves",
 *   "71 leaves",
 * ]);
 * ```
 *
 * @module
 */

import { type Line, readLine, UnknownLine } from "./lines.ts";
import { closing, parts } from "./syntax.ts";

/** A system call. What is known only at its end is missing before. */
export interface Call {
  /** As the kernel names it: `openat`, `wait4`. */
  name: string;
  args: string[];
  /** When it began, and when it ended, in milliseconds. */
  begin: number;
  end?: number;
  /** What it returned, as strace writes it. */
  result?: string;
  /** The same as a number, when it is one. */
  value?: number;
  /** The name of the error: `EPIPE`. */
  error?: string;
}

/** One step of a thread, in the order of the record. */
export type Step =
  & { thread: number; at: number }
  & (
    | { kind: "enters"; call: Call }
    | { kind: "leaves"; call: Call }
    | Exclude<Line, { kind: "call" | "begins" | "ends" }>
  );

/**
 * Reads a record.
 *
 * @param text What strace wrote, whole lines.
 * @returns The steps of all threads. A call that has not ended has no second step.
 * @throws {UnknownLine} When there is a line of an unknown form.
 */
export function readRecord(text: string): Step[] {
  const steps: Step[] = [];
  const begun = new Map<number, { call: Call; text: string }>();
  for (const [index, line] of text.split("\n").entries()) {
    if (line === "" || /^strace: /.test(line)) continue;
    const read = readLine(line, index + 1);
    const { thread, at, kind } = read;
    if (kind === "begins" || kind === "call") {
      const call: Call = { name: "", args: [], begin: at };
      complete(call, read.text);
      if (kind === "call") call.end = at + (read.took ?? 0);
      else begun.set(thread, { call, text: read.text });
      steps.push({ thread, at, kind: "enters", call });
      if (kind === "call") steps.push({ thread, at: call.end!, kind: "leaves", call });
    } else if (kind === "ends") {
      const first = begun.get(thread);
      if (!first) continue; // strace was there only after the call had begun.
      begun.delete(thread);
      if (first.call.name !== read.name) throw new UnknownLine(line, index + 1);
      complete(first.call, first.text + read.text);
      first.call.end = at;
      steps.push({ thread, at, kind: "leaves", call: first.call });
    } else {
      steps.push(read);
    }
  }
  return steps;
}

/** Fills in what a text says of a call. */
function complete(call: Call, text: string): void {
  const open = text.indexOf("(");
  const close = closing(text, open);
  call.name = text.slice(0, open);
  call.args = parts(text.slice(open + 1, close));
  const result = /^\s*=\s+(.*)$/s.exec(text.slice(close + 1))?.[1];
  if (result === undefined) return;
  call.result = result;
  const error = /^(?:-1|\?) (E\w+)\b/.exec(result)?.[1];
  if (error !== undefined) call.error = error;
  const value = /^-?(?:0x[0-9a-f]+|\d+)/.exec(result)?.[0];
  if (value !== undefined) call.value = Number(value);
}
