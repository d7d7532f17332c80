/**
 * What the tests run in other processes: each of these calls your functions, and the test is at the
 * other end.
 *
 * @module
 */

// What only one scenario needs is imported there: each module costs every process some time.
import { close, type Fd } from "lib/sys/fd.ts";
import { sockets } from "lib/testing/descriptors.ts";
import type { Clock } from "lib/testing/clock.ts";
import { RunningTime } from "lib/testing/peer/running_time.ts";
import type { Address } from "./socket.ts";

/** Your module. */
export type Kata = typeof import("./socket.ts");

/** Loads your module. */
export const load = (url: string): Promise<Kata> => import(url);

/** Some bytes: how many, and where in an endless row they begin. */
export type Bytes = [length: number, from: number];

/** Makes bytes that differ from others, in the middle of a larger buffer. */
export async function make([length, from]: Bytes): Promise<Uint8Array<ArrayBuffer>> {
  const { positions } = await import("lib/testing/bytes.ts");
  return positions(from + length + 3).subarray(from, from + length);
}

/** Remembers what bytes are, and what is around them, and says later whether they have changed. */
function watched(all: Uint8Array<ArrayBuffer>[]): () => boolean {
  const before = all.map(({ buffer }) => new Uint8Array(buffer.slice()));
  return () =>
    all.some(({ buffer }, i) => {
      if (buffer.detached) return true;
      return new Uint8Array(buffer).some((byte, at) => byte !== before[i]![at]);
    });
}

/** Connects without your help. */
export function connect(address: Address): Promise<Deno.Conn> {
  return address.transport === "unix" ? Deno.connect(address) : Deno.connect(address);
}

/** One turn of the event loop. */
export const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** Lets some milliseconds go by. */
export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const { AddrInUse, BrokenPipe, ConnectionRefused, ConnectionReset, NotFound, UnexpectedEof } =
  Deno.errors;

/** Says what was thrown: an error that the contract names, or else the error itself. */
export function thrown(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message } = error;
  if (name === "TodoError") throw error;
  const classes = { AddrInUse, NotFound, UnexpectedEof, ConnectionReset, RangeError };
  const known = Object.entries(classes).find(([, it]) => error instanceof it)?.[0];
  return known ?? `${name}: ${message}`;
}

/** Says what was thrown, by the code that it has in C where there is one. */
export function coded(error: unknown): string {
  if (!(error instanceof Error)) return thrown(error);
  const { code } = error as { code?: string };
  if (code && !code.startsWith("ERR_")) return code;
  if (error.message.endsWith("(os error 91)")) return "EPROTOTYPE"; // It has no code.
  const classes = {
    ENOENT: NotFound,
    ECONNREFUSED: ConnectionRefused,
    ECONNRESET: ConnectionReset,
    EPIPE: BrokenPipe,
  };
  return Object.entries(classes).find(([, it]) => error instanceof it)?.[0] ?? thrown(error);
}

/**
 * Says how many sockets are open that were not open before. One that was closed while it was being read needs
 * a turn of the event loop, but no timer: whoever gives a clock asks for that.
 */
export async function left(before: number, clock?: Clock): Promise<string> {
  clock?.rung.clear();
  for (let turns = 0; turns < 4 && sockets() > before; turns++) await turn();
  if (sockets() > before) await clock?.pass(2, 1);
  const more = sockets() - before;
  if (more <= 0 && clock?.rung.size) return ", and hangs up by a timer a moment later";
  return more > 0 ? `, and leaves ${more === 1 ? "a socket" : `${more} sockets`} open` : "";
}

/** Takes hold of the timers that begin from now on. */
async function startClock(): Promise<Clock> {
  const { Clock } = await import("lib/testing/clock.ts");
  return new Clock();
}

/** A month in milliseconds. A timer cannot wait for so long. */
const MONTH = 31 * 24 * 3_600_000;

/** Gives a signal that aborts when the test sends SIGUSR2 to this process. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    Deno.removeSignalListener("SIGUSR2", stop);
    controller.abort();
  };
  Deno.addSignalListener("SIGUSR2", stop);
  return controller.signal;
}

async function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const alive = setTimeout(() => {}, 60_000); // Waiting for a signal does not keep a process alive.
  await new Promise((resolve) => signal.addEventListener("abort", resolve));
  clearTimeout(alive);
}

/** Says when it took longer to find nobody than an attempt to connect does. */
function late(code: string, start: number): string {
  return /REFUSED|ENOENT/.test(code) && now() - start > 900 ? `${code}, after a while` : code;
}

/** The time in milliseconds, without that in which this process could not run. */
function now(): number {
  const [, waited] = Deno.readTextFileSync("/proc/self/schedstat").split(" ").map(Number);
  return performance.now() - (waited ?? 0) / 1e6;
}

async function tryToListen({ listenOn }: Kata, address: Address): Promise<string> {
  try {
    using listener = await listenOn(address);
    const { addr } = listener;
    const there = address.transport === "tcp" || (addr as Deno.UnixAddr).path === address.path;
    return there ? "listens" : `listens at another path: ${(addr as Deno.UnixAddr).path}`;
  } catch (error) {
    return `throws ${thrown(error)}`;
  }
}

/** The same, while nobody else opens a socket: says also when a failure has left one open. */
async function tryAlone(kata: Kata, address: Address): Promise<string> {
  const before = sockets();
  return await tryToListen(kata, address) + await left(before);
}

/**
 * Listens until the test sends SIGUSR2, and tries to listen there once more, and at the first address. Nobody
 * else gets the next client.
 */
export async function listening(url: string, address: Address) {
  const kata = await load(url);
  const signal = stopSignal();
  const given = { ...address };
  using listener = await kata.listenOn(given);
  if (JSON.stringify(given) !== JSON.stringify(address)) return { first: "changes its argument" };
  const { addr } = listener;
  const there = address.transport === "tcp" ? { ...addr, transport: "tcp" } as Address : address;
  const first = await accepts(listener, there);
  if (first !== ACCEPTS) return { first };
  const again = await tryAlone(kata, there);
  const another = await tryAlone(kata, address);
  if (again !== "throws AddrInUse") return { first, again, another };
  const still = await accepts(listener, there);
  await stopped(signal);
  return { first, addr, again, another, still };
}

const ACCEPTS = "accepts a client";

async function accepts(listener: Deno.Listener, address: Address): Promise<string> {
  try {
    using client = await connect(address);
    await client.write(Uint8Array.of(7));
    while (await firstByte(listener) !== 7); // Those who look whether somebody is there say nothing.
    return ACCEPTS;
  } catch (error) {
    return `has a listener that throws ${thrown(error)}`;
  }
}

async function firstByte(listener: Deno.Listener): Promise<number | undefined> {
  using connection = await listener.accept();
  const byte = new Uint8Array(1);
  return await connection.read(byte) === null ? undefined : byte[0];
}

/** Tries to listen at each path, one after the other, then twice at the same time at one, and at two others. */
export async function listeningAt(
  url: string,
  paths: string[],
  last: string,
  beside: string[],
): Promise<string[]> {
  const kata = await load(url);
  const outcomes: string[] = [];
  for (const path of paths) outcomes.push(await tryAlone(kata, { transport: "unix", path }));
  const twice = await listenTwice(kata, { transport: "unix", path: last });
  const both = await Promise.all(
    beside.map((path) => tryToListen(kata, { transport: "unix", path })),
  );
  return [...outcomes, twice, both.join(" and ")];
}

/** Lets each of these functions of Deno come to its end when it was called twice, or nobody else calls it. */
function keepInStep(...names: ("lstat" | "stat" | "connect" | "remove")[]): () => void {
  const own = names.map((name) => [name, Deno[name]] as const);
  for (const [name, act] of own) {
    let done = 0;
    const inStep = async (...args: unknown[]) => {
      const [result] = await Promise.allSettled([Reflect.apply(act, Deno, args)]);
      const both = 2 * Math.ceil(++done / 2);
      for (let looks = 0; looks < 20 && done < both; looks++) await sleep(1);
      return result!.status === "fulfilled" ? result!.value : Promise.reject(result!.reason);
    };
    Object.assign(Deno, { [name]: inStep });
  }
  return () => Object.assign(Deno, Object.fromEntries(own));
}

/** Says what came of two calls at the same time, while a third one listens at another path. */
async function listenTwice(
  { listenOn }: Kata,
  address: Address & { transport: "unix" },
): Promise<string> {
  const goBack = keepInStep("lstat", "stat", "connect", "remove");
  const before = sockets();
  const another = listenOn({ ...address, path: `${address.path}, and nobody` });
  const calls = [1, 2].map(() => listenOn({ ...address }));
  const all = await Promise.allSettled(calls);
  goBack();
  try {
    (await another).close();
  } catch (error) {
    return `throws ${thrown(error)} at another path`;
  }
  const listeners = all.flatMap((it) => it.status === "fulfilled" ? [it.value] : []);
  const errors = all.flatMap((it) => it.status === "rejected" ? [thrown(it.reason)] : []);
  const [listener] = listeners;
  const open = await left(before + listeners.length);
  const accepting = !open && listeners.length === 1 && await accepts(listener!, address);
  for (const it of listeners) it.close();
  if (accepting) return `${accepting} once, and throws ${errors[0]} once`;
  if (open) return `has ended${open}`;
  return listener ? "listens twice" : `throws ${errors.join(" and ")}`;
}

/** Connects for each of some times, side by side, then for none. Each connection has to take a byte. */
export async function connecting(url: string, address: Address, times: number[], gate: Fd) {
  const { connectWithin } = await load(url);
  const attempt = async (ms: number) => {
    try {
      using connection = await connectWithin(address, ms);
      await connection.write(Uint8Array.of(7));
      return "connects";
    } catch (error) {
      return `throws ${coded(error)}`;
    }
  };
  const outcomes = Promise.all(times.map(attempt));
  close(gate); // The test sees that the function is called now.
  return [...await outcomes, await attempt(0)];
}

/** Tries to connect to each address for a long time, one after the other, and tells what it threw. */
export async function connectingElsewhere(url: string, addresses: Address[], ms: number) {
  const { connectWithin } = await load(url);
  const outcomes: string[] = [];
  for (const address of addresses) {
    try {
      using _ = await connectWithin(address, ms);
      outcomes.push("connects");
    } catch (error) {
      outcomes.push(`throws ${coded(error)}`);
    }
  }
  return outcomes;
}

/** Sends frames over one connection, then two at the same time over two, then one that is cut off. */
export async function sending(
  url: string,
  address: Address,
  row: Bytes[],
  pair: [Bytes, Bytes],
  huge: number,
) {
  const { writeFrame } = await load(url);
  const frames = await Promise.all(row.map(make));
  const changes = watched(frames);
  {
    using connection = await connect(address);
    for (const bytes of frames) await writeFrame(connection, bytes);
  }
  const changed = changes();

  {
    using one = await connect(address);
    using other = await connect(address);
    const [first, second] = await Promise.all(pair.map(make));
    const sent = writeFrame(one, first!); // The test reads this one later than the other.
    await writeFrame(other, second!);
    other.closeWrite();
    await sent;
  }

  using last = await connect(address);
  let outcome = "returns";
  try {
    await writeFrame(last, new Uint8Array(huge));
  } catch (error) {
    outcome = `throws ${coded(error)}`;
  }
  return { changed, outcome };
}

/** Connects, and receives frames up to the end; then one that comes after a month. */
export async function receiving(url: string, address: Address, limit: number) {
  const { readFrame } = await load(url);
  const frames: Uint8Array[] = [];
  {
    using connection = await connect(address);
    for (let frame; (frame = await readFrame(connection, { limit })) !== null;) frames.push(frame);
  }
  const late = await answeredLate(address, 0, async (its) => {
    using connection = await connect(its);
    return await readFrame(connection, { limit }) ?? new Uint8Array();
  });
  return { frames, late };
}

/**
 * Receives a frame from each of some connections, one after the other, and tells what came of it. Each
 * time, it says something first, and again when the stream has not ended.
 */
export async function receivingBroken(url: string, address: Address, limits: number[]) {
  const { readFrame } = await load(url);
  const outcomes: string[] = [];
  for (const limit of limits) {
    using connection = await connect(address);
    await connection.write(Uint8Array.of(1));
    let outcome: string;
    try {
      const frame = await readFrame(connection, { limit });
      outcome = `returns ${frame && `${frame.length} bytes`}`;
    } catch (error) {
      outcome = `throws ${thrown(error)}`;
    }
    const goesOn = /returns \d|RangeError/.test(outcome);
    if (goesOn && await connection.write(Uint8Array.of(2)).catch(() => 0) !== 1) {
      outcome += ", and closes the connection";
    }
    outcomes.push(outcome);
  }
  return outcomes;
}

/** Asks all of the questions at the same time. */
export async function asking(url: string, address: Address, questions: Bytes[], limit: number) {
  const { ask } = await load(url);
  const messages = await Promise.all(questions.map(make));
  const changes = watched(messages);
  const clock = await startClock();
  const before = sockets();
  const answers = await Promise.all(messages.map((it) => ask(address, it, { limit })));
  const leaves = await left(before, clock);
  clock[Symbol.dispose]();
  const late = await answeredLate(address, 5, (its) => ask(its, Uint8Array.of(7), { limit }));
  return { answers, left: leaves, changed: changes(), late };
}

/**
 * Calls somebody who asks a server of this process, which answers after a month of a clock that is moved
 * on. Says whether the caller had the patience.
 */
async function answeredLate(
  address: Address,
  length: number,
  call: (address: Address) => Promise<Uint8Array>,
): Promise<string> {
  const { listen, receive, send } = await import("lib/testing/streams.ts");
  const [listener, its] = listen(
    address.transport === "unix"
      ? { ...address, path: `${address.path}-late` }
      : { ...address, port: 0 },
  );
  using clock = await startClock();
  const outcome = call(its).then(
    ([byte]) => byte === 9 ? "answered" : "returned another answer",
    (error) => `thrown ${coded(error)}`,
  );
  using connection = await listener.accept();
  listener.close();
  await receive(connection, length);
  await clock.pass(MONTH, 20);
  await send(connection, Uint8Array.of(...ANSWER.slice(length === 1 ? 4 : 0))).catch(() => {});
  connection.closeWrite().catch(() => {});
  return await outcome;
}

/** A frame of one byte. */
const ANSWER = [0, 0, 0, 1, 9];

/** Asks at one address after the other, and tells what came of it. */
export async function askingBroken(url: string, questions: [Address, Bytes][], limit: number) {
  const { ask } = await load(url);
  using clock = await startClock();
  const outcomes: string[] = [];
  for (const [address, question] of questions) {
    const message = await make(question);
    const [start, before] = [now(), sockets()];
    let outcome = "";
    try {
      outcome = `returns ${(await ask(address, message, { limit })).length} bytes`;
    } catch (error) {
      outcome = `throws ${late(coded(error), start)}`;
    }
    outcomes.push(outcome + await left(before, clock));
  }
  return outcomes;
}

/** Serves until the test sends SIGUSR2, and tells what is open then. */
export async function serving(url: string, address: Address, limit: number): Promise<string> {
  const { serve } = await load(url);
  const { listen } = await import("lib/testing/streams.ts");
  const [signal, before] = [stopSignal(), sockets()];
  await serve(listen(address)[0], { signal, limit });
  return await left(before);
}

/**
 * Serves at three addresses: at one that is stopped before it begins; there and at another one, with the same
 * signal, which go on when the last one is stopped; it serves until the test sends SIGUSR2. Tells what went wrong.
 */
export async function servingThree(
  url: string,
  addresses: [Address, Address, Address],
  limit: number,
) {
  const { serve } = await load(url);
  const { listen, receive } = await import("lib/testing/streams.ts");
  const signal = stopSignal();
  const first = sockets();
  using clock = await startClock();
  await serve(listen(addresses[0])[0], { signal: AbortSignal.abort(), limit });
  const never = await left(first);
  if (never) return `It was told to stop before it began, has returned${never}.`;

  const [beside, besideAddress] = listen(addresses[1]);
  const controller = new AbortController();
  const { signal: same } = controller;
  let ended = 0;
  const besides = [beside, listen(addresses[0])[0]].map((its) =>
    serve(its, { signal: same, limit: 1 }).then(() => ended++)
  );
  using client = await connect(besideAddress);
  const answer = async () => {
    try {
      await client.write(Uint8Array.of(0, 0, 0, 1, 7));
      return (await receive(client, 5))[4];
    } catch {
      return undefined; // It has hung up.
    }
  };
  if (await answer() !== 8) return "It answers 7 with something else than 8.";
  await clock.pass(MONTH, 20);
  if (await answer() !== 8) {
    return "A client said nothing for a month, and got no answer after that.";
  }
  clock[Symbol.dispose]();

  const before = sockets();
  await serve(listen(addresses[2])[0], { signal, limit });
  const open = await left(before);
  if (open) return `It has returned${open}.`;
  if (await answer() !== 8) return "Another server in this process was stopped with it.";
  controller.abort();
  for (const time = new RunningTime(); ended < 2 && time.ms < 1000;) await sleep(5);
  if (ended === 1) return "Of two servers with the same signal, one goes on when it is aborted.";
  await Promise.all(besides);
  client.close();
  const last = await left(first);
  return last ? `The other server has returned${last}.` : "";
}

/** Uploads all of these at the same time. */
export async function uploading(url: string, address: Address, files: Bytes[]) {
  const { upload } = await load(url);
  const all = await Promise.all(files.map(make));
  const changes = watched(all);
  const clock = await startClock();
  const before = sockets();
  const answers = await Promise.all(all.map((it) => upload(address, it)));
  const leaves = await left(before, clock);
  clock[Symbol.dispose]();
  const late = await answeredLate(address, 1, (its) => upload(its, Uint8Array.of(7)));
  return { answers, left: leaves, changed: changes(), late };
}

/** Uploads to one address after the other, and tells what came of it. */
export async function uploadingBroken(url: string, uploads: [Address, Bytes][]) {
  const { upload } = await load(url);
  using clock = await startClock();
  const outcomes: string[] = [];
  for (const [address, file] of uploads) {
    const bytes = await make(file);
    const [start, before] = [now(), sockets()];
    let outcome = "";
    try {
      outcome = `returns ${(await upload(address, bytes)).length} bytes`;
    } catch (error) {
      outcome = `throws ${late(coded(error), start)}`;
    }
    outcomes.push(outcome + await left(before, clock));
  }
  return outcomes;
}
