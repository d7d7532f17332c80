/**
 * How many files and processes a user may have: `man 2 getrlimit`.
 *
 * @module
 */

import { contents, processes, threads } from "lib/testing/diagnosis/proc.ts";
import type { Finding } from "./finding.ts";

/** How many files a process must be able to open: a pool of threads has 1100 connections that wait. */
const FILES = 2048;

/** How many processes and threads must be left: each peer is one process with a dozen threads. */
const THREADS = 200;

/** How many threads a user has already; they count as processes. root may have any number. */
export function threadsOf(user: number | null): number {
  if (user === 0) return 0;
  const mine = processes().filter((pid) =>
    contents(`/proc/${pid}/status`).includes(`\nUid:\t${user}\t`)
  );
  return mine.reduce((sum, pid) => sum + threads(pid).length, 0);
}

/**
 * The limits of this process: `man 2 getrlimit`.
 *
 * @param limits The text of `/proc/self/limits`.
 * @param threads How many threads the user has already.
 */
export function limits(limits: string, threads: number): Finding[] {
  const files = soft(limits, "Max open files");
  const processes = soft(limits, "Max processes");
  const room = processes - threads;
  return [
    files >= FILES ? { name: "files", verdict: "fit", text: `${count(files)} may be open` } : {
      name: "files",
      verdict: "lacking",
      text: `only ${files} may be open`,
      repair: `ulimit -n ${FILES}`,
    },
    room >= THREADS
      ? { name: "processes", verdict: "fit", text: `room for ${count(room)} more` }
      : {
        name: "processes",
        verdict: "lacking",
        text: `room for ${Math.max(0, room)} more`,
        repair: `ulimit -u ${threads + 2 * THREADS}, or end what you do not need`,
      },
  ];
}

function soft(limits: string, name: string): number {
  const value = new RegExp(`^${name} +(\\S+)`, "m").exec(limits)?.[1];
  return value === undefined || value === "unlimited" ? Infinity : Number(value);
}

function count(number: number): string {
  return number === Infinity ? "any number" : `${number}`;
}
