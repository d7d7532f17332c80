/**
 * The short names of objects in a picture.
 *
 * @module
 */

import type { KernelObject } from "./world.ts";

/** Gives objects their names, in the order in which they are drawn: `pipe A`, `pipe B`. */
export class Names {
  #counts = new Map<string, number>();

  /** Gives the name of an object. */
  of(object: KernelObject): string {
    return object.label ??= object.peer?.label ?? this.#make(object);
  }

  #make({ kind, path }: KernelObject): string {
    if (path !== undefined && kind !== "area") {
      const name = basename(path);
      return `${kind} ${/\s/.test(name) ? JSON.stringify(name) : name}`;
    }
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
