/**
 * The measurements for programs: the JSON of `deno task bench --json`.
 *
 * The schema's version grows when a field is taken away, or means something else; new fields do not change it.
 *
 * @module
 */

import type { Machine } from "./machine.ts";
import type { Measured } from "./measure.ts";

/** What `deno task bench --json` writes. */
export interface BenchRecord {
  /** The version of this schema. */
  schema: 1;
  /** When it was measured: `2026-11-30T12:00:00.000Z`. */
  date: string;
  machine: Machine;
  /** Whether both sides ran on one CPU. */
  pinned: boolean;
  /**
   * One for each mechanism. Times are in nanoseconds, for one round or one block of 65536 bytes; `c`, `sys`
   * and `api` are C, `lib/sys` and Deno's own API.
   */
  rows: Measured[];
}

/** Makes the record. */
export function report(machine: Machine, pinned: boolean, rows: Measured[]): BenchRecord {
  return { schema: 1, date: new Date().toISOString(), machine, pinned, rows };
}
