/**
 * Programs that call your functions several times in one process, and look at what comes of it.
 *
 * Each one runs in a process of its own, and gets the URL of your module as its first argument.
 *
 * @module
 */

import { close, type Fd, write } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import type { SocketAddress } from "lib/sys/socket.ts";
import { type Outcome, outcome } from "lib/testing/outcome.ts";
import { amidst, sameBytes } from "lib/testing/views.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Who looks at the clock begins a moment after the timer does. */
export interface Timed {
  /** How long the call took, in milliseconds. */
  ms: number;
}

const HOUR = 3_600_000;

const load = (kata: string): Promise<typeof import("./datagram.ts")> => import(kata);

/**
 * Receives one datagram after another.
 *
 * @param calls For each, from which socket, and with which limit.
 * @param told Where to tell of calls that wait. Without it, nothing is called that had to wait.
 */
export async function receiveEach(kata: string, calls: [socket: Fd, limit: number][], told?: Fd) {
  const { receive } = await load(kata);
  const outcomes = [];
  using timed = await Calls.begin(told);
  for (const [socket, limit] of calls) {
    const [there] = told === undefined ? poll([{ fd: socket, events: POLLIN }], 0) : [POLLIN];
    if (there) outcomes.push(await timed.outcome(() => receive(socket, limit)));
    else outcomes.push({ error: "no datagram was left for it", message: "" } as const);
  }
  const sockets = [...new Set(calls.map(([socket]) => socket))];
  return { outcomes, open: sockets.map(closeOpen).every(Boolean) };
}

/** Reports to one collector after another. Paths may begin in `folder`. */
export async function reportEach(
  kata: string,
  calls: [path: string, records: Uint8Array[]][],
  folder: string,
  told?: Fd,
) {
  const { report } = await load(kata);
  Deno.chdir(folder);
  Deno.env.set("TMPDIR", folder); // So that everything is seen that it leaves.
  using timed = await Calls.begin(told);
  const names = () => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  const before = names();
  const outcomes = [];
  const changed: number[] = [];
  for (const [path, given] of calls) {
    const records = given.map(amidst);
    const list = [...records];
    outcomes.push(await timed.outcome(() => report(path, list)));
    const same = list.length === given.length && list.every((it, at) => it === records[at]);
    if (!same) changed.push(-1);
    given.forEach((bytes, at) => sameBytes(records[at]!, bytes) || changed.push(bytes.length));
  }
  Deno.chdir("/");
  return { outcomes, changed, left: names().filter((name) => !before.includes(name)) };
}

/** What is asked. */
export interface Question {
  address: SocketAddress;
  question: Uint8Array;
  patience: number;
}

/**
 * Asks one question after another.
 *
 * @param told Where to tell of calls that have an hour: a quarter of it goes by.
 */
export async function askEach(kata: string, questions: Question[], told?: Fd) {
  const { ask } = await load(kata);
  using timed = await Calls.begin(told);
  const outcomes: (Outcome<Uint8Array | string> & Timed)[] = [];
  const changed: number[] = [];
  for (const { address, question: bytes, patience } of questions) {
    const question = amidst(bytes);
    const start = performance.now();
    const call = () => ask(address.slice(), question, { patience });
    const called = await (patience === HOUR ? timed.outcome(call, HOUR / 4) : outcome(call));
    outcomes.push({ ...called, ms: performance.now() - start });
    if (!sameBytes(question, bytes)) changed.push(bytes.length);
  }
  return { outcomes, changed };
}

/** Which file is fetched. */
export interface Fetch {
  server: Deno.NetAddr;
  name: string;
  patience: number;
  attempts: number;
}

/**
 * Fetches files, all at the same time.
 *
 * @param told Where to tell that a quarter of an hour has gone by. With it, there is one file.
 */
export async function fetchAll(kata: string, files: Fetch[], told?: Fd) {
  const { fetchFile } = await load(kata);
  using timed = await Calls.begin(told);
  return await Promise.all(files.map(async ({ server, name, ...how }) => {
    const asked = { ...server };
    const start = performance.now();
    const called = await timed.outcome(() => fetchFile(asked, name, how), HOUR / 4);
    return { ...called, asked, ms: performance.now() - start };
  }));
}

/** Calls of your functions for which time goes by while they wait. */
class Calls implements Disposable {
  #told: Fd | undefined;
  #passing: typeof import("lib/testing/passing.ts") | undefined;

  /**
   * Begins.
   *
   * @param told Where to write a byte now, and one when time has gone by. Without it, no call has to wait.
   */
  static async begin(told?: Fd): Promise<Calls> {
    const calls = new Calls();
    if (told === undefined) return calls;
    calls.#passing = await import("lib/testing/passing.ts");
    calls.#told = told;
    calls.#tell();
    return calls;
  }

  outcome<T>(call: () => T | Promise<T>, ms = HOUR): Promise<Outcome<T>> {
    const passing = this.#passing;
    if (!passing) return outcome(call);
    return outcome(() => passing.whileTimePasses(ms, call, () => this.#tell()));
  }

  #tell(): void {
    if (this.#told !== undefined) write(this.#told, new Uint8Array(1));
  }

  [Symbol.dispose](): void {
    if (this.#told !== undefined) close(this.#told);
  }
}

/** Closes a descriptor. Tells whether it was open until now. */
function closeOpen(fd: Fd): boolean {
  try {
    close(fd);
    return true;
  } catch {
    return false;
  }
}
