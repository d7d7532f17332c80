/**
 * Turns the `-1` of a failed C call into a {@linkcode SysError} with the errno name.
 *
 * ```ts
 * import { SysError } from "lib/sys/errno.ts";
 * import { close } from "lib/sys/fd.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const error = assertThrows(() => close(-1), SysError);
 * assertEquals(error.code, "EBADF");
 * assertEquals(error.message, "Cannot close fd -1: EBADF (Bad file descriptor), see man 2 close");
 * ```
 *
 * @module
 */

import { constants } from "node:os";
import { libc } from "./libc.ts";

// Some numbers have two names. The man pages prefer the one that comes first: EAGAIN, not EWOULDBLOCK.
const NAMES = new Map(
  Object.entries(constants.errno).sort().reverse().map(([name, number]) => [number, name]),
);

/** What the manual has among the functions of the C library, and not among the system calls. */
const LIBRARY = /^(mkfifo|mq_\w+|shm_\w+|sigaddset|sigqueue|sigwait)$/;

/** A system call failed: `man 3 errno`. */
export class SysError extends Error {
  /** Tells it apart after crossing a process. */
  override name = "SysError";
  /** The errno name as the man pages have it, such as `"EPIPE"`. */
  readonly code: string;

  /**
   * Names a failure.
   *
   * @param call The C function that failed, such as `"write"`.
   * @param object What it was called on; a number is taken for a descriptor.
   * @param number The error number.
   */
  constructor(call: string, object: string | number, number: number) {
    const code = NAMES.get(number) ?? `errno ${number}`;
    const what = typeof object === "number" ? `fd ${object}` : object;
    const page = LIBRARY.test(call) ? 3 : 2;
    super(`Cannot ${call} ${what}: ${code} (${describe(number)}), see man ${page} ${call}`);
    this.code = code;
  }
}

/**
 * Passes a result on, or throws when it is `-1`.
 *
 * @param call The C function that was called.
 * @param object What it was called on; a number is taken for a descriptor.
 * @param result What it returned.
 * @returns The result, as a number.
 * @throws {SysError} With the code that the call left in errno.
 */
export function check(call: string, object: string | number, result: number | bigint): number {
  const place = errno();
  if (Number(result) === -1) throw new SysError(call, object, place.getInt32());
  return Number(result);
}

// errno belongs to a thread, and so does this module: each Worker loads its own. The place is kept from the first
// call on, which mostly succeeds: what is done to find it must not come between a failure and the look at errno.
let kept: Deno.UnsafePointerView | undefined;

function errno(): Deno.UnsafePointerView {
  return kept ??= new Deno.UnsafePointerView(libc().__errno_location()!);
}

function describe(number: number): string {
  return Deno.UnsafePointerView.getCString(libc().strerror(number)!);
}
