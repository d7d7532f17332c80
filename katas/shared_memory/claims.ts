/**
 * How scenarios say what is wrong.
 *
 * @module
 */

import type { SysError } from "lib/sys/errno.ts";
import type { Mapping } from "lib/sys/mmap.ts";
import { ensure as claim, type Finding, findings } from "lib/testing/findings.ts";

export { claim, type Finding, findings };

/** Claims that a call throws an error with this code. */
export function claimThrows(code: string, what: string, call: () => unknown): void {
  let thrown: unknown;
  try {
    call();
  } catch (error) {
    if (error instanceof Error && error.name === "TodoError") throw error;
    thrown = error;
  }
  claim(thrown !== undefined, `${what} did not throw, although it had to throw ${code}`);
  const its = thrown instanceof Error ? (thrown as SysError).code ?? thrown : thrown;
  claim(its === code, `${what} threw ${its}, and not an Error with the code ${code}`);
}

/** Claims that all bytes of a part are 0, which is read-only for this. */
export function claimZeros(memory: ArrayBuffer, what: string): void {
  const at = new Uint8Array(memory).findIndex((byte) => byte !== 0);
  claim(at < 0, `${what}: byte ${at} is ${new Uint8Array(memory)[at]}, not 0`);
}

/** Claims that what is written here is seen there, and the other way round, more than once. */
export function claimSame(here: ArrayBuffer, there: ArrayBuffer, what: string): void {
  const [mine, others] = [new Uint8Array(here), new Uint8Array(there)];
  for (const value of [0xa5, 0x5a]) {
    for (const at of [0, mine.length - 1]) {
      const before = others[at]!;
      mine[at] = value;
      claim(
        others[at] === value,
        `${what}: byte ${at} of memory is set to ${value}, and others still see ${others[at]}`,
      );
      others[at] = value + 1;
      claim(
        mine[at] === value + 1,
        `${what}: somebody sets byte ${at} to ${value + 1}, and memory still has ${mine[at]}`,
      );
      mine[at] = before;
    }
  }
}

/** Bytes by which one sees where they belong. */
export function fill(memory: ArrayBuffer): void {
  const bytes = new Uint8Array(memory);
  for (let at = 0; at < bytes.length; at++) bytes[at] = at % 251 + 1;
}

/** Claims that `fill()` has filled it, and that nobody has written there since. */
export function claimFilled(memory: ArrayBuffer, what: string): void {
  const at = new Uint8Array(memory).findIndex((byte, at) => byte !== at % 251 + 1);
  claim(at < 0, `${what}: byte ${at} has changed`);
}

/** Views of all kinds, some of which begin later than the memory does. The memory has 64 bytes or more. */
export function viewsOf(memory: () => ArrayBuffer): ArrayBufferView[] {
  return [
    new Uint8Array(memory()),
    new Int32Array(memory(), 8, 2),
    new Float64Array(memory()).subarray(3),
  ];
}

/** Claims that nobody can touch the memory through views any more, or through what gave them. */
export function claimEmpty(views: ArrayBufferView[], memory: ArrayBuffer, after: string): void {
  const lengths = [...views.map(({ byteLength }) => byteLength), memory.byteLength];
  const left = Math.max(...lengths);
  claim(
    left === 0,
    `after ${after}, a view still has ${left} bytes: who touches them when the memory has been given back ` +
      `is killed by a signal`,
  );
}

/** Attaches or maps something else where the memory was that has been given back. */
export function addressOf(memory: ArrayBuffer): Deno.PointerObject {
  return Deno.UnsafePointer.of(new Uint8Array(memory))!;
}

/** Gives back what `lib/sys` has attached or mapped. */
export function giveBack(mapping: Mapping, call: (mapping: Mapping) => void): void {
  mapping.memory.transfer();
  call(mapping);
}
