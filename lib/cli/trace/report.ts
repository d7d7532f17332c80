/**
 * The record of traced tests for programs: the JSON of `deno task trace --json`.
 *
 * The schema's version grows when a field is taken away, or means something else; new fields do not
 * change it.
 *
 * @module
 */

import type { Kata } from "../course/kata.ts";
import type { Traced } from "./screen.ts";

/** What `deno task trace --json` writes. */
export interface TraceRecord {
  /** The version of this schema. */
  schema: 1;
  /** The kata's name. */
  kata: string;
  /** The tests that were traced, in the order in which they ran. */
  tests: TestRecord[];
}

/** One test. */
export interface TestRecord {
  name: string;
  /** The step of it that is shown; empty when it has none. */
  step: string;
  /** Whether it passed; `null` when the run ended before. */
  passed: boolean | null;
  /** What the failure says; empty when there is none. */
  failure: string;
  /** Whether its threads ran in a model, which the kernel's record does not show. */
  explored: boolean;
  /** The processes, from left to right. */
  lanes: { name: string; pid: number }[];
  /** What happened, from top to bottom. */
  rows: RowRecord[];
  /** What is to be said of the end: who still waits, and who holds what it waits for. */
  notes: string[];
}

/** One row. */
export interface RowRecord {
  /** The lane in which it happened: an index of `lanes`. */
  lane: number;
  /** A call; the start of a process, or of a new program in it; its end; a signal that arrives; or how the learner's function ended. */
  kind: "call" | "start" | "end" | "signal" | "outcome";
  /** The call, as its man page names it; empty when it is none. */
  call: string;
  /** The row in words, as it is drawn. */
  text: string;
  /** When it began, and when it ended: in milliseconds after the first row. `null`: it was waiting at the end. */
  begin: number;
  end: number | null;
  /** How many calls it stands for. */
  count: number;
  /** The names of the objects that it is about. */
  objects: string[];
  /** How many bytes went over; `null` where that means nothing. */
  bytes: number | null;
  /** The lane from which bytes, a signal or the end of a process came; `null` where the record does not prove it. */
  from: number | null;
  /** The learner's line, as in `pipe.ts:21`; empty where it is not known. */
  place: string;
}

/** Makes the record. */
export function report(kata: Kata, tests: Traced[]): TraceRecord {
  return { schema: 1, kata: kata.name, tests: tests.map(testRecord) };
}

function testRecord({ story, picture, result }: Traced): TestRecord {
  const start = picture.lines[0] ? picture.lines[0].row.begin : 0;
  const whole = picture.lines.filter(({ row, part }, at) =>
    part !== "begin" || !picture.lines.some((line, later) => later > at && line.row === row)
  );
  return {
    name: story.name,
    step: story.step ?? "",
    passed: result ? result.failure === undefined : null,
    failure: result?.failure ?? "",
    explored: story.explored,
    lanes: picture.lanes.map(({ name, process }) => ({ name, pid: process.pid })),
    rows: whole.map(({ row, lane, from, text, place }) => ({
      lane,
      kind: row.kind,
      call: row.call,
      text,
      begin: round(row.begin - start),
      end: row.end === undefined ? null : round(row.end - start),
      count: row.count,
      objects: row.objects.map(({ label }) => label ?? "").filter((label) => label !== ""),
      bytes: row.bytes ?? null,
      from: from ?? null,
      place: place ?? "",
    })),
    notes: picture.notes,
  };
}

/** Microseconds are all that strace tells. */
function round(ms: number): number {
  return Math.round(1000 * ms) / 1000;
}
