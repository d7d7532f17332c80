/**
 * What the tests let your functions do in a process of their own. You need not change anything here.
 *
 * Each one gets the URL of your module as its first argument. Much of it happens side by side, in one
 * process: your functions may be called more than once.
 *
 * @module
 */

import process from "node:process";
import { SysError } from "lib/sys/errno.ts";
import { close, F_SETPIPE_SZ, fcntl, type Fd, read, unread, write } from "lib/sys/fd.ts";
import { mkfifo, O_NONBLOCK, O_RDONLY, O_RDWR, O_WRONLY, open, PIPE_BUF } from "lib/sys/fifo.ts";
import type { Ending } from "./endings.ts";

const load = (url: string): Promise<typeof import("./fifo.ts")> => import(url);

const HOUR = 3_600_000;

/** Calls a function, and says how that ends. */
async function ending(call: () => unknown): Promise<Ending> {
  try {
    return { returned: await call() };
  } catch (error) {
    if (!(error instanceof Error)) return { threw: Deno.inspect(error) };
    if (error.name === "TodoError") throw error;
    if (error instanceof RangeError) return { threw: "RangeError" };
    if (error instanceof Deno.errors.TimedOut) return { threw: "TimedOut" };
    const { code } = error as { code?: unknown };
    return { threw: typeof code === "string" ? code : `${error.name}: ${error.message}` };
  }
}

/** A call that is under way. */
class Call {
  /** How it has ended, once it has. */
  ending: Ending | undefined;
  /** How it ends. */
  readonly result: Promise<Ending>;

  /** Calls the function at once. */
  constructor(call: () => unknown) {
    this.result = ending(call).then((it) => this.ending = it);
  }
}

/** Lets other things happen. It is no timer of the clock that a scenario may move on. */
let pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

/** How long something may take, in milliseconds. */
let patience = 2500;

/** Waits until something holds, or until there is no hope any more. Who has failed once waits less. */
async function until(condition: () => boolean): Promise<boolean> {
  const end = performance.now() + patience;
  while (!condition()) {
    if (performance.now() > end) {
      patience = 250;
      return false;
    }
    await pause(1);
  }
  return true;
}

/** Opens a FIFO for writing as soon as somebody has it open for reading; not once that call has ended. */
async function connect(path: string, call: Call): Promise<Fd | undefined> {
  let fd: Fd | undefined;
  const connected = () => (fd = tryTo(() => open(path, WRITING))) !== undefined;
  await until(() => call.ending !== undefined || connected());
  return fd;
}

const [READING, WRITING] = [O_RDONLY | O_NONBLOCK, O_WRONLY | O_NONBLOCK];

/** Gives nothing where a system call fails. */
function tryTo<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

/** Makes a FIFO. */
function fifo(folder: string, name: string): string {
  mkfifo(`${folder}/${name}`, 0o600);
  return `${folder}/${name}`;
}

/** Opens a FIFO that is full: it holds that many bytes, which are already there. */
function openFull(path: string, flags: number): Fd {
  const fd = open(path, flags | O_NONBLOCK);
  const size = fcntl(fd, F_SETPIPE_SZ, PIPE_BUF); // one page
  const writer = open(path, WRITING);
  write(writer, new Uint8Array(size));
  close(writer);
  return fd;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Takes what is in a FIFO, up to now. */
function take(fd: Fd): string {
  const bytes = new Uint8Array(unread(fd));
  return bytes.length > 0
    ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, read(fd, bytes)))
    : "";
}

const exists = (path: string) => {
  try {
    return Deno.lstatSync(path) !== undefined;
  } catch {
    return false;
  }
};

/** What lies in a folder. */
const names = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

/**
 * Whoever looks at a path from now on, and sees nothing there, is too late: another process makes a FIFO. Its
 * mode is 640. Tells whether it has.
 */
function overtake(path: string): Disposable & { done: boolean } {
  const { lstatSync, statSync } = Deno;
  const late = (look: typeof lstatSync): typeof lstatSync => (at) => {
    try {
      return look(at);
    } catch (error) {
      if (at === path && !overtaking.done) {
        mkfifo(path, 0o640);
        overtaking.done = true;
      }
      throw error;
    }
  };
  const overtaking = {
    done: false,
    [Symbol.dispose]: () => [Deno.lstatSync, Deno.statSync] = [lstatSync, statSync],
  };
  [Deno.lstatSync, Deno.statSync] = [late(lstatSync), late(statSync)];
  return overtaking;
}

/**
 * Calls createFifo() several times. Before a call, the FIFO can be removed, or another process can be about to
 * make it. Gives how each call ended, what the umask was then, and whether that process was faster.
 */
export async function createAll(
  url: string,
  calls: { path: string; mode?: number; umask: number; gone?: boolean; overtaken?: boolean }[],
): Promise<{ ending: Ending; umask: number; overtaken: boolean }[]> {
  const { createFifo } = await load(url);
  const results = [];
  const before = Deno.umask();
  for (const { path, mode, umask, gone, overtaken } of calls) {
    if (gone) Deno.removeSync(path);
    using overtaking = overtaken ? overtake(path) : undefined;
    Deno.umask(umask);
    const end = await ending(() => createFifo(path, mode));
    results.push({ ending: end, umask: Deno.umask(before), overtaken: !!overtaking?.done });
  }
  return results;
}

/** What came out of a FIFO, and whether everybody who wrote has closed it. */
export interface Outcome {
  /** How it ended before somebody read, if it did. */
  early: Ending | undefined;
  /** How it ended, if it did. */
  ending: Ending | undefined;
  /** Whether it had to wait until other calls had ended. */
  queued: boolean;
  read: string;
  closed: boolean;
  /** Whether the array with the records was still the same. */
  kept: boolean;
}

/**
 * Calls publish() for several FIFOs at the same time. Nobody reads for an hour; then all are read, the one
 * first that was called last. Those that are full have a reader, who does not read either. When a FIFO has
 * begun to be read, its name can be removed: who has it open does not need the name any more.
 */
export async function publishThenRead(
  url: string,
  calls: { path: string; records: string[]; full?: boolean; removed?: boolean }[],
): Promise<Outcome[]> {
  const { publish } = await load(url);
  const { Clock } = await import("lib/testing/clock.ts");
  using clock = new Clock();
  pause = (ms) => clock.pause(ms);
  const all = calls.map(({ path, records, full, removed }) => {
    const reader = full ? openFull(path, O_RDONLY) : undefined;
    const before = [...records];
    return { path, records, before, removed, reader, call: new Call(() => publish(path, records)) };
  });
  await clock.pass(HOUR, 30); // Your function has to let this go on.
  const outcomes = all.map(({ call, path, reader, removed }) => {
    const early = call.ending;
    const fd = reader ?? open(path, READING);
    return { call, early, text: "", closed: false, queued: false, fd, path, removed };
  });
  for (const it of outcomes.toReversed()) it.queued = !await readOut(it);
  for (const it of outcomes) if (it.queued) await readOut(it);
  return outcomes.map(({ call, early, text, closed, queued, fd }, index) => {
    const { before, records } = all[index]!;
    const kept = before.length === records.length && before.every((it, at) => it === records[at]);
    close(fd);
    return { early, ending: call.ending, queued, read: text, closed, kept };
  });
}

/** Reads what is published, until the call has ended. Tells whether it has. */
async function readOut(
  it: { call: Call; text: string; closed: boolean; fd: Fd; path: string; removed?: boolean },
): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const buffer = new Uint8Array(1 << 16);
  let over = false;
  for (;;) {
    let length: number | undefined;
    const something = () => {
      over = it.call.ending !== undefined;
      length = tryTo(() => read(it.fd, buffer));
      return over || !!length;
    };
    if (!await until(something)) return false;
    if (length) it.text += decoder.decode(buffer.subarray(0, length), { stream: true });
    if (length && it.removed && exists(it.path)) Deno.removeSync(it.path);
    if (!length) {
      it.closed = length === 0;
      return true;
    }
  }
}

/** Calls publish() several times, one after the other. Gives how each call ended. */
export async function publishAll(
  url: string,
  calls: { path: string; records: string[] }[],
): Promise<Ending[]> {
  const { publish } = await load(url);
  const endings = [];
  for (const { path, records } of calls) endings.push(await ending(() => publish(path, records)));
  return endings;
}

/**
 * Calls publish(), and stops reading while it waits for room: there is room for one record only. Once for each
 * number of records.
 */
export async function publishThenLeave(
  url: string,
  calls: { path: string; records: number }[],
): Promise<Ending[]> {
  const { publish } = await load(url);
  const endings = [];
  for (const { path, records } of calls) {
    const reader = open(path, READING);
    fcntl(reader, F_SETPIPE_SZ, PIPE_BUF);
    const call = new Call(() => publish(path, Array(records).fill("z".repeat(PIPE_BUF - 1))));
    await until(() => unread(reader) > 0 || call.ending !== undefined);
    close(reader);
    endings.push(await call.result);
  }
  return endings;
}

/** What somebody writes into a FIFO, piece by piece. */
export type Pieces = (string | Uint8Array<ArrayBuffer>)[];

/** Somebody who writes to a call of collect(). */
interface Feeder {
  /** Writes one piece. Tells whether it has been read, or the call has ended. */
  write(piece: string | Uint8Array<ArrayBuffer>): Promise<boolean>;
  close(): void;
}

/** Opens a FIFO to write to somebody who calls collect(), if that one opens it. */
async function feed(call: Call, path: string): Promise<Feeder | undefined> {
  const writer = await connect(path, call);
  if (writer === undefined) return undefined;
  // From now on, nothing fails because collect() has gone.
  const reader = open(path, READING);
  return {
    write: async (piece) => {
      write(writer, typeof piece === "string" ? bytesOf(piece) : piece);
      return await until(() => unread(reader) === 0 || call.ending !== undefined);
    },
    close: () => [writer, reader].forEach(close),
  };
}

/** Writes to somebody who calls collect(), each piece when the one before it has been read. */
async function feedAll(call: Call, path: string, pieces: Pieces): Promise<void> {
  const feeder = await feed(call, path);
  for (const piece of pieces) if (!await feeder?.write(piece)) break;
  feeder?.close();
}

/** How a call of collect() ended. */
export interface Collected {
  ending: Ending;
  /** Whether it had to wait until another one had ended. */
  queued: boolean;
  /** Whether it had closed the FIFO then. */
  closed: boolean;
}

/**
 * Calls collect() for several FIFOs, two at the same time. Nobody writes for an hour; then somebody writes
 * into both of them in turn, piece by piece, first into the one that was opened last. Few pieces come one an
 * hour.
 */
export async function collectAll(
  url: string,
  calls: { path: string; pieces: Pieces }[],
): Promise<Collected[]> {
  const { collect } = await load(url);
  const { Clock } = await import("lib/testing/clock.ts");
  using clock = new Clock();
  pause = (ms) => clock.pause(ms);
  const results: Collected[] = [];
  for (let first = 0; first < calls.length; first += 2) {
    const pair = calls.slice(first, first + 2).map(({ path, pieces }) =>
      new Collecting(collect, path, pieces)
    );
    await clock.pass(HOUR, 1);
    const lastFirst = pair.toReversed();
    for (const it of lastFirst) await it.connect();
    const longest = Math.max(...pair.map(({ pieces }) => pieces.length));
    for (let at = 0; at < longest; at++) {
      for (const { pieces, feeder } of lastFirst) {
        if (at >= pieces.length || !feeder) continue;
        if (pieces.length < 4) await clock.pass(HOUR, 1);
        await feeder.write(pieces[at]!);
      }
    }
    for (const it of lastFirst) it.hangUp();
    for (const it of pair) results.push(await it.end());
  }
  return results;
}

/** A call of collect(), and somebody who writes to it. */
class Collecting {
  readonly #path: string;
  readonly #call: Call;
  #queued = false;
  #alone = false;
  #closed = true;
  /** Who writes, once the FIFO is open. */
  feeder: Feeder | undefined;

  constructor(collect: typeof import("./fifo.ts").collect, path: string, readonly pieces: Pieces) {
    this.#path = path;
    this.#call = new Call(async () => {
      try {
        return await collect(path);
      } finally {
        if (this.#alone) this.#closed = !isRead(path);
      }
    });
  }

  async connect(): Promise<void> {
    this.feeder = await feed(this.#call, this.#path);
    this.#queued = !this.feeder && this.#call.ending === undefined;
  }

  /** From now on, nobody else has the FIFO open. */
  hangUp(): void {
    this.feeder?.close();
    this.#alone = true;
  }

  async end(): Promise<Collected> {
    if (this.#queued) await feedAll(this.#call, this.#path, this.pieces);
    return { ending: await this.#call.result, queued: this.#queued, closed: this.#closed };
  }
}

/** Whether somebody has a FIFO open for reading. */
function isRead(path: string): boolean {
  const fd = tryTo(() => open(path, WRITING));
  if (fd !== undefined) close(fd);
  return fd !== undefined;
}

/** Calls collect() again and again. Gives what went wrong, if anything did. */
export async function collectAnything(url: string, folder: string): Promise<string | undefined> {
  const { collect } = await load(url);
  const { fc, forAll } = await import("lib/testing/properties.ts");
  const { assertEquals } = await import("@std/assert");
  const { quoted } = await import("./endings.ts");
  const part = fc.constantFrom(
    "a",
    "\n",
    "\r",
    " ",
    "\t",
    "\0",
    "ä",
    "€",
    "👋",
    "\uFEFF",
    "\u2028",
  );
  const inputs = fc.tuple(fc.array(part, { maxLength: 9 }), fc.array(fc.nat(20), { maxLength: 4 }));
  const cut = ([parts, cuts]: [string[], number[]]) => {
    const bytes = bytesOf(parts.join(""));
    const inside = cuts.filter((at) => at > 0 && at < bytes.length);
    const places = [0, ...new Set(inside.sort((a, b) => a - b)), bytes.length];
    return places.slice(1).map((end, index) => bytes.slice(places[index], end));
  };
  const words = (input: [string[], number[]]) => {
    const lengths = cut(input).map(({ length }) => length).join(", then ");
    return `When ${quoted(input[0].join(""))} is written, ${lengths} bytes`;
  };
  let calls = 0;
  const property = async (input: [string[], number[]]) => {
    const records = input[0].join("").split("\n");
    if (records.at(-1) === "") records.pop();
    const path = fifo(folder, `${calls++}`);
    const call = new Call(() => collect(path));
    await feedAll(call, path, cut(input));
    assertEquals(await call.result, { returned: records }, "the records");
  };
  try {
    await forAll(inputs, words, property, { runs: 12, examples: [[["€", "\n"], [1, 2]]] });
  } catch (error) {
    if ((error as Error).cause instanceof Error) {
      const { name } = (error as Error).cause as Error;
      if (name === "TodoError") throw (error as Error).cause;
    }
    return (error as Error).message;
  }
}

/**
 * Calls collect(), and lets a program write a file right after that. Compares the records with the file.
 * Whoever needs much of the CPU, because it takes byte after byte, need not do it a million times.
 */
export async function collectFiles(
  url: string,
  calls: { path: string; file: string }[],
): Promise<string[]> {
  const { collect } = await load(url);
  const results = [];
  for (const { path, file } of calls) {
    const before = process.cpuUsage();
    results.push(await collectFile(new Call(() => collect(path)), path, file));
    const { user, system } = process.cpuUsage(before);
    if (user + system > 1e6) break; // microseconds
  }
  return results;
}

async function collectFile(call: Call, path: string, file: string): Promise<string> {
  const args = ["-c", 'cat "$1" > "$2"', "sh", file, path];
  await new Deno.Command("sh", { args }).output();
  const end = await call.result;
  if ("threw" in end) return `threw ${end.threw}`;
  const [expected, records] = [Deno.readTextFileSync(file).split("\n"), end.returned as string[]];
  const wrong = expected.findIndex((record, index) => record !== (records[index] ?? ""));
  if (wrong >= 0) return `record ${wrong} of ${records.length} is wrong`;
  return `${records.length} records`;
}

/** Calls serve() with a umask that takes much away, and aborts it when SIGUSR2 arrives. */
export async function serveUntilAborted(url: string, path: string): Promise<void> {
  const { serve } = await load(url);
  const controller = new AbortController();
  const abort = () => controller.abort();
  Deno.addSignalListener("SIGUSR2", abort);
  Deno.umask(0o277);
  try {
    await serve(path, handle, { signal: controller.signal });
  } finally {
    Deno.removeSignalListener("SIGUSR2", abort);
  }
}

/**
 * Answers in capitals. "hold PATH" waits until a FIFO has been written, "long" has the longest answer, and
 * "count …" is answered with its length.
 */
async function handle(body: string): Promise<string> {
  if (body === "fail") throw new Error("the handler was called");
  if (body.startsWith("hold ")) await Deno.readTextFile(body.slice("hold ".length));
  if (body.startsWith("count ")) return `${body.length}`;
  if (body === "long") return "z".repeat(PIPE_BUF - 1);
  return body.toUpperCase();
}

/**
 * Calls serve(), and asks it something. Nobody writes for an hour; then it is asked again, by somebody who
 * needs an hour for a line, and by somebody for whom the handler needs an hour.
 */
export async function serveForHours(
  url: string,
  folder: string,
): Promise<{ answer: string; timers: number }[]> {
  const { serve } = await load(url);
  const { Clock } = await import("lib/testing/clock.ts");
  using clock = new Clock();
  pause = (ms) => clock.pause(ms);
  const path = `${folder}/server`;
  const client = fifo(folder, "client");
  const inbox = open(client, O_RDWR);
  const controller = new AbortController();
  const slow = Promise.withResolvers<void>();
  let asked = false;
  const handle = async (body: string) => {
    if (body === "three") asked = true;
    if (body === "three") await slow.promise;
    return body.toUpperCase();
  };
  const call = new Call(() => serve(path, handle, { signal: controller.signal }));
  const hours = [];
  for (const body of ["one", "two", "three"]) {
    const writer = await connect(path, call);
    if (writer === undefined) break;
    write(writer, bytesOf(`${client}\t${body.slice(0, 2)}`));
    let timers = body === "two" ? await clock.pass(HOUR) : 0;
    write(writer, bytesOf(`${body.slice(2)}\n`));
    close(writer);
    if (body === "three") {
      if (await until(() => asked)) timers = await clock.pass(HOUR);
      slow.resolve();
    }
    await until(() => unread(inbox) > 0 || call.ending !== undefined);
    const answer = take(inbox);
    if (body === "one") timers = await clock.pass(HOUR);
    hours.push({ answer, timers });
    if (answer === "") break;
  }
  controller.abort();
  await call.result;
  close(inbox);
  return hours;
}

/** One way in which serve() can end. */
export interface Way {
  /** When it is aborted, if it is. */
  abort?:
    | "before the call"
    | "at once"
    | "while nobody writes"
    | "within a line"
    | "by handle"
    | "while handle is at work"
    | "after an answer";
  /** With which reason. */
  reason?: string;
  /** What the handler does: it returns something, or it throws. */
  answer?: string;
  /** @see answer */
  error?: "at once" | "later" | "in the end";
  /** What it throws, if it is nothing ordinary: nothing at all, or an error with that code or name. */
  odd?: "undefined" | "ENXIO" | "EPIPE" | "AbortError";
  /** Whether the client has gone before its answer. */
  gone?: boolean;
  /** Whether another call of serve() has the same signal. */
  shared?: boolean;
}

/** Lets serve() end in several ways: first all at the same time, then one after the other. */
export async function serveEnds(
  url: string,
  folder: string,
  ways: Record<string, Way>,
): Promise<Record<string, string>[]> {
  const { serve } = await load(url);
  const all = Object.entries(ways);
  const together = all.map(([name, way]) => endOf(serve, folder, name, way));
  const first = Object.fromEntries(await Promise.all(together));
  if (Object.values(first).some((it) => `${it}`.startsWith("it has not ended"))) return [first];
  const second: Record<string, string> = {};
  for (const [name, way] of all) second[name] = (await endOf(serve, folder, name, way))[1];
  return [first, second];
}

async function endOf(
  serve: typeof import("./fifo.ts").serve,
  folder: string,
  name: string,
  { abort, reason, answer, error, odd, gone, shared }: Way,
): Promise<[string, string]> {
  const umask = Deno.umask();
  const path = `${folder}/${name}`;
  const client = `${folder}/client of the one ${name}`;
  mkfifo(client, 0o600);
  const inbox = open(client, O_RDWR);
  const controller = new AbortController();
  const failed = odd === "undefined"
    ? undefined
    : Object.assign(new Error("the handler failed"), odd?.startsWith("E") ? { code: odd } : {});
  if (odd === "AbortError") failed!.name = odd;
  const end = Promise.withResolvers<string>();
  let asked = 0;
  let before = 0; // how often it was asked before the abort
  let own = false; // whether it was the handler's own error
  const stop = () => {
    before = asked;
    controller.abort(reason);
  };
  const handle = (): Promise<string> => {
    asked++;
    if (abort === "by handle") stop();
    if (error === "at once") throw failed;
    if (error === "later") return Promise.reject(failed);
    return answer === undefined ? end.promise : Promise.resolve(answer);
  };
  let left = false; // whether its FIFO was there when it ended
  const server = async () => {
    try {
      await serve(path, handle, { signal: controller.signal });
    } catch (error) {
      own = error === failed;
      throw error;
    } finally {
      left = exists(path);
    }
  };
  if (abort === "before the call") stop();
  const call = new Call(server);
  const elsewhere = `${path}, elsewhere`;
  const other = shared
    ? new Call(() => serve(elsewhere, handle, { signal: controller.signal }))
    : undefined;
  if (other) close(await connect(elsewhere, other) ?? open("/dev/null", O_RDONLY));
  if (abort === "at once") stop();
  const writer = abort === "at once" || abort === "before the call"
    ? undefined
    : await connect(path, call);
  if (writer !== undefined) {
    const request = `${gone ? `${client}, gone` : client}\tbody\n`;
    if (abort === "within a line") write(writer, bytesOf("half"));
    else if (abort === "while handle is at work") write(writer, bytesOf(request.repeat(3)));
    else if (abort !== "while nobody writes") write(writer, bytesOf(request));
    const done = {
      "within a line": () => unread(writer) === 0,
      "while handle is at work": () => asked > 0,
      "after an answer": () => unread(inbox) > 0,
    }[abort as string];
    if (done) await until(() => done() || call.ending !== undefined);
    if (abort && abort !== "by handle") stop();
  }
  await until(() => call.ending !== undefined);
  const what = [describe(call.ending, own)];
  if (Deno.umask() !== umask) what.push("the umask has changed");
  const removed = left && await until(() => !exists(path));
  if (removed) what.push("its FIFO was there for another moment");
  else if (exists(path)) what.push("its FIFO is left");
  else {
    // Whoever has ended leaves alone what comes after.
    Deno.writeTextFileSync(path, "precious");
    controller.abort();
    if (error === "in the end" && asked > 0) end.reject(failed);
    await pause(5);
    if (abort && asked > before) what.push("after the abort, it called handle again");
    if (!exists(path)) what.push("later, it removed what was not its own");
    else Deno.removeSync(path);
  }
  if (other && !await until(() => other.ending !== undefined)) {
    what.push("another one with the same signal has not ended");
  }
  if (unread(inbox) > 0) what.push(`the client got ${JSON.stringify(take(inbox))}`);
  for (const fd of [inbox, writer]) if (fd !== undefined) close(fd);
  Deno.removeSync(client);
  return [name, what.join(", ")];
}

function describe(ending: Ending | undefined, own: boolean): string {
  if (ending === undefined) return "it has not ended";
  if ("returned" in ending) return "it resolved";
  return own ? "it threw the error of handle" : `it threw ${ending.threw}`;
}

/** Calls serve() at several paths, one after the other. Gives how each call ended, if it did. */
export async function serveAll(url: string, paths: string[]): Promise<(Ending | undefined)[]> {
  const { serve } = await load(url);
  const endings = [];
  for (const path of paths) {
    const controller = new AbortController();
    const call = new Call(() => serve(path, handle, { signal: controller.signal }));
    await until(() => call.ending !== undefined);
    endings.push(call.ending);
    controller.abort();
    if (call.ending === undefined) break;
  }
  return endings;
}

/** A call of request(). */
export interface Asked {
  path: string;
  body: string;
  timeout: number;
}

/** Calls request() several times, one after the other. Gives how each ended, and what it left behind. */
export async function requestInTurn(
  url: string,
  calls: Asked[],
): Promise<{ ending: Ending; left: string[]; ms: number }[]> {
  const { request } = await load(url);
  const temporary = Deno.env.get("TMPDIR")!; // where Deno.makeTempDir() makes folders
  const before = names(temporary);
  const results = [];
  for (const { path, body, timeout } of calls) {
    const begin = performance.now();
    const end = await ending(() => request(path, body, { timeout }));
    const ms = performance.now() - begin;
    const left = names(temporary).filter((name) => !before.includes(name));
    results.push({ ending: end, left, ms });
  }
  return results;
}

/** Calls request() several times at the same time. */
export async function requestAtOnce(url: string, calls: Asked[]): Promise<Ending[]> {
  const { request } = await load(url);
  return await Promise.all(
    calls.map(({ path, body, timeout }) => ending(() => request(path, body, { timeout }))),
  );
}

/** How long the calls of `requestForHours()` may take. */
const TIMES = {
  "0": 0,
  "an hour": HOUR,
  "an hour, when half of an answer comes": HOUR,
  "an hour, with a server that has no room": HOUR,
  "an hour, with a server that has no room for half of it": HOUR,
  "2 hours, with a server that has no room for an hour": 2 * HOUR,
  "2 ** 31": 2 ** 31,
  "2 ** 32 + 1": 2 ** 32 + 1,
  "Infinity": Infinity,
};

/**
 * Calls request() with several times at the same time, and lets time go by. Gives what can be said about
 * each of them after a while; the servers answer those that are left in the end. Before that, it calls
 * request() where nobody serves, and notes for how long that waits.
 */
export async function requestForHours(
  url: string,
  folder: string,
): Promise<{ results: Record<string, string[]>; deserted?: Ending; waits: number[] }> {
  const { request } = await load(url);
  const { Clock } = await import("lib/testing/clock.ts");
  using clock = new Clock();
  pause = (ms) => clock.pause(ms);
  const deserted = fifo(folder, "deserted");
  const early = new Call(() => request(deserted, "question", { timeout: HOUR }));
  await until(() => early.ending !== undefined);
  const waits = [...clock.rung].filter((ms) => ms >= 10); // A shorter one is only a turn.
  const all = Object.entries(TIMES).map(([name, timeout]) => {
    const path = fifo(folder, name);
    const server = name.includes("no room") ? openFull(path, O_RDWR) : open(path, O_RDWR);
    const call = new Call(() => request(path, "question", { timeout }));
    return { name, server, call, history: [] as string[] };
  });
  /** Notes how far each call is, when those have ended of which that is expected. */
  const look = async (...over: string[]) => {
    await until(() => all.every((it) => !over.includes(it.name) || it.call.ending !== undefined));
    for (const { call, history } of all) {
      history.push(call.ending ? JSON.stringify(call.ending) : "it waits");
    }
  };
  await look("0");
  await answer(all.find(({ name }) => name.includes("half of an answer"))!, "ans");
  await clock.pass(HOUR / 2, 30);
  take(all.find(({ name }) => name.endsWith("half of it"))!.server);
  await clock.pass(HOUR / 2 - 60_000, 29);
  await look();
  await clock.pass(2 * 60_000);
  await look(...Object.keys(TIMES).filter((name) => name.startsWith("an hour")));
  const late = all.find(({ name }) => name.startsWith("2 hours"))!;
  await answer(late);
  await look(late.name);
  await clock.pass(2 ** 31);
  await look("2 ** 31");
  for (const it of all) {
    if (it.call.ending === undefined) await answer(it);
  }
  await look("2 ** 32 + 1", "Infinity");
  for (const { server } of all) close(server);
  const results = Object.fromEntries(all.map(({ name, history }) => [name, history]));
  return { results, deserted: early.ending, waits };
}

/** Answers the question in a FIFO, behind what fills it. */
async function answer(
  { server, call }: { server: Fd; call: Call },
  bytes = "answer\n",
): Promise<void> {
  let text = "";
  const asked = () => /[^\0]*\tquestion\n$/.exec(text += take(server))?.[0].split("\t")[0];
  let client: string | undefined;
  await until(() => (client = asked()) !== undefined || call.ending !== undefined);
  const writer = client && tryTo(() => open(client!, WRITING));
  if (!writer) return;
  write(writer, bytesOf(bytes));
  close(writer);
}
