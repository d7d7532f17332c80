/**
 * A table of who holds which end: a line for each process, a column for each pipe, FIFO or connection
 * that one of them waits for.
 *
 * ```ts
 * import { waitsFor, watch } from "lib/testing/diagnosis/activity.ts";
 * import { endsTable } from "lib/testing/diagnosis/ends_table.ts";
 * import { target } from "lib/testing/diagnosis/proc.ts";
 * import { eventually } from "lib/testing/peer/eventually.ts";
 * import { close, pipe } from "lib/sys/fd.ts";
 * import { spawn, waitpid } from "lib/sys/process.ts";
 * import { assertMatch } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * const cat = spawn("cat", [], { 0: readEnd });
 * close(readEnd);
 * await eventually(() => waitsFor(cat, target(cat, 0) ?? "?"), "cat waits for input");
 * const nameOf = (pid: number) => pid === cat ? "cat" : "the test";
 * const table = endsTable([cat], await watch([cat], 50), nameOf);
 * close(writeEnd);
 * waitpid(cat);
 * assertMatch(table, /^process .*\ncat +read end, fd 0 +read\nthe test +write end, fd \d+$/);
 * ```
 *
 * @module
 */

import type { Activity, ThreadWait } from "./activity.ts";
import type { NameOf } from "./explanation.ts";
import type { Holder } from "./identity.ts";
import { loopDescriptors } from "./objects/loops.ts";
import { isPipe, openedPath, openers } from "./objects/pipes.ts";
import { otherEnd, socketOf } from "./objects/sockets.ts";
import { holders, isEventLoop, target } from "./proc.ts";

/** How many lines the table may have, its heading included. */
const LINES = 8;
/** How wide it may be. */
const WIDTH = 80;
const GAP = "  ";

/** A pipe, a FIFO or a connection. */
interface Thing {
  name: string;
  /** Who holds which end of it. */
  ends: { end: string; holders: Holder[] }[];
  /** Who waits to open which end of a FIFO. */
  opening?: { pid: number; reads: boolean }[];
}

/**
 * Makes the table.
 *
 * @param pids The processes that the explanation is about.
 * @param activities What they do.
 * @param nameOf Names a process.
 * @returns The table; empty where it would say nothing that a sentence does not, or would not fit.
 */
export function endsTable(
  pids: number[],
  activities: Map<number, Activity>,
  nameOf: NameOf,
): string {
  const things = thingsOf(pids, activities);
  const all = things.flatMap(({ ends, opening = [] }) => [
    ...ends.flatMap(({ holders }) => holders),
    ...opening,
  ]);
  const rows = [...new Set([...pids, ...all.map(({ pid }) => pid)])];
  const named = Map.groupBy(rows, nameOf);
  if (things.length === 0 || rows.length < 2 || rows.length >= LINES) return "";
  if (named.size < rows.length) return ""; // Nobody could tell them apart.
  const cells = [
    ["process", ...things.map(({ name }) => name), "waits in"],
    ...rows.map((pid) => [
      nameOf(pid),
      ...things.map((thing) => cell(pid, thing)),
      callOf(pid, activities.get(pid)),
    ]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const lines = cells.map((row) =>
    row.map((text, column) => text.padEnd(widths[column]!)).join(GAP).trimEnd()
  );
  return lines.every((line) => line.length <= WIDTH) ? lines.join("\n") : "";
}

/** The things that these processes wait for, each once. */
function thingsOf(pids: number[], activities: Map<number, Activity>): Thing[] {
  const found = new Map<string, Thing>();
  let connections = 0;
  for (const pid of pids) {
    for (const path of awaitedPaths(pid, activities.get(pid))) found.set(path, pipe(path));
    for (const fd of awaited(pid, activities.get(pid))) {
      const object = target(pid, fd);
      if (object === undefined) continue;
      if (isPipe(pid, fd)) {
        found.set(object, pipe(object));
        continue;
      }
      const socket = socketOf(pid, fd);
      const others = socket && otherEnd(socket);
      if (!socket || !others || socket.datagrams) continue;
      const key = [socket.inode, socket.peer].sort().join();
      if (found.has(key)) continue;
      connections++;
      found.set(key, {
        name: connections === 1 ? "connection" : `connection ${connections}`,
        ends: [
          { end: "one end", holders: holders(object, "read") },
          { end: "other end", holders: others },
        ],
      });
    }
  }
  return [...found.values()];
}

/** A pipe or FIFO, by its name or path. */
function pipe(object: string): Thing {
  const ends = (["read", "write"] as const).map((use) => ({
    end: `${use} end`,
    holders: holders(object, use),
  }));
  const opening = object.startsWith("/") ? openers(object) : [];
  return { name: object.replace(/^\/.*\//, "FIFO "), ends, opening };
}

/** The FIFOs that a process waits to open. */
function awaitedPaths(pid: number, activity: Activity | undefined): string[] {
  return (activity?.waits ?? []).flatMap((wait) =>
    wait.for === "partner" ? openedPath(pid, wait) ?? [] : []
  );
}

/** The descriptors that a process waits on. */
function awaited(pid: number, activity: Activity | undefined): number[] {
  return (activity?.waits ?? []).flatMap((wait) => {
    if (wait.for === "data" || wait.for === "room") return [wait.subject];
    return isLoop(pid, wait) ? loopDescriptors(pid, wait) : [];
  });
}

function isLoop(pid: number, wait: ThreadWait): boolean {
  return wait.for === "events" && isEventLoop(pid, wait.subject);
}

function cell(pid: number, { ends, opening = [] }: Thing): string {
  const held = ends.flatMap(({ end, holders }) => {
    const fds = holders.filter((holder) => holder.pid === pid).map(({ fd }) => fd);
    return fds.length === 0 ? [] : [`${end}, fd ${fds.join(" ")}`];
  });
  const opens = opening.filter((opener) => opener.pid === pid)
    .map(({ reads }) => `opens the ${reads ? "read" : "write"} end`);
  return [...held, ...opens].join("; ");
}

function callOf(pid: number, activity: Activity | undefined): string {
  const [wait] = activity?.waits ?? [];
  if (!wait || activity?.state !== "S") return "";
  return isLoop(pid, wait) ? "its event loop" : wait.call;
}
