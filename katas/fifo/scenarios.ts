/**
 * What the tests let your functions do in a process of their own. You need not change anything here.
 *
 * Each one gets the URL of your module as its first argument. Much of it happens side by side, in one
 * process: your functions may be called more than once.
 *
 * @module
 */

import { SysError } from "lib/sys/errno.ts";
import { close, F_SETPIPE_SZ, fcntl, type Fd, read, unread, write } from "lib/sys/fd.ts";
import { mkfifo, O_NONBLOCK, O_RDONLY, O_RDWR, O_WRONLY, open, PIPE_BUF } from "lib/sys/fifo.ts";

const load = (url: string): Promise<typeof import("./fifo.ts")> => import(url);

const HOUR = 3_600_000;

/** How a call has ended: with what it returned, or "threw " and what. */
export type Ending = { returned: unknown } | { threw: string };

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

/** Waits until something holds, or until there is no hope any more. */
async function until(condition: () => boolean): Promise<boolean> {
  const end = performance.now() + 2500;
  while (!condition()) {
    if (performance.now() > end) return false;
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
  return bytes.length > 0 ? new TextDecoder().decode(bytes.subarray(0, read(fd, bytes))) : "";
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

/** Calls createFifo() several times. Gives how each call ended, and what the umask was then. */
export async function createAll(
  url: string,
  calls: { path: string; mode?: number; umask: number; gone?: boolean }[],
): Promise<{ ending: Ending; umask: number }[]> {
  const { createFifo } = await load(url);
  const results = [];
  const before = Deno.umask();
  for (const { path, mode, umask, gone } of calls) {
    if (gone) Deno.removeSync(path);
    Deno.umask(umask);
    const end = await ending(() => createFifo(path, mode));
    results.push({ ending: end, umask: Deno.umask(before) });
  }
  return results;
}

/** What came out of a FIFO, and whether everybody who wrote has closed it. */
export interface Outcome {
  ending: Ending;
  /** Whether it waited for somebody who reads. */
  waits: boolean;
  read: string;
  closed: boolean;
  /** Whether the array with the records was still the same. */
  kept: boolean;
}

/**
 * Calls publish() for several FIFOs at the same time, and begins to read after that. Those that are full
 * have a reader, who does not read yet.
 */
export async function publishThenRead(
  url: string,
  calls: { path: string; records: string[]; full?: boolean }[],
): Promise<Outcome[]> {
  const { publish } = await load(url);
  return await Promise.all(calls.map(async ({ path, records, full }) => {
    const early = full ? openFull(path, O_RDONLY) : undefined;
    const before = [...records];
    const call = new Call(() => publish(path, records));
    await pause(1); // Your function has to let this go on.
    const waits = early !== undefined || call.ending === undefined;
    const reader = early ?? open(path, READING);
    let text = "";
    const decoder = new TextDecoder();
    const buffer = new Uint8Array(1 << 16);
    for (;;) {
      const over = call.ending !== undefined;
      const length = tryTo(() => read(reader, buffer));
      if (length) text += decoder.decode(buffer.subarray(0, length), { stream: true });
      else if (!over) await pause(1);
      else {
        close(reader);
        const kept = before.length === records.length &&
          before.every((it, at) => it === records[at]);
        return { ending: call.ending!, waits, read: text, closed: length === 0, kept };
      }
    }
  }));
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

/** Calls publish(), and stops reading while it waits for room. */
export async function publishThenLeave(url: string, path: string): Promise<Ending> {
  const { publish } = await load(url);
  const reader = open(path, READING);
  fcntl(reader, F_SETPIPE_SZ, PIPE_BUF);
  const call = new Call(() => publish(path, Array(3).fill("z".repeat(PIPE_BUF - 1))));
  await until(() => unread(reader) > 0 || call.ending !== undefined);
  close(reader);
  return await call.result;
}

/** What somebody writes into a FIFO, piece by piece. */
export type Pieces = (string | Uint8Array<ArrayBuffer>)[];

/** Calls collect(), and writes after that, each piece when the one before it has been read. */
async function collected(
  { collect }: Awaited<ReturnType<typeof load>>,
  path: string,
  pieces: Pieces,
): Promise<Ending> {
  const call = new Call(() => collect(path));
  const writer = await connect(path, call);
  if (writer === undefined) return await call.result;
  // From now on, nothing fails because collect() has gone.
  const reader = open(path, READING);
  for (const piece of pieces) {
    write(writer, typeof piece === "string" ? bytesOf(piece) : piece);
    await until(() => unread(reader) === 0 || call.ending !== undefined);
  }
  close(writer);
  close(reader);
  return await call.result;
}

/** Calls collect() for several FIFOs, two at the same time, and lets somebody write into each of them. */
export async function collectAll(
  url: string,
  calls: { path: string; pieces: Pieces }[],
): Promise<Ending[]> {
  const kata = await load(url);
  const endings = [];
  for (let first = 0; first < calls.length; first += 2) {
    const pair = calls.slice(first, first + 2);
    endings.push(...await Promise.all(pair.map((it) => collected(kata, it.path, it.pieces))));
  }
  return endings;
}

/** Calls collect() again and again. Gives what went wrong, if anything did. */
export async function collectAnything(url: string, folder: string): Promise<string | undefined> {
  const kata = await load(url);
  const { fc, forAll } = await import("lib/testing/properties.ts");
  const { assertEquals } = await import("@std/assert");
  const part = fc.constantFrom("a", "\n", "\r", " ", "\t", "\0", "ä", "€", "👋", "\u2028");
  const inputs = fc.tuple(fc.array(part, { maxLength: 9 }), fc.array(fc.nat(20), { maxLength: 4 }));
  const cut = ([parts, cuts]: [string[], number[]]) => {
    const bytes = bytesOf(parts.join(""));
    const inside = cuts.filter((at) => at > 0 && at < bytes.length);
    const places = [0, ...new Set(inside.sort((a, b) => a - b)), bytes.length];
    return places.slice(1).map((end, index) => bytes.slice(places[index], end));
  };
  const words = (input: [string[], number[]]) => {
    const lengths = cut(input).map(({ length }) => length).join(", then ");
    return `When ${JSON.stringify(input[0].join(""))} is written, ${lengths} bytes`;
  };
  let calls = 0;
  const property = async (input: [string[], number[]]) => {
    const records = input[0].join("").split("\n");
    if (records.at(-1) === "") records.pop();
    const result = await collected(kata, fifo(folder, `${calls++}`), cut(input));
    assertEquals(result, { returned: records }, "the records");
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

/** Calls collect(), and lets a program write a file right after that. Compares the records with the file. */
export async function collectFile(url: string, path: string, file: string): Promise<string> {
  const { collect } = await load(url);
  const call = new Call(() => collect(path));
  const args = ["-c", 'cat "$1" > "$2"', "sh", file, path];
  await new Deno.Command("sh", { args }).output();
  const end = await call.result;
  if ("threw" in end) return `threw ${end.threw}`;
  const [expected, records] = [Deno.readTextFileSync(file).split("\n"), end.returned as string[]];
  const wrong = expected.findIndex((record, index) => record !== (records[index] ?? ""));
  if (wrong >= 0) return `record ${wrong} of ${records.length} is wrong`;
  return `${records.length} records`;
}

/** Calls serve(), and aborts it when SIGUSR2 arrives. */
export async function serveUntilAborted(url: string, path: string): Promise<void> {
  const { serve } = await load(url);
  const controller = new AbortController();
  const abort = () => controller.abort();
  Deno.addSignalListener("SIGUSR2", abort);
  try {
    await serve(path, handle, { signal: controller.signal });
  } finally {
    Deno.removeSignalListener("SIGUSR2", abort);
  }
}

/** Answers in capitals. "hold PATH" waits until a FIFO has been written, "long" has the longest answer. */
async function handle(body: string): Promise<string> {
  if (body === "fail") throw new Error("the handler was called");
  if (body.startsWith("hold ")) await Deno.readTextFile(body.slice("hold ".length));
  if (body === "long") return "z".repeat(PIPE_BUF - 1);
  return body.toUpperCase();
}

/** Calls serve(), and asks it something. Nobody writes for an hour; then it is asked again. */
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
  const call = new Call(() => serve(path, handle, { signal: controller.signal }));
  const hours = [];
  for (const body of ["one", "two", "three"]) {
    const writer = await connect(path, call);
    if (writer === undefined) break;
    write(writer, bytesOf(`${client}\t${body}\n`));
    close(writer);
    await until(() => unread(inbox) > 0);
    hours.push({ answer: take(inbox), timers: await clock.pass(HOUR) });
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
    | "while handle is at work"
    | "after an answer";
  /** With which reason. */
  reason?: string;
  /** What the handler does: it returns something, or it throws. */
  answer?: string;
  /** @see answer */
  error?: "at once" | "later" | "in the end";
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
  { abort, reason, answer, error }: Way,
): Promise<[string, string]> {
  const umask = Deno.umask();
  const path = `${folder}/${name}`;
  const client = `${folder}/client of the one ${name}`;
  mkfifo(client, 0o600);
  const inbox = open(client, O_RDWR);
  const controller = new AbortController();
  const failed = new Error("the handler failed");
  const end = Promise.withResolvers<string>();
  let asked = false;
  let own = false; // whether it was the handler's own error
  const handle = (): Promise<string> => {
    asked = true;
    if (error === "at once") throw failed;
    if (error === "later") return Promise.reject(failed);
    return answer === undefined ? end.promise : Promise.resolve(answer);
  };
  const server = () =>
    serve(path, handle, { signal: controller.signal }).catch((error) => {
      own = error === failed;
      throw error;
    });
  if (abort === "before the call") controller.abort(reason);
  const call = new Call(server);
  if (abort === "at once") controller.abort(reason);
  const writer = abort === "at once" || abort === "before the call"
    ? undefined
    : await connect(path, call);
  if (writer !== undefined) {
    if (abort === "within a line") write(writer, bytesOf("half"));
    else if (abort !== "while nobody writes") write(writer, bytesOf(`${client}\tbody\n`));
    const done = {
      "within a line": () => unread(writer) === 0,
      "while handle is at work": () => asked,
      "after an answer": () => unread(inbox) > 0,
    }[abort as string];
    if (done) await until(() => done() || call.ending !== undefined);
    if (abort) controller.abort(reason);
  }
  await until(() => call.ending !== undefined);
  const what = [describe(call.ending, own)];
  if (Deno.umask() !== umask) what.push("the umask has changed");
  if (exists(path)) what.push("its FIFO is left");
  else {
    // Whoever has ended leaves alone what comes after.
    Deno.writeTextFileSync(path, "precious");
    controller.abort();
    if (error === "in the end" && asked) end.reject(failed);
    await pause(5);
    if (!exists(path)) what.push("later, it removed what was not its own");
    else Deno.removeSync(path);
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
): Promise<{ ending: Ending; left: string[] }[]> {
  const { request } = await load(url);
  const temporary = Deno.env.get("TMPDIR")!; // where Deno.makeTempDir() makes folders
  const before = names(temporary);
  const results = [];
  for (const { path, body, timeout } of calls) {
    const end = await ending(() => request(path, body, { timeout }));
    results.push({ ending: end, left: names(temporary).filter((name) => !before.includes(name)) });
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
  "an hour, with a server that has no room": HOUR,
  "2 hours, with a server that has no room for an hour": 2 * HOUR,
  "2 ** 31": 2 ** 31,
  "2 ** 32 + 1": 2 ** 32 + 1,
  "Infinity": Infinity,
};

/**
 * Calls request() with several times at the same time, and lets time go by. Gives what can be said about
 * each of them after a while; the servers answer those that are left in the end.
 */
export async function requestForHours(
  url: string,
  folder: string,
): Promise<Record<string, string[]>> {
  const { request } = await load(url);
  const { Clock } = await import("lib/testing/clock.ts");
  using clock = new Clock();
  pause = (ms) => clock.pause(ms);
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
  await clock.pass(HOUR - 60_000);
  await look();
  await clock.pass(2 * 60_000);
  await look("an hour", "an hour, with a server that has no room");
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
  return Object.fromEntries(all.map(({ name, history }) => [name, history]));
}

/** Answers the question in a FIFO, behind what fills it. */
async function answer({ server, call }: { server: Fd; call: Call }): Promise<void> {
  let text = "";
  const asked = () => /[^\0]*\tquestion\n$/.exec(text += take(server))?.[0].split("\t")[0];
  let client: string | undefined;
  await until(() => (client = asked()) !== undefined || call.ending !== undefined);
  const writer = client && tryTo(() => open(client!, WRITING));
  if (!writer) return;
  write(writer, bytesOf("answer\n"));
  close(writer);
}
