/**
 * Who holds what somebody waits for, at the end of a test.
 *
 * @module
 */

import type { End } from "./world.ts";
import type { Processes } from "./processes.ts";
import type { Holding, Row } from "./rows.ts";

/** A call that waits on a pipe, and the end whose holders could make it go on. */
const AWAITED: Record<string, End> = {
  read: "write end",
  readv: "write end",
  write: "read end",
  writev: "read end",
};

/**
 * Lists who holds the other end of a pipe or FIFO that somebody waits on.
 *
 * @param waiting The calls that have not ended.
 * @param processes Everybody.
 */
export function holdings(
  waiting: Row[],
  processes: Processes,
): Holding[] {
  const found: Holding[] = [];
  for (const { call, objects: [object], minor } of waiting) {
    const end = AWAITED[call];
    if (!end || !object || minor || !/pipe|FIFO/.test(object.kind)) continue;
    if (found.some((it) => it.object === object && it.end === end)) continue;
    for (const process of processes.all()) {
      if (!process.ofTest) continue;
      const fds = [...process.table]
        .filter(([, it]) => it.object === object && (it.end === end || it.end === "both ends"))
        .map(([fd]) => fd);
      if (fds.length > 0) found.push({ object, end, who: process.name, fds });
    }
  }
  return found;
}
