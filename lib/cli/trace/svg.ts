/**
 * Draws pictures as SVG: a file that stands alone, whose text can be selected, in light and dark.
 *
 * @module
 */

import type { Picture, PictureLine } from "./picture.ts";
import { hasFailed, remarks, schedule, type Traced } from "./screen.ts";
import { wrap } from "./drawing.ts";

const ROW = 22;
const LANE = 34;
const LEFT = 62;
const WIDTH = 1000;
/** How much room there is for words at least. */
const NARROWEST = 500;
/** How wide a character is, about. */
const CHARACTER = 7.3;

const STYLE = `
  svg { background: #ffffff; color: #1f2328; --line: #8c959f; --wait: #bf8700; --from: #0969da; --bad: #cf222e }
  @media (prefers-color-scheme: dark) {
    svg { background: #0d1117; color: #e6edf3; --line: #6e7681; --wait: #d29922; --from: #58a6ff; --bad: #ff7b72 }
  }
  text { font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: currentColor }
  .title { font-weight: bold; font-size: 14px }
  .dim { fill: var(--line) }
  .who { fill: var(--from) }
  .bad { fill: var(--bad) }
  .lane { stroke: var(--line); stroke-width: 1 }
  .bar { stroke: var(--wait); stroke-width: 5; stroke-linecap: round }
  .open { stroke: var(--bad) }
  .arrow { stroke: var(--from); stroke-width: 1.5; marker-end: url(#head) }
  .dot { fill: currentColor }
  .head { fill: var(--from) }`;

/**
 * Draws tests, one below the other.
 *
 * @param tests The tests.
 * @param root The repository.
 */
export function svg(tests: Traced[], root: string): string {
  const parts: string[] = [];
  let top = 0;
  let wide = WIDTH;
  for (const test of tests) {
    const { body, width, height } = one(test, root);
    wide = Math.max(wide, width);
    parts.push(`<g transform="translate(0 ${top})">${body}</g>`);
    top += height;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${top}" width="${wide}">
<style>${STYLE}
</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
<path class="head" d="M0 0 L8 4 L0 8 z"/></marker></defs>
${parts.join("\n")}
</svg>
`;
}

function one(test: Traced, root: string): { body: string; width: number; height: number } {
  const { picture } = test;
  const { lanes, lines } = picture;
  const columns = Math.max(0, ...lanes.map(({ column }) => column + 1));
  const textAt = LEFT + LANE * columns;
  const width = Math.max(WIDTH, textAt + NARROWEST);
  const characters = Math.floor((width - textAt - 10) / CHARACTER);
  const failed = hasFailed(test);
  const title = `<text x="16" y="26" class="title${failed ? " bad" : ""}">${failed ? "✗" : "✓"} ${
    escape(picture.name)
  }</text>`;
  const first = [...Array(columns).keys()].map((column) =>
    lanes.find((lane) => lane.column === column)!
  );
  const heads = first.map(({ name, column }) =>
    `<text x="${x(column) - 3}" y="${52 + 16 * column}" class="who">${escape(name)}</text>`
  );
  const top = 52 + 16 * columns;
  const ys: number[] = [];
  const texts: string[] = [];
  let y = top;
  let who = "";
  for (const line of lines) {
    ys.push(y);
    const label = line.who === who ? "" : `${line.who}: `;
    who = line.who;
    const rows = wrap(label + line.text + (line.place ? `   ${line.place}` : ""), characters);
    texts.push(
      `<text x="${LEFT - 14}" y="${y + 4}" text-anchor="end" class="dim">${
        Math.round(line.ms)
      }</text>`,
    );
    rows.forEach((row, at) => {
      const body = at === 0 && label !== "" && row.startsWith(label.trimEnd())
        ? `<tspan class="who">${escape(label.trimEnd())}</tspan>${
          escape(row.slice(label.trimEnd().length))
        }`
        : escape(row);
      texts.push(
        `<text x="${textAt + (at === 0 ? 0 : 14)}" y="${
          y + 4 + 15 * at
        }" xml:space="preserve">${body}</text>`,
      );
    });
    y += ROW + 15 * (rows.length - 1);
  }
  ys.push(y);
  const notes = remarks(test, root).flatMap((remark) =>
    wrap(remark, Math.floor((WIDTH - 32) / CHARACTER))
  );
  const table = schedule(test, root);
  const below = [...notes, ...table.length > 0 ? ["", ...table] : []].map((text, at) =>
    `<text x="16" y="${y + 24 + 17 * at}" xml:space="preserve">${escape(text)}</text>`
  );
  const body = [title, ...heads, ...shapes(picture, ys), ...texts, ...below].join("\n");
  return { body, width, height: y + 34 + 17 * below.length };
}

/** The lanes, the bars, the arrows and the points. */
function shapes({ lanes, lines, bars }: Picture, ys: number[]): string[] {
  const bottom = ys.at(-1)! - 8;
  const verticals = lanes.map(({ column, first, end }, lane) => {
    const headed = lanes.findIndex((it) => it.column === column) === lane;
    return vertical(
      "lane",
      column,
      headed ? 56 + 16 * column : ys[first]!,
      end < lines.length ? ys[end]! : bottom,
    );
  });
  const waits = bars.map(({ lane, from, to }) => {
    const goesOn = to >= lines.length;
    return vertical(
      goesOn ? "bar open" : "bar",
      lanes[lane]!.column,
      ys[from]!,
      goesOn ? bottom : ys[to]!,
    );
  });
  const arrows = lines.flatMap(({ lane, from }, at) => {
    if (from === undefined || from === lane) return [];
    const [start, to] = [lanes[from]!.column, lanes[lane]!.column];
    const end = x(to) + (start < to ? -6 : 6);
    return [`<line class="arrow" x1="${x(start)}" y1="${ys[at]}" x2="${end}" y2="${ys[at]}"/>`];
  });
  return [
    ...verticals,
    ...waits,
    ...arrows,
    ...lines.map((line, at) => point(line, lanes[line.lane]!.column, ys[at]!)),
  ];
}

function vertical(kind: string, column: number, from: number, to: number): string {
  return `<line class="${kind}" x1="${x(column)}" y1="${from}" x2="${x(column)}" y2="${to}"/>`;
}

function point({ kind }: PictureLine, column: number, y: number): string {
  if (kind === "end" || kind === "outcome") {
    return `<rect class="dot" x="${x(column) - 4}" y="${y - 4}" width="8" height="8"/>`;
  }
  return `<circle class="dot" cx="${x(column)}" cy="${y}" r="${kind === "start" ? 5 : 4}"/>`;
}

function x(column: number): number {
  return LEFT + LANE * column;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
