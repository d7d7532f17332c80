/**
 * The program of one side: it does what lines of its standard input say, and writes how long that took.
 *
 * Arguments: `sys` or `api`, the mechanism, `ping` or `pong`, and what the mechanism needs. A line is
 * `round <n> <pid of the other side>` or `block <n>`. Answers are in nanoseconds.
 *
 * @module
 */

import { BLOCK, type Side } from "./side.ts";

const [flavour, mechanism, role, ...words] = Deno.args as [string, string, string, ...string[]];
const begins = role === "ping";
let other = 0;

function say(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
}

async function open(): Promise<Side> {
  const sides = flavour === "sys"
    ? (await import("./sys_sides.ts")).SYS
    : (await import("./api_sides.ts")).API;
  const ready = (port: number) => say(`ready ${port}`);
  return await sides[mechanism]!({ begins, words, ready, other: () => other });
}

/** Lines of standard input. It is read without blocking, so that an event loop can do its work. */
async function* lines(): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
    rest += piece;
    for (let end; (end = rest.indexOf("\n")) >= 0; rest = rest.slice(end + 1)) {
      yield rest.slice(0, end);
    }
  }
}

/** Awaits only what has to be awaited: a call that blocks costs no turn of the event loop. */
async function rounds(side: Side, count: number): Promise<void> {
  const [first, second] = begins ? [side.send, side.receive] : [side.receive, side.send];
  for (let i = 0; i < count; i++) {
    const one = first();
    if (one) await one;
    const two = second();
    if (two) await two;
  }
}

async function blocks(side: Side, count: number): Promise<void> {
  if (begins) {
    for (let i = 0; i < count; i++) {
      const sent = side.sendBlock!();
      if (sent) await sent;
    }
    await side.receive();
    return;
  }
  for (let got = 0; got < count * BLOCK;) {
    const length = side.receiveBlock!();
    got += typeof length === "number" ? length : await length;
  }
  await side.send();
}

const side = await open();
say("ready 0");
for await (const line of lines()) {
  const [what, count, pid] = line.split(" ");
  other = Number(pid ?? 0);
  const start = performance.now();
  await (what === "round" ? rounds : blocks)(side, Number(count));
  say(String(Math.round((performance.now() - start) * 1e6)));
}
Deno.exit(0); // A listener or a Worker may still be there.
