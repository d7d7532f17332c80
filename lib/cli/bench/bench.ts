/**
 * `deno task bench`: what each mechanism costs on this machine.
 *
 * `deno bench` measures a function in one process; here two processes wait for each other, so the loops and
 * the clock are our own.
 *
 * @module
 */

import "lib/testing/guard.ts";
import { parseArgs } from "node:util";
import { takeBack } from "lib/testing/watchdog/kept.ts";
import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { interruptible } from "../terminal/interrupt.ts";
import { type Progress, TerminalProgress } from "../terminal/progress.ts";
import { expectWritable } from "../terminal/result_file.ts";
import { lineWidth } from "../terminal/terminal.ts";
import { typeset } from "../terminal/typeset.ts";
import { known, run, UsageError } from "../terminal/usage.ts";
import { compile, machine, pin } from "./machine.ts";
import { measure, type Measured } from "./measure.ts";
import { type Mechanism, MECHANISMS } from "./mechanisms.ts";
import { report } from "./report.ts";
import { measureServers, REMARKS, SERVERS, serverTable } from "./servers.ts";
import { svg } from "./svg.ts";
import { isEven, sentences, tables } from "./table.ts";

const HELP = `deno task bench

Measures how long a byte takes there and back between two processes (for atomics, between
two threads), and how fast blocks of 64 KiB go one way: for each mechanism by the calls of
lib/sys in a plain loop, by Deno's own API, and, where there is a C compiler, by the same
loop in C. The whole takes a minute or two. Run nothing else meanwhile.

  --only <names>   measures some of them: --only pipe,tcp
  --only servers   measures what a client costs a server instead: with a process for each
                   client, with a pool of threads, with one event loop. It takes some seconds
  --svg <file>     draws the result into a file, for a browser
  --json           writes the result for programs

Mechanisms: ${MECHANISMS.map(({ name }) => name).join(", ")}.

The exit code is 0 when all was measured, 2 when the command is wrong, 130 after Ctrl-C.`;

const OPTIONS = {
  only: { type: "string" },
  svg: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/**
 * Runs the command.
 *
 * @param args Options.
 * @param progress Where to write to.
 * @returns The exit code.
 * @throws {UsageError} When there is no such mechanism, or the picture cannot be written.
 */
export async function main(args: string[], progress: Progress): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (values.help) {
    progress.line(HELP);
    return 0;
  }
  if (values.only === SERVERS) {
    if (values.svg !== undefined) {
      throw new UsageError(`Cannot draw ${SERVERS}: --svg is for the other measurements`);
    }
    return await benchServers(progress, values.json);
  }
  const chosen = choose(values.only);
  if (values.svg !== undefined) await expectWritable(values.svg);
  return await interruptible(progress, async (signal) => {
    const watchdog = new Watchdog();
    try {
      const [pinned, c] = [await pin(), await compile(watchdog.scratch)];
      const rows: Measured[] = [];
      for (const [at, mechanism] of chosen.entries()) {
        if (signal.aborted) return 1;
        progress.status(`${at + 1} of ${chosen.length}: ${mechanism.name} …`);
        const programs = { pinned, ...c !== undefined && { c } };
        rows.push(await measure(mechanism, watchdog, programs, signal));
      }
      if (signal.aborted) return 1;
      const record = report(await machine(), pinned.length > 0, rows);
      if (values.svg !== undefined) await Deno.writeTextFile(values.svg, svg(record));
      if (values.json) progress.line(JSON.stringify(record, null, 2));
      else if (values.svg !== undefined) progress.line(`Drawn: ${values.svg}`);
      else progress.line(screen(rows, pinned.length > 0, c !== undefined).join("\n"));
      return 0;
    } finally {
      takeBack(watchdog.scratch);
      watchdog.close();
    }
  });
}

/** One server, many ways. */
async function benchServers(progress: Progress, json = false): Promise<number> {
  return await interruptible(progress, async (signal) => {
    const watchdog = new Watchdog();
    try {
      progress.status("a process for each client, a pool of threads, one event loop …");
      const servers = await measureServers(watchdog, signal);
      if (signal.aborted) return 1;
      const record = { schema: 1, date: new Date().toISOString(), machine: await machine() };
      const width = lineWidth();
      const remarks = REMARKS.map((remark) => typeset(remark, width));
      const screen = [...serverTable(servers), "", ...remarks].join("\n");
      progress.line(json ? JSON.stringify({ ...record, servers }, null, 2) : screen);
      return 0;
    } finally {
      takeBack(watchdog.scratch);
      watchdog.close();
    }
  });
}

function choose(only: string | undefined): Mechanism[] {
  if (only === undefined) return MECHANISMS;
  const names = MECHANISMS.map(({ name }) => name);
  const chosen = only.split(",").map((word) => known(word.trim(), names, "mechanism"));
  return MECHANISMS.filter(({ name }) => chosen.includes(name));
}

function screen(rows: Measured[], pinned: boolean, hasC: boolean): string[] {
  const width = lineWidth();
  const missing = rows.flatMap(({ mechanism, missing }) =>
    Object.values(missing).map((why) => `${mechanism} is not whole: ${why}`)
  );
  const uneven = rows.some(({ round, block }) =>
    [...Object.values(round), ...Object.values(block)].some((it) => !isEven(it))
  );
  const remarks = [
    ...sentences(rows),
    ...missing,
    ...uneven ? ["Uneven: the turns differ too much. Is this machine doing something else?"] : [],
    ...pinned
      ? ["Both sides ran on one CPU and took turns."]
      : ["The sides ran on any CPU, because taskset is missing or not allowed: read with care."],
    ...hasC ? [] : ["There is no C compiler here (cc), so the column for C is left out."],
  ];
  return [...tables(rows, width), "", ...remarks.map((remark) => typeset(remark, width))];
}

if (import.meta.main) {
  Deno.exit(await run(() => main(Deno.args, new TerminalProgress())));
}
