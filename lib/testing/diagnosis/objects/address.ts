/**
 * The addresses that a process passes to the kernel: `struct sockaddr` of `man 3 sockaddr`, with the
 * layouts of `linux/un.h`, `linux/in.h` and `linux/in6.h`, which are the same on every architecture.
 *
 * ```ts
 * import { socketAddress } from "lib/testing/diagnosis/objects/address.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = new Uint8Array([2, 0, 0x12, 0x67, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
 * assertEquals(socketAddress(new DataView(bytes.buffer)), {
 *   family: "inet",
 *   address: "127.0.0.1:4711",
 * });
 * ```
 *
 * @module
 */

import { AF_INET, AF_UNIX } from "../../../sys/socket.ts";
import type { Wait } from "../calls.ts";
import { bytesAt } from "../proc.ts";
import { ipAddress } from "./inet_diag.ts";

/** An address of some family. */
export interface Address {
  /** Whether it is a path or abstract name, or an address of the internet with its port. */
  family: "unix" | "inet";
  /** The address as `/proc/net` names it. */
  address: string;
}

const AF_INET6 = 10;
/** The size of a `struct sockaddr_un`, the longest of them. */
const LONGEST = 110;

/** Reads a `struct sockaddr`; `undefined` when it is none that we know. */
export function socketAddress(view: DataView): Address | undefined {
  if (view.byteLength < 4) return undefined;
  const bytes = (
    start: number,
    length: number,
  ) => [...new Uint8Array(view.buffer, view.byteOffset + start, length)];
  switch (view.getUint16(0, true)) {
    case AF_UNIX:
      return { family: "unix", address: unixName(Uint8Array.from(bytes(2, view.byteLength - 2))) };
    case AF_INET:
      if (view.byteLength < 8) return undefined;
      return { family: "inet", address: `${ipAddress(bytes(4, 4))}:${view.getUint16(2)}` };
    case AF_INET6:
      if (view.byteLength < 24) return undefined;
      return { family: "inet", address: `${ipAddress(bytes(8, 16))}:${view.getUint16(2)}` };
  }
}

/** Gives where a connect() or a send goes to, if the call says so. */
export function destination(pid: number, { call, addresses, amount }: Wait): Address | undefined {
  let [at, length] = [addresses?.[0] ?? 0n, amount ?? 0];
  if (call === "sendmsg" || call === "sendmmsg") {
    const header = bytesAt(pid, at, 16); // struct msghdr: void *msg_name; socklen_t msg_namelen; …
    if (!header || header.byteLength < 16) return undefined;
    [at, length] = [header.getBigUint64(0, true), header.getUint32(8, true)];
  }
  if (at === 0n) return undefined;
  const view = bytesAt(pid, at, Math.min(length, LONGEST));
  return view && socketAddress(view);
}

/** A path ends at its NUL; an abstract name begins with one, which `/proc` shows as `@`. */
function unixName(bytes: Uint8Array): string {
  const abstract = bytes[0] === 0;
  const name = abstract ? bytes.subarray(1) : bytes;
  const end = abstract ? -1 : name.indexOf(0);
  const text = new TextDecoder().decode(end < 0 ? name : name.subarray(0, end));
  return abstract ? `@${text.replaceAll("\0", "@")}` : text;
}
