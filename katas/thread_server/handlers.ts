/**
 * Handlers that do what the tests need. Each runs in a thread of a pool, and gets a connection.
 *
 * @module
 */

import { type Fd, read, write } from "lib/sys/fd.ts";

const text = new TextDecoder();
const bytes = new TextEncoder();

/** In which thread this runs: `self` is different in each of them. */
const thread = () => Deno.readLinkSync("/proc/thread-self").split("/").at(-1)!;

/** How many clients of this thread have asked for their turn. */
let turns = 0;

/** What can be thrown, by the word with which a client asks for it. */
const THROWN: Record<string, unknown> = {
  "throw error": new RangeError("too far"),
  "throw text": "a text",
  "throw nothing": undefined,
};

/**
 * Does what its client says, line by line, to the end: `who` tells the thread, `turn` counts, `leave` returns,
 * `flood` sends without end, `throw error` throws. A line that begins with `wait` names a descriptor; the answer
 * comes when that gives something. All else is sent back.
 */
export function obey(connection: Fd): void {
  const buffer = new Uint8Array(1000);
  let heard = "";
  for (let length; (length = read(connection, buffer)) > 0;) {
    heard += text.decode(buffer.subarray(0, length));
    const lines = heard.split("\n");
    heard = lines.pop()!;
    for (const line of lines) {
      if (line === "leave") return;
      if (line === "flood") flood(connection);
      if (line in THROWN) throw THROWN[line];
      if (line.startsWith("wait ")) read(Number(line.slice(5)), new Uint8Array(1));
      const answer = line === "who" ? thread() : line === "turn" ? ++turns : line;
      write(connection, bytes.encode(`${answer}\n`));
    }
  }
}

/** Another handler, which says who it is. */
export function greet(connection: Fd): void {
  write(connection, bytes.encode("hello\n"));
  read(connection, new Uint8Array(1));
}

/** Sends without end, whether the client reads or not. */
function flood(connection: Fd): void {
  for (const zeros = new Uint8Array(1 << 16);;) write(connection, zeros);
}

/** What `told` and `toldToo` do in the thread of a scenario. */
export const scenario: Record<"call" | "callToo", (connection: Fd) => void> = {
  call() {},
  callToo() {},
};

/** Does what the scenario says. */
export function told(connection: Fd): void {
  scenario.call(connection);
}

/** Does something else that the scenario says. */
export function toldToo(connection: Fd): void {
  scenario.callToo(connection);
}
