/**
 * How long your connectWithin() tries: it is called with many times, in a process of its own.
 *
 * @module
 */

import { close, fcntl, type Fd } from "lib/sys/fd.ts";
import { O_NONBLOCK } from "lib/sys/fifo.ts";
import * as sys from "lib/sys/socket.ts";
import { Clock } from "lib/testing/clock.ts";
import { coded, type Kata, load, sleep } from "./scenarios.ts";
import type { Address } from "./socket.ts";

const HOST = "127.0.0.2";
const F_SETFL = 4;
const DAY = 24 * 3_600_000;

/** How an attempt to connect ended, and after how many milliseconds. */
interface Ended {
  outcome: string;
  after: number;
}

/** What came of all calls; of the first one only, when it has used the CPU for too long. */
interface Outcome {
  used: number;
  more?: {
    results: (Ended & { where: string; ms: number })[];
    /** By how many milliseconds the process was late for a timer, at most. */
    behind: number;
    /** After how many milliseconds the path was there. */
    appeared: number;
    /** How many connections came after it had given up. */
    afterwards: number;
    days: Awaited<ReturnType<typeof connectForDays>>;
  };
}

/** Takes an address where nobody listens yet. */
function take(path?: string): [Fd, Address] {
  const fd = sys.socket(path ? sys.AF_UNIX : sys.AF_INET);
  sys.bind(fd, path ? sys.unix(path) : sys.inet(HOST, 0));
  return [
    fd,
    path ? { transport: "unix", path } : { transport: "tcp", hostname: HOST, port: sys.port(fd) },
  ];
}

async function attempt({ connectWithin }: Kata, address: Address, ms: number): Promise<Ended> {
  const start = performance.now();
  try {
    (await connectWithin(address, ms)).close();
    return { outcome: "connected", after: performance.now() - start };
  } catch (error) {
    return { outcome: coded(error), after: performance.now() - start };
  }
}

/** Measures how late this process is for its own timers. */
function measureDelay(): () => number {
  let [late, last] = [0, performance.now()];
  const timer = setInterval(() => {
    late = Math.max(late, performance.now() - last - 10);
    last = performance.now();
  }, 10);
  return () => {
    clearInterval(timer);
    return late;
  };
}

/** Measures for how much of the time this process uses the CPU, from 0 to 1. */
async function busy(what: () => Promise<unknown>): Promise<number> {
  const look = () => {
    const [ran = 0, waited = 0] = Deno.readTextFileSync("/proc/self/schedstat").split(" ").map(
      Number,
    );
    return { ran, free: performance.now() * 1e6 - waited }; // Whoever waits for the CPU is not idle.
  };
  const before = look();
  await what();
  const after = look();
  return (after.ran - before.ran) / (after.free - before.free);
}

/** Says how many connections wait to be accepted. */
function waiting(listener: Fd): number {
  fcntl(listener, F_SETFL, O_NONBLOCK);
  for (let count = 0;; count++) {
    try {
      close(sys.accept(listener));
    } catch {
      return count;
    }
  }
}

/**
 * Connects where nobody listens, for different times, side by side; then for days.
 *
 * @param url The URL of your module.
 * @param folder Where paths may be made.
 * @param long The longest of the times, in milliseconds.
 */
export async function givingUp(url: string, folder: string, long: number): Promise<Outcome> {
  const kata = await load(url);
  const [tcp, tcpAddress] = take();
  const [unix, unixAddress] = take(`${folder}/deserted`);
  const missing: Address = { transport: "unix", path: `${folder}/missing` };
  const [goes, gone] = take(`${folder}/goes`);
  const appears = { transport: "unix", path: `${folder}/appears` } as const;
  let used = 1;
  await attempt(kata, tcpAddress, 0); // What runs for the first time takes longer.
  for (const ms of [200, 600]) {
    if (used > 0.1) used = await busy(() => attempt(kata, tcpAddress, ms));
  }
  if (used > 0.6) return { used };

  const delay = measureDelay();
  const start = performance.now();
  const calls: [name: string, address: Address, ms: number][] = [
    ["where nobody listens", tcpAddress, 0],
    ["where nobody listens", tcpAddress, 20],
    ["at a path that was left behind", unixAddress, 20],
    ["at a path that is missing", missing, 20],
    ["in a folder that is missing", { transport: "unix", path: `${folder}/none/socket` }, 20],
    ["where nobody listens", tcpAddress, long],
    ["at a path that appears", appears, long],
    ["at a path that is missing in the end", gone, long],
  ];
  const all = Promise.all(calls.map(([, address, ms]) => attempt(kata, address, ms)));
  await sleep(long / 4);
  const [late] = take(appears.path);
  await Deno.remove(`${folder}/goes`);
  const appeared = performance.now() - start;
  const ended = await all;
  const behind = delay();
  const results = calls.map(([where, , ms], i) => ({ where, ms, ...ended[i]! }));

  // Whoever goes on although the time is over connects now.
  for (const fd of [tcp, unix]) sys.listen(fd, 50);
  await sleep(150);
  const afterwards = waiting(tcp) + waiting(unix);
  for (const fd of [tcp, unix, goes, late]) close(fd);
  const days = await connectForDays(kata, folder);
  return { used, more: { results, behind, appeared, afterwards, days } };
}

/** Connects for sixty days, of which nearly all go by before the server starts. Tells what came of it. */
async function connectForDays(kata: Kata, folder: string) {
  const path = `${folder}/days`;
  using clock = new Clock();
  let outcome: string | undefined;
  attempt(kata, { transport: "unix", path }, 60 * DAY).then((it) => outcome = it.outcome);
  await clock.pass(59 * DAY, 100);
  const early = outcome;
  const [listener] = take(path);
  sys.listen(listener, 5);
  clock.shortest = Infinity;
  for (let looks = 0; looks < 200 && outcome === undefined; looks++) await clock.pass(20, 2);
  const connections = waiting(listener);
  close(listener);
  // Other timers than those of pauses are much longer.
  const longest = Math.max(0, ...[...clock.rung].filter((ms) => ms < 60_000));
  return { early, outcome, connections, pause: clock.shortest, longest };
}
