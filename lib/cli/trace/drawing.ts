/**
 * Draws a picture with characters, for the terminal.
 *
 * @module
 */

import { paint } from "../terminal/terminal.ts";
import type { Picture, PictureLine } from "./picture.ts";

/** How many characters the time takes. */
const TIME = 6;
/** How many characters there are for words at least. */
const NARROWEST = 24;
/** With more lanes than this, their names stand in the rows only. */
const HEADS = 5;

/**
 * Draws a picture.
 *
 * @param picture What to draw.
 * @param width How many characters a line may have.
 */
export function drawing(picture: Picture, width: number): string[] {
  const { lines } = picture;
  const grid = new Grid(picture);
  const shown = grid.heads();
  let who = "";
  for (const [index, line] of lines.entries()) {
    const label = line.who === who ? "" : line.who;
    who = line.who;
    const said = `${label === "" ? "" : `${label}: `}${line.text}`;
    const place = line.place === undefined ? "" : `   ${line.place}`;
    const [first = "", ...more] = wrap(
      said + place,
      Math.max(NARROWEST, width - TIME - 2 - grid.width),
    );
    const time = String(Math.round(line.ms)).padStart(TIME);
    shown.push(`${paint("dim", time)}  ${grid.at(index, line)}${styled(first, line, label)}`);
    for (const rest of more) {
      shown.push(`${" ".repeat(TIME)}  ${grid.at(index)}  ${styled(rest, line, "")}`);
    }
  }
  return shown.map((line) => line.trimEnd());
}

/** How many characters a lane takes, with so many at most. */
const STEPS = [[HEADS, 4], [9, 3], [16, 2]] as const;

/** The lanes of a picture, in characters. */
class Grid {
  readonly width: number;
  #picture: Picture;
  #columns: number;
  #step: number;

  constructor(picture: Picture) {
    this.#picture = picture;
    this.#columns = Math.max(0, ...picture.lanes.map(({ column }) => column + 1));
    this.#step = STEPS.find(([most]) => this.#columns <= most)?.[1] ?? 1;
    this.width = this.#step * this.#columns;
  }

  /** The names above the lanes, one lower than the other. */
  heads(): string[] {
    const { lanes } = this.#picture;
    if (this.#columns > HEADS) return [`${paint("dim", "ms".padStart(TIME))}`];
    return [...Array(this.#columns).keys()].map((column) => {
      const { name } = lanes.find((lane) => lane.column === column)!;
      const time = column === this.#columns - 1 ? "ms".padStart(TIME) : " ".repeat(TIME);
      return `${paint("dim", time)}  ${"│".padEnd(this.#step).repeat(column)}${
        paint("bold", name)
      }`;
    });
  }

  /** The lanes beside a line, with the arrow and the mark of what happens there; without them, beside its rest. */
  at(index: number, line?: PictureLine): string {
    const { lanes, bars } = this.#picture;
    const cells = [...Array(this.width)].map(() => " ");
    const headed = this.#columns <= HEADS;
    for (const [lane, { column, first, end }] of lanes.entries()) {
      const isFirst = lanes.findIndex((it) => it.column === column) === lane;
      const began = first <= index || (headed && isFirst);
      if (!began || index > end || (index === end && !line)) continue;
      const waits = bars.some((bar) =>
        bar.lane === lane &&
        (line ? bar.from < index && index <= bar.to : bar.from <= index && index < bar.to)
      );
      cells[this.#step * column] = waits ? "┃" : "│";
    }
    if (!line) return cells.join("");
    const at = this.#step * lanes[line.lane]!.column;
    if (line.from !== undefined && line.from !== line.lane) {
      arrow(cells, this.#step * lanes[line.from]!.column, at);
    }
    cells[at] = mark(line);
    return cells.join("");
  }
}

function arrow(cells: string[], from: number, to: number): void {
  const step = from < to ? 1 : -1;
  for (let at = from + step; at !== to; at += step) {
    cells[at] = at + step === to ? (step > 0 ? "▶" : "◀") : cells[at] === " " ? "─" : "┼";
  }
  cells[from] = step > 0 ? "├" : "┤";
}

function mark({ kind, part }: PictureLine): string {
  if (kind === "start") return "○";
  if (kind === "end" || kind === "outcome") return "■";
  if (kind === "signal") return "!";
  return part === "begin" ? "┳" : part === "end" ? "┻" : "●";
}

function styled(text: string, { kind, place }: PictureLine, label: string): string {
  const end = place !== undefined && text.endsWith(place) ? place.length : 0;
  const body = text.slice(label ? label.length + 1 : 0, text.length - end);
  const name = label ? paint("cyan", `${label}:`) : "";
  return name + (kind === "call" ? body : paint("dim", body)) + (end ? paint("dim", place!) : "");
}

/** Breaks a text at blanks. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const blank = rest.lastIndexOf(" ", width);
    const at = blank > width / 3 ? blank : width;
    lines.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
    if (lines.length === 1) width -= 2;
  }
  return [...lines, rest];
}
