/**
 * One server, many ways: what a client costs when a process, a thread or an event loop talks to it.
 *
 * @module
 */

import { fromFileUrl } from "@std/path";
import { close, type Fd, read, write } from "lib/sys/fd.ts";
import { AF_INET, connect, inet, SHUT_WR, shutdown, socket } from "lib/sys/socket.ts";
import { contents, descendants } from "lib/testing/diagnosis/proc.ts";
import type { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { type Sample, summary } from "./measure.ts";
import { Process } from "./pair.ts";
import { isEven } from "./table.ts";

const MAIN = fromFileUrl(import.meta.resolve("./server_main.ts"));
const CONFIG = fromFileUrl(import.meta.resolve("../../../deno.json"));

/** How many threads the pool has, and how many clients stay while the memory is measured. */
export const CLIENTS = 16;

/** The ways, by the word that the server is told. */
export const WAYS = {
  process: "a process for each client",
  pool: `a pool of ${CLIENTS} threads`,
  loop: "one event loop",
};

/** The word after `--only` that asks for this. */
export const SERVERS = "servers";

/** A way. */
export type Way = keyof typeof WAYS;

/** What was measured of a server. */
export interface Served {
  way: Way;
  /** How long one client took that came, sent a byte, got it back, and went, in nanoseconds. */
  visit: Sample;
  /** How much memory a client that stays takes, in KiB; in the pool, its thread, also when nobody is there. */
  memory: number;
}

/** How much is measured. */
export interface Visits {
  /** How often each server is measured; they take turns. */
  turns: number;
  /** How many clients come in a turn, one after the other. */
  clients: number;
  /** How many come before. */
  warmUp: number;
}

/** Enough for numbers that are the same the next time, on a machine that does nothing else. */
export const FULL: Visits = { turns: 9, clients: 150, warmUp: 100 };

/**
 * Measures all ways.
 *
 * @param watchdog Ends the servers at the latest with this process.
 * @param signal Stops it.
 * @param visits How much to measure.
 */
export async function measureServers(
  watchdog: Watchdog,
  signal: AbortSignal,
  visits: Visits = FULL,
): Promise<Served[]> {
  const servers: { way: Way; server: Process; port: number; memory: number; times: number[] }[] =
    [];
  try {
    for (const way of Object.keys(WAYS) as Way[]) {
      const options = ["-A", "-q", "--no-check", "--config", CONFIG];
      const command = [Deno.execPath(), "run", ...options, MAIN, way, `${CLIENTS}`];
      const server = new Process(watchdog, command, []);
      servers.push({ way, server, port: 0, memory: 0, times: [] });
      await server.line(/^begins/);
      const before = memory(server.pid);
      server.tell("go");
      const port = Number((await server.line(/^ready/)).split(" ")[1]);
      const clients = Array.from({ length: CLIENTS }, () => enter(port));
      const grown = (memory(server.pid) - before) / CLIENTS;
      clients.forEach(leave);
      Object.assign(servers.at(-1)!, { port, memory: Math.max(0, Math.round(grown)) });
      for (let come = 0; come < visits.warmUp; come++) leave(enter(port));
    }
    for (let turn = 0; turn < visits.turns && !signal.aborted; turn++) {
      for (const { port, times } of servers) {
        const start = performance.now();
        for (let come = 0; come < visits.clients; come++) leave(enter(port));
        times.push((performance.now() - start) * 1e6 / visits.clients);
        await new Promise((resolve) => setTimeout(resolve)); // for Ctrl-C
      }
    }
    return servers.map(({ way, memory, times }) => ({ way, memory, visit: summary(times) }));
  } finally {
    await Promise.all(servers.map(({ server }) => server.end()));
  }
}

const ONE = new Uint8Array([7]);

/** A client comes, and gets its byte back. */
function enter(port: number): Fd {
  const client = socket(AF_INET);
  connect(client, inet("127.0.0.1", port));
  write(client, ONE);
  read(client, new Uint8Array(1));
  return client;
}

/** It goes, and waits until the server has noticed. */
function leave(client: Fd): void {
  shutdown(client, SHUT_WR);
  read(client, new Uint8Array(1));
  close(client);
}

/** The memory of a server and of what it has started, in KiB: what several share is divided among them. */
function memory(server: number): number {
  return [server, ...descendants(server)].reduce((sum, pid) => {
    const its = /^Pss:\s*(\d+)/m.exec(contents(`/proc/${pid}/smaps_rollup`))?.[1] ?? "0";
    return sum + Number(its);
  }, 0);
}

/** Draws the table. */
export function serverTable(all: Served[]): string[] {
  const row = (name: string, ...cells: string[]) =>
    name.padEnd(28) + cells.map((cell) => cell.padStart(14)).join("");
  return [
    "A client comes, sends a byte, gets it back, and goes: less is better",
    "",
    row("", "a client", "spread", "memory"),
    ...all.map(({ way, visit, memory }) =>
      row(
        WAYS[way],
        isEven(visit) ? `${Math.round(visit.ns / 1000)} µs` : "uneven",
        `${Math.round(100 * visit.spread)} %`,
        `${memory} KiB`,
      )
    ),
  ];
}

/** What the columns mean, and what was not measured. */
export const REMARKS = [
  "Each time is the median of several turns, in which clients came one after the other; the spread is how far " +
  "the middle half of the turns lies apart. The memory is what a client takes that stays; in the pool it is what " +
  "a thread takes, also when nobody is there.",
  "The process is cat; a larger program takes longer to begin. The threads had begun before. With clients that " +
  "let the server compute, threads and processes use several CPUs, and one event loop does not.",
];
