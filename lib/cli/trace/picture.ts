/**
 * Lays out the rows of a test: lanes from left to right, time from top to bottom.
 *
 * @module
 */

import { Names } from "./record/names.ts";
import type { Process } from "./record/world.ts";
import type { Story, Words } from "./record/rows.ts";
import { ARRIVES, selection, type Shown } from "./selection.ts";

/** A process in the picture. */
export interface Lane {
  name: string;
  process: Process;
  /** Where it is drawn: a place that is free again can be another one's. */
  column: number;
  /** Its first line, and the one at which it has ended; the number of lines when it has not. */
  first: number;
  end: number;
}

/** A line of the picture. */
export interface PictureLine {
  /** When, in milliseconds after the first one. */
  ms: number;
  /** Whose line it is: the number of a lane. */
  lane: number;
  kind: Shown["kind"];
  who: string;
  text: string;
  /** Whether a call begins here that waits, ends here after it has waited, or is a line by itself. */
  part: "whole" | "begin" | "end";
  /** The lane from which something arrives. */
  from?: number;
  /** The learner's line: `pipe.ts:21`. */
  place?: string;
  /** Which row of the story it is. */
  row: Shown;
}

/** A bar: from one line to another, a process waits in a call. */
export interface Bar {
  lane: number;
  from: number;
  /** The line where the call ended; the number of lines when it did not. */
  to: number;
}

/** What is drawn of a test. */
export interface Picture {
  name: string;
  lanes: Lane[];
  lines: PictureLine[];
  bars: Bar[];
  /** Who held what somebody waited for in the end, in sentences. */
  notes: string[];
}

/** What the process of the test is called: its lane is the first. */
const TEST = "the test";

/** How long a call takes at least that is said to wait, in milliseconds: strace itself takes some. */
const WAIT = 10;
/** Calls that can wait. */
const CAN_WAIT =
  /^(futex|read|write|recv|send|open|accept|connect|waitpid|flock|fcntl|poll|select|splice|msg(snd|rcv)|mq_(send|receive)|Atomics\.wait$)/;

/** Lays out the picture of a test. */
export function picture(story: Story, all = false): Picture {
  const names = new Names();
  const say = (words: Words) =>
    words.map((it) => typeof it === "string" ? it : names.of(it)).join("");
  const rows = selection(story, all);
  const drafts = rows.flatMap((row) => split(row, rows)).sort((a, b) => a.order - b.order);
  const start = drafts[0]?.at ?? 0;
  const lanes = laneList(drafts);
  const laneOf = new Map(lanes.map(({ process }, index) => [process, index]));
  const lines = drafts.map(({ row, part, at }): PictureLine => {
    const from = part === "begin" ? undefined : row.from && laneOf.get(row.from);
    const words = part === "begin" ? say(row.words) : text(row, part, say);
    return {
      ms: at - start,
      lane: laneOf.get(row.process)!,
      kind: row.kind,
      who: row.who,
      text: words,
      part,
      ...from !== undefined && { from },
      ...row.place !== undefined && part !== "end" && { place: shortPlace(row.place) },
      row,
    };
  });
  const bars = drafts.flatMap(({ row, part }, from): Bar[] => {
    if (part !== "begin") return [];
    const end = drafts.findIndex((it, at) => at > from && it.row === row);
    return [{ lane: laneOf.get(row.process)!, from, to: end < 0 ? drafts.length : end }];
  });
  const notes = notesOf(story, rows, say);
  return {
    name: story.step === undefined ? story.name : `${story.name}: ${story.step}`,
    lanes,
    lines,
    bars,
    notes,
  };
}

/** The processes from left to right: the test, then each one as it begins. */
function laneList(drafts: Draft[]): Lane[] {
  const lanes: Lane[] = [];
  const taking = drafts.flatMap(({ row: { process, from } }, at) =>
    [from, process].filter((it) => it !== undefined).map((process) => ({ process, at }))
  );
  const test = taking.filter(({ process }) => process.name === TEST).slice(0, 1);
  const lastUse = new Map(taking.map(({ process, at }) => [process, at]));
  const names = new Map(drafts.toReversed().map(({ row: { process, who } }) => [process, who]));
  for (const { process, at } of [...test, ...taking]) {
    if (lanes.some((lane) => lane.process === process)) continue;
    const last = drafts.findLastIndex(({ row }) => row.process === process);
    const ended = /^(end|outcome)$/.test(drafts[last]?.row.kind ?? "") && process.name !== TEST;
    const busy = lanes.filter((it) => it.end >= drafts.length || lastUse.get(it.process)! >= at);
    let column = 0;
    while (busy.some((lane) => lane.column === column)) column++;
    lanes.push({
      name: names.get(process) ?? process.name,
      process,
      column,
      first: process.name === TEST ? -1 : at,
      end: ended ? last : drafts.length,
    });
  }
  return lanes;
}

interface Draft {
  row: Shown;
  part: PictureLine["part"];
  order: number;
  at: number;
}

/** A call that waits while others do something is two lines, all else is one. */
function split(row: Shown, rows: Shown[]): Draft[] {
  const { first, last, begin, end } = row;
  const begins: Draft = { row, part: "begin", order: first, at: begin };
  if (end === undefined) return [begins];
  const between = rows.some((it) =>
    it !== row && ((it.first > first && it.first < last) || (it.last > first && it.last < last))
  );
  if (waits(row) && between) {
    return [begins, { row, part: "end", order: last, at: end }];
  }
  const arrives = row.count === 1 && ARRIVES.test(row.call);
  return [{ row, part: "whole", order: arrives ? last : first, at: arrives ? end : begin }];
}

function text(row: Shown, part: PictureLine["part"], say: (words: Words) => string): string {
  const { begin, end = begin, call, result } = row;
  const what = part === "end" ? `${call}(…)` : say(row.words);
  const waited = waits(row) ? `, after ${Math.round(end - begin)} ms` : "";
  const until = row.count > 1 && end - begin >= WAIT ? `, in ${Math.round(end - begin)} ms` : "";
  return what + say(result) + waited + until;
}

function waits({ kind, count, call, begin, end = begin }: Shown): boolean {
  return kind === "call" && count === 1 && CAN_WAIT.test(call) && end - begin >= WAIT;
}

function shortPlace(place: string): string {
  return place.replace(/.*\//, "");
}

function notesOf({ holdings }: Story, rows: Shown[], say: (words: Words) => string): string[] {
  const waiting = rows.filter(({ end }) => end === undefined);
  return waiting.map(({ who, objects, words }) => {
    const held = holdings.filter(({ object }) => object === objects[0]);
    const holders = held.map((it) => `${it.who} (${it.fds.map((fd) => `fd ${fd}`).join(", ")})`);
    const end = held[0]?.end;
    const first = `${who} still waits in ${say(words)}.`;
    return end
      ? `${first} The ${end} of ${say([objects[0]!])} is open in ${holders.join(" and ")}.`
      : first;
  });
}
