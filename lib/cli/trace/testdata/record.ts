/**
 * Makes records, as strace writes them.
 *
 * @module
 */

import { type Mark, MARKS } from "lib/testing/diagnosis/tracing.ts";

/** A line of a record: the thread, and what it does; or a mark. */
export type Draft = [thread: number, what: string | Mark];

/**
 * Makes the record of one test, whose process has the number 10.
 *
 * @param drafts The lines between its beginning and its end, 20 milliseconds apart.
 */
export function record(...drafts: Draft[]): string {
  const all: Draft[] = [[10, { kind: "test", name: "it works" }], ...drafts, [10, {
    kind: "over",
  }]];
  return all.map(([thread, what], at) => {
    const text = typeof what === "string" ? what : mark(what);
    return `${thread} ${(1000 + at / 50).toFixed(6)} ${text}\n`;
  }).join("");
}

/** Starts a process with a role, or a program that copies the test's descriptors 3 and 4. */
export function starts(pid: number, program: string): Draft[] {
  return [
    [10, "clone(child_stack=NULL, flags=CLONE_VM|CLONE_VFORK|SIGCHLD <unfinished ...>"],
    [pid, `execve("/usr/bin/${program}", ["${program}"], 0x7f /* 9 vars */) = 0`],
    [10, `<... clone resumed>) = ${pid}`],
  ];
}

function mark(mark: Mark): string {
  return `chdir("${MARKS}${encodeURIComponent(JSON.stringify(mark))}") = -1 ENOENT (No such file)`;
}
