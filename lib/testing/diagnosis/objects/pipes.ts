/**
 * Pipes and FIFOs: `man 7 pipe`, `man 7 fifo`.
 *
 * ```ts
 * import { pipeData } from "lib/testing/diagnosis/objects/pipes.ts";
 * import { close, pipe } from "lib/sys/fd.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * const read = { call: "read", for: "data" as const, subject: readEnd };
 * const names = { self: Deno.pid, nameOf: () => "this process" };
 * assertStringIncludes(
 *   pipeData(Deno.pid, read, names).text,
 *   `and it holds the write end itself (fd ${writeEnd})`,
 * );
 * close(readEnd);
 * close(writeEnd);
 * ```
 *
 * @module
 */

import { O_RDONLY, O_RDWR } from "../../../sys/fifo.ts";
import { type Wait, waitOf } from "../calls.ts";
import type { Holder } from "../identity.ts";
import { access, holders, processes, syscall, target, textAt, threads } from "../proc.ts";
import { join, type Names, openOnlyIn, parties, people, type Phrase, pidsOf } from "./phrase.ts";

const O_ACCMODE = 3;
const AT_FDCWD = -100;

/** Whether a descriptor names a pipe or a FIFO. */
export function isPipe(pid: number, fd: number): boolean {
  return target(pid, fd)?.startsWith("pipe:") || isFifo(`/proc/${pid}/fd/${fd}`);
}

/** Tells what a process waits for that reads from a pipe or FIFO. */
export function pipeData(pid: number, wait: Wait, names: Names): Phrase {
  const object = target(pid, wait.subject)!;
  const call = `${wait.call}(fd ${wait.subject})`;
  const writers = holders(object, "write");
  if (access(pid, wait.subject) === "both") {
    const others = writers.filter((writer) => writer.pid !== pid);
    const who = others.length > 0 ? `so has ${parties(others, names)}` : "nobody else has";
    return {
      text: `${call} for bytes in ${object}, which it has open for writing, too, ` +
        `so that no end can come; ${who}`,
      others: pidsOf(others),
    };
  }
  if (writers.length > 0 && writers.every((writer) => writer.pid === pid)) {
    return {
      text: `${call} for the end of ${object}, and it holds the write end itself ` +
        `(${fds(writers)}): the end cannot come while that copy is open`,
      others: [],
    };
  }
  return {
    text: `${call} for bytes or the end of ${object}; its write end is ${
      openOnlyIn(writers, names)
    }`,
    others: pidsOf(writers),
  };
}

/** Tells what a process waits for that writes to a pipe or FIFO. */
export function pipeRoom(pid: number, wait: Wait, names: Names): Phrase {
  const object = target(pid, wait.subject)!;
  const call = `${wait.call}(fd ${wait.subject})`;
  const readers = holders(object, "read");
  if (readers.length > 0 && readers.every((reader) => reader.pid === pid)) {
    return {
      text: `${call} for room in ${object}, which is full, and it holds the read end itself ` +
        `(${fds(readers)}): nobody else can make room`,
      others: [],
    };
  }
  return {
    text: `${call} for room in ${object}, which is full; its read end is ${
      openOnlyIn(readers, names)
    }`,
    others: pidsOf(readers),
  };
}

/** Tells what a process waits for that opens a FIFO. */
export function fifoPartner(pid: number, wait: Wait, names: Names): Phrase {
  const path = openedPath(pid, wait);
  if (path === undefined) {
    return {
      text:
        `${wait.call} until somebody opens the other side of a FIFO; its memory with the path ` +
        `cannot be read`,
      others: [],
    };
  }
  if (!isFifo(path)) return { text: `${wait.call}(${path})`, others: [] };
  const reads = (wait.subject & O_ACCMODE) === O_RDONLY;
  const has = holders(path, reads ? "read" : "write").filter((holder) => holder.pid !== pid);
  const waiting = openers(path).filter((other) => other.pid !== pid && other.reads === reads)
    .map((other) => other.pid);
  const [aim, same] = reads ? ["writing", "reading"] : ["reading", "writing"];
  const who = [
    ...has.length > 0 ? [`it is open for ${same} in ${parties(has, names)}`] : [],
    ...waiting.length > 0 ? [`${people(waiting, names)} waits to open it for ${same} too`] : [],
  ];
  return {
    text: `${wait.call}(${path}) until somebody opens that FIFO for ${aim}; ` +
      join(who, "nobody else has it open"),
    others: [],
  };
}

/** Gives who waits to open a FIFO, and for what. */
export function openers(path: string): { pid: number; reads: boolean }[] {
  return processes().flatMap((pid) =>
    threads(pid).flatMap((thread) => {
      const call = syscall(pid, thread);
      const wait = call === undefined || call === "running" ? undefined : waitOf(call);
      if (wait?.for !== "partner" || openedPath(pid, wait) !== path) return [];
      const access = wait.subject & O_ACCMODE;
      return access === O_RDWR ? [] : [{ pid, reads: access === O_RDONLY }];
    })
  );
}

/** Gives the path that a process is opening; `undefined` when its memory cannot be read. */
export function openedPath(pid: number, { addresses, operation }: Wait): string | undefined {
  const path = textAt(pid, addresses?.[0] ?? 0n);
  if (path === undefined) return undefined;
  if (path.startsWith("/")) return real(path);
  const folder = operation === undefined || operation === AT_FDCWD ? "cwd" : `fd/${operation}`;
  return real(`/proc/${pid}/${folder}/${path}`);
}

function real(path: string): string {
  try {
    return Deno.realPathSync(path);
  } catch {
    return path;
  }
}

function isFifo(path: string): boolean {
  try {
    return Deno.statSync(path).isFifo ?? false;
  } catch {
    return false;
  }
}

function fds(holders: Holder[]): string {
  return holders.map(({ fd }) => `fd ${fd}`).join(", ");
}
