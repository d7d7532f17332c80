/**
 * The result as tables with bars, and sentences about it.
 *
 * @module
 */

import { BLOCK } from "./side.ts";
import type { Flavour } from "./mechanisms.ts";
import type { Measured, Sample } from "./measure.ts";

/** More spread than this makes a number worthless. */
export const TOO_WIDE = 0.3;

const NAME = 16;
const COLUMN = 10;
const HEADS: [Flavour, string][] = [["sys", "lib/sys"], ["api", "Deno API"], ["c", "C"]];

/** How fast 64 KiB blocks go, in gigabytes a second. */
export const speed = ({ ns }: Sample): number => BLOCK / ns;

/** Whether a sample is good for anything. */
export function isEven(sample: Sample | undefined): sample is Sample {
  return sample !== undefined && sample.spread <= TOO_WIDE;
}

/**
 * Draws both tables.
 *
 * @param rows What was measured.
 * @param width How long a line may be.
 */
export function tables(rows: Measured[], width: number): string[] {
  const blocks = rows.filter(({ block }) => Object.keys(block).length > 0);
  const notes = rows.some(({ alone }) => alone)
    ? ["", "record-lock: a lock and an unlock in one process; nobody waits."]
    : [];
  return [
    "One byte there and back, in microseconds: less is better",
    "",
    ...table(rows, "round", ({ ns }) => ns / 1000, width),
    ...notes,
    ...blocks.length === 0 ? [] : [
      "",
      "Blocks of 64 KiB one way, in gigabytes a second: more is better",
      "",
      ...table(blocks, "block", speed, width),
    ],
  ];
}

function table(
  rows: Measured[],
  what: "round" | "block",
  value: (sample: Sample) => number,
  width: number,
): string[] {
  const heads = HEADS.filter(([flavour]) => rows.some((row) => row[what][flavour]));
  const ratio = heads.some(([flavour]) => flavour === "c");
  const best = ({ [what]: samples }: Measured) => [samples.sys, samples.api].find(isEven);
  const longest = Math.max(...rows.map(best).filter(isEven).map(value));
  const room = width - NAME - COLUMN * (heads.length + (ratio ? 1 : 0)) - 2;
  const head = "".padEnd(NAME) + heads.map(([, head]) => head.padStart(COLUMN)).join("") +
    (ratio ? "of C".padStart(COLUMN) : "");
  return [
    head,
    ...rows.map((row) => {
      const cells = heads.map(([flavour]) => cell(row[what][flavour], value)).join("");
      const { c } = row[what];
      const own = best(row);
      const share = isEven(c) && isEven(own) ? `${Math.round(100 * c.ns / own.ns)} %` : "";
      const bar = isEven(own) && room > 4 ? "▇".repeat(Math.ceil(room * value(own) / longest)) : "";
      const line = row.mechanism.padEnd(NAME) + cells + (ratio ? share.padStart(COLUMN) : "");
      return `${line}  ${bar}`.trimEnd();
    }),
  ];
}

function cell(sample: Sample | undefined, value: (sample: Sample) => number): string {
  if (!sample) return "–".padStart(COLUMN);
  return (isEven(sample) ? value(sample).toFixed(2) : "uneven").padStart(COLUMN);
}

/** What costs what, as far as these numbers tell. */
export function sentences(rows: Measured[]): string[] {
  const of = (mechanism: string, what: "round" | "block", flavour: Flavour) => {
    const sample = rows.find((row) => row.mechanism === mechanism)?.[what][flavour];
    return isEven(sample) ? sample.ns : undefined;
  };
  const lock = of("record-lock", "round", "sys");
  const pipe = of("pipe", "round", "sys");
  const block = of("pipe", "block", "sys");
  const [own, api] = [of("unix", "round", "sys"), of("unix", "round", "api")];
  const found: string[] = [];
  if (lock !== undefined) {
    found.push(
      `A system call that does little costs about ${time(lock / 2)} (half of record-lock).`,
    );
  }
  if (pipe !== undefined) {
    found.push(
      `A round through a pipe is four calls, and each side has to wake up once: that makes it ` +
        `${time(pipe)}.`,
    );
  }
  if (block !== undefined && pipe !== undefined) {
    found.push(
      `64 KiB are copied into a pipe and out again in ${time(block)}: ` +
        `${(BLOCK * pipe / 2 / block / 1024).toFixed(0)} KiB in the time of half a round.`,
    );
  }
  if (own !== undefined && api !== undefined) {
    found.push(
      `Through Deno's event loop, a round over a unix socket takes ${time(api - own)} more: ` +
        `two reads and two writes that are awaited.`,
    );
  }
  return found;
}

function time(ns: number): string {
  return ns < 1000 ? `${Math.round(ns)} ns` : `${(ns / 1000).toFixed(1)} µs`;
}
