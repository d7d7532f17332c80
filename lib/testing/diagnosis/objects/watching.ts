/**
 * Descriptors that a process watches with poll(), select() or epoll: `man 2 poll`, `man 7 epoll`.
 *
 * `struct pollfd` of `asm-generic/poll.h`, and the bit sets of select(), whose words are `long`, are
 * the same on x86-64 and aarch64.
 *
 * ```ts
 * import { watchedBy } from "lib/testing/diagnosis/objects/watching.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const fds = new Int32Array([7, 1]); // struct pollfd: fd 7, POLLIN
 * const address = BigInt(Deno.UnsafePointer.value(Deno.UnsafePointer.of(fds)));
 * const poll = { call: "poll", for: "polled" as const, subject: 1, addresses: [address] };
 * assertEquals(watchedBy(Deno.pid, poll), [{ fd: 7, input: true, output: false }]);
 * ```
 *
 * @module
 */

import type { Wait } from "../calls.ts";
import { bytesAt, watches } from "../proc.ts";
import { describe, type Watched } from "./descriptors.ts";
import { join, type Names, type Phrase } from "./phrase.ts";
import { handled } from "./signals.ts";

const SIZEOF_POLLFD = 8; // int fd; short events; short revents;
// The same bits for poll() and epoll.
const POLLIN = 1 | 2 | 0x40; // with POLLPRI and POLLRDNORM
const POLLOUT = 4 | 0x100; // with POLLWRNORM
const MOST = 1024;

/** Gives the descriptors that a call waits on; `undefined` when that cannot be read. */
export function watchedBy(pid: number, wait: Wait): Watched[] | undefined {
  if (wait.for === "events") {
    return watches(pid, wait.subject).sort((a, b) => a.fd - b.fd).map(({ fd, events }) => ({
      fd,
      input: (events & POLLIN) !== 0,
      output: (events & POLLOUT) !== 0,
    }));
  }
  const count = Math.min(wait.subject, MOST);
  if (wait.for === "polled") {
    const view = bytesAt(pid, wait.addresses?.[0] ?? 0n, count * SIZEOF_POLLFD);
    return view && pollfds(view);
  }
  const bytes = 8 * Math.ceil(count / 64);
  const [input, output] = (wait.addresses ?? []).map((address) =>
    address === 0n ? new DataView(new ArrayBuffer(bytes)) : bytesAt(pid, address, bytes)
  );
  if (!input || !output || input.byteLength < bytes || output.byteLength < bytes) return undefined;
  const has = (set: DataView, fd: number) => (set.getUint8(fd >> 3) >> (fd & 7) & 1) === 1;
  return Array.from({ length: count }, (_, fd) => ({
    fd,
    input: has(input, fd),
    output: has(output, fd),
  })).filter(({ input, output }) => input || output);
}

/** Tells what a process waits for that watches descriptors. */
export function watchWait(pid: number, wait: Wait, names: Names): Phrase {
  const all = watchedBy(pid, wait);
  if (all === undefined) {
    return { text: `${wait.call}; its memory with the descriptors cannot be read`, others: [] };
  }
  if (all.length === 0) {
    const aim = isEndless(wait)
      ? `until a signal is sent to it; ${handled(pid)}`
      : "until some time has passed";
    return { text: `${wait.call} ${aim}`, others: [] };
  }
  const each = all.map((one) => describe(pid, one, names));
  return {
    text: `${wait.call} for ${join(each.map(({ text }) => text))}`,
    others: [...new Set(each.flatMap(({ others }) => others))],
  };
}

/** Whether poll() or ppoll() has no time limit. Without descriptors it is then what pause() is. */
function isEndless({ call, addresses, amount }: Wait): boolean {
  return call === "poll" ? ((amount ?? 0) | 0) < 0 : call === "ppoll" && addresses?.[1] === 0n;
}

function pollfds(view: DataView): Watched[] {
  const count = Math.floor(view.byteLength / SIZEOF_POLLFD);
  return Array.from({ length: count }, (_, i) => {
    const events = view.getInt16(i * SIZEOF_POLLFD + 4, true);
    return {
      fd: view.getInt32(i * SIZEOF_POLLFD, true),
      input: (events & POLLIN) !== 0,
      output: (events & POLLOUT) !== 0,
    };
  }).filter(({ fd }) => fd >= 0);
}
