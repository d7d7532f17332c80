/**
 * Reads single lines of what strace writes with `-f -ttt -T -yy -o FILE`: `man 1 strace`.
 *
 * ```ts
 * import { readLine } from "lib/cli/trace/record/lines.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(readLine("71 1796014921.191904 close(36<pipe:[4189452]>) = 0 <0.000021>", 1), {
 *   thread: 71,
 *   at: 1796014921191.904,
 *   kind: "call",
 *   text: "close(36<pipe:[4189452]>) = 0",
 *   took: 0.021,
 * });
 * ```
 *
 * @module
 */

/** A line, and when it was written: by which thread, at which time in milliseconds. */
export type Line = { thread: number; at: number } & LineContent;

/** What a line says. */
export type LineContent =
  /** A call from its beginning to its end, which took so many milliseconds. */
  | { kind: "call"; text: string; took?: number }
  /** A call that has begun. */
  | { kind: "begins"; text: string }
  /** The rest of a call that has begun before. */
  | { kind: "ends"; name: string; text: string; took?: number }
  /** A signal arrives; the text is its `siginfo_t`. */
  | { kind: "signal"; signal: string; text: string }
  /** A signal stops the thread. */
  | { kind: "stopped"; signal: string }
  /** The thread has ended. */
  | { kind: "exited"; code: number }
  | { kind: "killed"; signal: string }
  /** Another thread of its process has become the process, by execve(). */
  | { kind: "superseded"; by: number };

/** A line that this reader does not know. */
export class UnknownLine extends Error {
  override name = "UnknownLine";

  /** Says which one it is. */
  constructor(text: string, number: number) {
    const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
    super(`Cannot read line ${number} of what strace wrote: ${shown}`);
  }
}

const LINE = /^(?:\[pid\s+)?(\d+)\]?\s+(\d+\.\d+) (.*)$/;
const NAMELESS = /^(<\.\.\. )?\?+(?=\(| resumed>)/;
const UNFINISHED = "<unfinished ...>";
const RESUMED = /^<\.\.\. (\w+) resumed>(.*)$/;
const TOOK = /^ <(\d+\.\d+)>$/;

/**
 * Reads a line.
 *
 * @param text The line.
 * @param number Which line it is, for a message.
 * @throws {UnknownLine} When it is not of a known form.
 */
export function readLine(text: string, number: number): Line {
  const [, thread, time, rest] = LINE.exec(text) ?? [];
  // Of a thread that is killed as it calls, strace does not learn what it calls.
  const content = rest === undefined ? undefined : readContent(rest.replace(NAMELESS, "$1unknown"));
  if (!content) throw new UnknownLine(text, number);
  return { thread: Number(thread), at: milliseconds(time!), ...content };
}

function readContent(rest: string): LineContent | undefined {
  if (/^\w/.test(rest)) return readCall(rest);
  const signal = /^--- (SIG\w+) (\{.*\}) ---$/.exec(rest);
  if (signal) return { kind: "signal", signal: signal[1]!, text: signal[2]! };
  const stopped = /^--- stopped by (SIG\w+) ---$/.exec(rest);
  if (stopped) return { kind: "stopped", signal: stopped[1]! };
  const exited = /^\+\+\+ exited with (\d+) \+\+\+$/.exec(rest);
  if (exited) return { kind: "exited", code: Number(exited[1]) };
  const killed = /^\+\+\+ killed by (SIG\w+)( \(core dumped\))? \+\+\+$/.exec(rest);
  if (killed) return { kind: "killed", signal: killed[1]! };
  const superseded = /^\+\+\+ superseded by execve in pid (\d+) \+\+\+$/.exec(rest);
  if (superseded) return { kind: "superseded", by: Number(superseded[1]) };
  const resumed = RESUMED.exec(rest);
  if (resumed) {
    const [text, took] = withoutTime(resumed[2]!.replace(/^\s*<unfinished \.\.\.>/, ""));
    return { kind: "ends", name: resumed[1]!, text, ...took };
  }
  return undefined;
}

function readCall(rest: string): LineContent | undefined {
  if (rest.endsWith(UNFINISHED)) {
    return { kind: "begins", text: rest.slice(0, -UNFINISHED.length).trimEnd() };
  }
  if (!/^\w+\(.*\)\s+= /.test(rest)) return undefined;
  const [text, took] = withoutTime(rest);
  return { kind: "call", text, ...took };
}

/** A text without the time at its end, and the time. */
function withoutTime(text: string): [string, { took?: number }] {
  const start = text.lastIndexOf(" <");
  const time = TOOK.exec(text.slice(start))?.[1];
  if (start === -1 || time === undefined) return [text, {}];
  return [text.slice(0, start), { took: milliseconds(time) }];
}

/** Seconds in digits as milliseconds; a number has no room for both all digits and the calculation. */
function milliseconds(seconds: string): number {
  return Math.round(Number(seconds) * 1e6) / 1e3;
}
