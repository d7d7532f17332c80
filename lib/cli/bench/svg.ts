/**
 * The measurements as a picture that stands alone, in light and dark.
 *
 * @module
 */

import type { Flavour } from "./mechanisms.ts";
import type { Measured, Sample } from "./measure.ts";
import type { BenchRecord } from "./report.ts";
import { isEven, speed } from "./table.ts";

const WIDTH = 760;
const NAME = 130;
const BAR = 480;
const THICK = 12;

const STYLE = `
  svg { background: #ffffff; color: #1f2328; --sys: #0969da; --api: #bf8700; --c: #8c959f }
  @media (prefers-color-scheme: dark) {
    svg { background: #0d1117; color: #e6edf3; --sys: #58a6ff; --api: #d29922; --c: #6e7681 }
  }
  text { font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: currentColor }
  .title { font-weight: bold; font-size: 14px }
  .sys { fill: var(--sys) } .api { fill: var(--api) } .c { fill: var(--c) }`;

const FLAVOURS: [Flavour, string][] = [["sys", "lib/sys"], ["api", "Deno API"], ["c", "C"]];

/** Draws the measurements. */
export function svg(record: BenchRecord): string {
  const { machine, date, rows } = record;
  const parts = [
    text(16, 26, "What each mechanism costs", "title"),
    text(16, 46, `${machine.cpu}, ${machine.cores} CPUs, Linux ${machine.kernel}`),
    text(16, 64, `Deno ${machine.deno}, ${date.slice(0, 10)}`),
    ...FLAVOURS.flatMap(([flavour, name], at) => [
      `<rect class="${flavour}" x="${16 + 110 * at}" y="78" width="${THICK}" height="${THICK}"/>`,
      text(34 + 110 * at, 89, name),
    ]),
  ];
  let y = 116;
  const add = (what: "round" | "block", title: string, value: (sample: Sample) => number) => {
    const drawn = rows.filter((row) => Object.values(row[what]).some(isEven));
    if (drawn.length === 0) return;
    parts.push(text(16, y, title, "title"));
    y += 14;
    const samples = drawn.flatMap((row) => Object.values(row[what]).filter(isEven));
    const longest = Math.max(...samples.map(value));
    for (const row of drawn) y = bars(parts, row, what, value, longest, y);
    y += 26;
  };
  add("round", "One byte there and back, in microseconds", ({ ns }) => ns / 1000);
  add("block", "Blocks of 64 KiB one way, in gigabytes a second", speed);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}">
<style>${STYLE}
</style>
${parts.join("\n")}
</svg>
`;
}

function bars(
  parts: string[],
  row: Measured,
  what: "round" | "block",
  value: (sample: Sample) => number,
  longest: number,
  top: number,
): number {
  let y = top + 6;
  parts.push(text(16, y + 11, row.mechanism));
  for (const [flavour] of FLAVOURS) {
    const sample = row[what][flavour];
    if (!isEven(sample)) continue;
    const width = Math.max(1, Math.round(BAR * value(sample) / longest));
    parts.push(
      `<rect class="${flavour}" x="${NAME}" y="${y}" width="${width}" height="${THICK}"/>`,
      text(NAME + width + 6, y + 11, value(sample).toFixed(2)),
    );
    y += THICK + 2;
  }
  return y;
}

function text(x: number, y: number, words: string, kind = ""): string {
  const safe = words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<text x="${x}" y="${y}"${kind && ` class="${kind}"`}>${safe}</text>`;
}
