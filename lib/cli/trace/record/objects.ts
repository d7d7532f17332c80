/**
 * The objects that processes talk through, and their short names.
 *
 * @module
 */

import type { Process } from "./processes.ts";

/** What an object is. */
export type Kind = "pipe" | "FIFO" | "connection" | "listener" | "socket" | "file" | "other";

/** An object of the kernel, as the record shows it. */
export interface KernelObject {
  kind: Kind;
  /** Where it lies, when it has a path. */
  path?: string;
  /** Whether the test or what it started has made it; else it is Deno's own. */
  ofTest: boolean;
  /** Whether it belongs to the machinery of the tests. */
  machinery: boolean;
  /** Who has made it, where the record shows that. */
  maker?: Process;
  /** The other end of a connection, once it is known: both have one name then. */
  peer?: KernelObject;
  /** What it is called in the picture; set when it is first drawn. */
  label?: string;
}

/** Which end of an object a descriptor stands for. */
export type End = "read end" | "write end" | "both ends";

/** What a descriptor stands for. */
export interface Handle {
  object: KernelObject;
  end?: End;
  /** Whether execve() closes it. */
  closesOnExec: boolean;
  /** Whether the record does not show where the process has it from. */
  stray?: boolean;
}

/** The descriptors of a process. Threads share them. */
export type Table = Map<number, Handle>;

/** Gives objects their names, in the order in which they are drawn: `pipe A`, `pipe B`. */
export class Names {
  #counts = new Map<string, number>();

  /** Gives the name of an object. */
  of(object: KernelObject): string {
    return object.label ??= object.peer?.label ?? this.#make(object);
  }

  #make({ kind, path }: KernelObject): string {
    if (path !== undefined) return `${kind} ${basename(path)}`;
    const count = this.#counts.get(kind) ?? 0;
    this.#counts.set(kind, count + 1);
    return `${kind} ${letters(count)}`;
  }
}

/** The last part of a path. */
export function basename(path: string): string {
  return path.replace(/.*\//, "");
}

/** A, B, … Z, AA, AB, … */
function letters(index: number): string {
  const last = String.fromCharCode(65 + index % 26);
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
