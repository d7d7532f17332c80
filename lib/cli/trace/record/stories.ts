/**
 * Tells a record as stories: one for each test, with a row for what each process did.
 *
 * @module
 */

import type { Call, Step } from "./calls.ts";
import { Flow } from "./flow.ts";
import type { Handle, Process } from "./world.ts";
import { handleOf } from "./descriptors.ts";
import { type Loop, Loops } from "./loops.ts";
import { list, phrase } from "./phrases.ts";
import { markOf, Processes } from "./processes.ts";
import { Letters } from "./queues.ts";
import { result, text } from "./results.ts";
import { isHidden, isIdle } from "./relevance.ts";
import type { Phrase, Row, Story, Words } from "./rows.ts";
import { field } from "./syntax.ts";
import { Workers } from "./workers.ts";
import { holdings } from "./holdings.ts";

/** As many descriptors of a new program are named one by one. */
const MANY_ENDS = 4;

/** Tells the stories of all tests in a record, in their order. */
export function stories(steps: Step[]): Story[] {
  const teller = new Teller(steps);
  for (const step of steps) teller.take(step);
  return teller.stories;
}

class Teller {
  readonly stories: Story[] = [];
  #processes: Processes;
  #story: Story | undefined;
  #flow = new Flow();
  #letters = new Letters();
  #index = 0;
  #open = new Map<Call, { row: Row; phrase: Phrase; closed?: Handle }>();
  /** The places that marks have told, by thread, and calls that go on after a signal. */
  #places = new Map<number, string>();
  #restarts = new Map<number, Row>();
  /** Calls that no system call is, by thread. */
  #atomics = new Map<number, Row>();
  #loops = new Loops();
  #workers = new Workers();

  constructor(steps: Step[]) {
    this.#processes = new Processes(steps);
  }

  take(step: Step): void {
    this.#index++;
    const process = this.#processes.of(step.thread);
    this.#births(step.at);
    if (step.kind === "enters") this.#enters(step, process);
    const { name } = process;
    this.#processes.take(step);
    this.#births(step.at);
    if (step.kind === "enters") this.#marked(step, process);
    else if (step.kind === "leaves") this.#leaves(step, process, name);
    else if (step.kind === "signal") this.#signal(step, process);
    else if (step.kind === "exited" || step.kind === "killed") this.#gone(step, process);
  }

  #row(
    kind: Row["kind"],
    process: Process,
    at: number,
    words: Words,
    more: Partial<Row> = {},
  ): Row {
    const row: Row = {
      kind,
      process,
      who: process.name,
      begin: at,
      end: at,
      first: this.#index,
      last: this.#index,
      call: "",
      words,
      result: [],
      objects: [],
      minor: false,
      ...more,
    };
    if (process.ofTest) this.#story?.rows.push(row);
    return row;
  }

  #marked({ call, at, thread }: Step & { kind: "enters" }, process: Process): void {
    const mark = markOf(call);
    if (mark?.kind === "test") {
      const step = mark.step === undefined ? {} : { step: mark.step };
      this.#story = {
        name: mark.name,
        ...step,
        rows: [],
        explored: false,
        threads: false,
        holdings: [],
      };
      this.stories.push(this.#story);
    } else if (mark?.kind === "line") {
      this.#places.set(thread, mark.place);
    } else if (mark?.kind === "atomics") {
      const { call, words, place } = mark;
      const lane = this.#workers.laneOf(thread, process);
      const minor = process.role && process.phase !== "calling";
      const row = this.#row("call", lane, at, [words], { call, minor, ...place && { place } });
      delete row.end;
      this.#atomics.set(thread, row);
    } else if (mark?.kind === "returned") {
      const more = { end: at, last: this.#index, result: [` = ${mark.value}`] };
      Object.assign(this.#atomics.get(thread) ?? {}, more);
      this.#atomics.delete(thread);
    } else if (mark?.kind === "end") {
      this.#row("outcome", process, at, [mark.outcome]);
    } else if (mark?.kind === "explores") {
      if (this.#story) this.#story.explored = true;
    } else if (mark?.kind === "over") {
      this.#close();
    } else if (mark?.kind === "stops") {
      const other = this.#processes.find(mark.pid);
      if (other?.stopped && other.phase === "calling") this.#close();
    }
  }

  /** The test is over: what waits now has not ended. */
  #close(): void {
    if (!this.#story) return;
    const waiting = this.#story.rows.filter((row) => row.end === undefined);
    for (const loop of this.#loops.waiting()) {
      const { process } = loop;
      const waitsElsewhere = waiting.some((row) => row.process === process && !row.minor);
      if (process !== this.#processes.world.test && !waitsElsewhere) {
        waiting.push(this.#waitInLoop(loop));
      }
    }
    this.#story.holdings = holdings(waiting, this.#processes);
    this.#story = undefined;
    this.#open.clear();
  }

  /** A process waits for whatever its event loop watches: what it has tried before tells more. */
  #waitInLoop({ process, at, index, objects }: Loop): Row {
    for (const object of objects) {
      const last = this.#story?.rows.findLast((row) =>
        row.process === process && row.objects.includes(object)
      );
      if (last?.result[0] === " = EAGAIN") last.minor = false;
    }
    const words: Words = objects.length > 0
      ? ["epoll_wait() for ", ...list(objects)]
      : ["epoll_wait()"];
    const more = { call: "epoll_wait", objects, first: index };
    const row = this.#row("call", process, at, words, more);
    delete row.end;
    return row;
  }

  #births(at: number): void {
    for (const process of this.#processes.newborn.splice(0)) {
      if (process.parent) this.#row("start", process, at, ["starts"], { from: process.parent });
    }
  }

  #enters({ call, at, thread }: Step & { kind: "enters" }, process: Process): void {
    this.#loops.enters(call, thread, process, this.#index, this.#processes.world);
    this.#workers.take(call, thread, process);
    if (this.#story && process.ofTest && this.#workers.has(process)) this.#story.threads = true;
    const words = phrase(call, process, this.#processes);
    if (!words || !this.#story) return;
    const begun = this.#restarts.get(thread);
    this.#restarts.delete(thread);
    const place = this.#places.get(thread);
    this.#places.delete(thread);
    const hidden = isHidden(call, process, this.#processes);
    const closed = call.name === "close"
      ? handleOf(call.args[0], process, this.#processes.world)
      : undefined;
    const lane = this.#workers.laneOf(thread, process);
    const row = this.#row("call", lane, at, words.words, {
      call: words.call,
      objects: words.objects,
      minor: hidden || words.minor || closed?.isCopy || false,
      ...place !== undefined && { place },
    });
    delete row.end;
    if (begun?.call === row.call) {
      this.#story.rows.splice(this.#story.rows.indexOf(begun), 1);
      Object.assign(row, {
        begin: begun.begin,
        first: begun.first,
        place: row.place ?? begun.place,
      });
    }
    this.#open.set(call, { row, phrase: words, ...closed && { closed } });
    this.#letters.begin(call, words, lane);
    if (words.moves === "out") {
      this.#flow.begin(call, words.objects[0]!, lane, asked(call));
    } else if (words.moves === "through") words.objects.forEach((it) => this.#flow.lose(it));
  }

  #leaves({ call, at, thread }: Step & { kind: "leaves" }, process: Process, name: string): void {
    this.#loops.leaves(call, thread, process);
    if (/^execve/.test(call.name) && call.value === 0) return this.#executed(process, at, name);
    const open = this.#open.get(call);
    if (!open) return;
    this.#open.delete(call);
    const { row, phrase, closed } = open;
    if (phrase.moves === "out") this.#flow.end(call, call.error ? 0 : call.value ?? 0);
    const got = this.#letters.end(call, phrase, this.#processes.world, text) ??
      result(call, phrase, process, this.#processes);
    const from = phrase.moves === "in" && got.bytes && !call.args.join().includes("MSG_PEEK")
      ? this.#flow.take(phrase.objects[0]!, got.bytes)
      : got.from;
    if (!this.#story) return;
    if (call.result?.startsWith("? <") || call.result === "?") { // Its process ends within the call.
      Object.assign(row, { end: at, last: this.#index });
      return;
    }
    if (call.error?.startsWith("ERESTART")) this.#restarts.set(thread, row);
    if (/^(pipe2?|socketpair|shmget|msgget|semget)$/.test(call.name)) {
      row.objects = got.words.filter((it) => typeof it !== "string");
    }
    if (call.name.startsWith("accept")) {
      row.objects.push(...got.words.filter((it) => typeof it !== "string"));
    }
    Object.assign(row, { end: at, last: this.#index, result: got.words });
    if (got.minor || isIdle(row, this.#processes)) row.minor = true;
    if (
      closed?.end && /pipe|FIFO/.test(closed.object.kind) && call.value === 0 &&
      !this.#processes.isHeld(closed)
    ) {
      Object.assign(row, { isLast: true, result: [", the last one"], minor: false });
    }
    if (got.bytes !== undefined) row.bytes = got.bytes;
    if (from && from !== row.process) row.from = from;
  }

  #executed(process: Process, at: number, before: string): void {
    const rows = this.#story?.rows ?? [];
    const born = rows.findLastIndex((row) => row.process === process && !row.minor);
    const isFirst = rows[born]?.kind === "start" && rows[born]?.words[0] === "starts";
    const first = isFirst ? rows.splice(born, 1)[0] : undefined;
    const given = [...process.table].filter(([, { object }]) => object.ofTest && !object.machinery)
      .sort(([a], [b]) => a - b);
    const shown = given.length > MANY_ENDS ? given.slice(0, MANY_ENDS - 1) : given;
    const ends = shown.flatMap(([fd, { object, end }], index): Words => [
      `${index === 0 ? ": " : ", "}${fd}<`,
      object,
      object.kind !== "file" && end ? `, ${end}>` : ">",
    ]);
    if (shown !== given) ends.push(`, and ${given.length - shown.length} more`);
    const words = [first ? "starts" : `becomes ${process.name}`, ...ends];
    const objects = given.map(([, { object }]) => object);
    const who = first ? process.name : before;
    this.#row("start", process, at, words, {
      who,
      objects,
      ...first?.from && { from: first.from },
    });
  }

  #signal({ signal, text, at }: Step & { kind: "signal" }, process: Process): void {
    if (signal === "SIGCHLD" || process.stopped) return;
    const sender = this.#processes.find(Number(field(text, "si_pid")));
    const from = sender && sender !== process ? { from: sender } : {};
    this.#row("signal", process, at, [`${signal} arrives`], from);
  }

  #gone(step: Step & { kind: "exited" | "killed" }, process: Process): void {
    if (process.threads.size > 0 || process.stopped) return;
    const how = step.kind === "exited" ? `exits with code ${step.code}` : `${step.signal} ends it`;
    this.#row("end", process, step.at, [how]);
  }
}

/** How many bytes somebody wants to write; where it stands elsewhere, it is known at the end. */
function asked({ name, args }: Call): number {
  return /^(write|sendto)$/.test(name) ? Number(args[2]) : Infinity;
}
