import { main } from "./bench.ts";
import { compile, machine, pin } from "./machine.ts";
import { measure, type Measured, summary } from "./measure.ts";
import { MECHANISMS } from "./mechanisms.ts";
import { report } from "./report.ts";
import { svg } from "./svg.ts";
import { measureServers, serverTable } from "./servers.ts";
import { sentences, tables } from "./table.ts";
import { UsageError } from "../terminal/usage.ts";
import { takeBack } from "lib/testing/watchdog/kept.ts";
import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { marked } from "lib/testing/diagnosis/proc.ts";
import { eventually } from "lib/testing/peer/eventually.ts";
import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { fromFileUrl } from "@std/path";

/** As little as there can be: whether it can be measured, not what comes out. */
const LITTLE = {
  turns: 2,
  turn: { round: 1, block: 1 },
  most: { round: 5, block: 2 },
  warmUp: { round: 5, block: 2 },
};

Deno.test("every mechanism can be measured, by whatever it is offered", async () => {
  const watchdog = new Watchdog();
  try {
    const c = await compile(watchdog.scratch);
    const programs = { pinned: await pin(), ...c !== undefined && { c } };
    const { signal } = new AbortController();
    for (const mechanism of MECHANISMS) {
      const { round, block, missing } = await measure(
        mechanism,
        watchdog,
        programs,
        signal,
        LITTLE,
      );
      const flavours = mechanism.flavours.filter((it) => it !== "c" || c !== undefined);
      assertEquals(Object.keys({ ...round, ...missing }).sort(), flavours.sort(), mechanism.name);
      assertEquals(missing, {}, mechanism.name);
      const expected = mechanism.blocks ? flavours : [];
      assertEquals(Object.keys(block).sort(), expected.sort(), `blocks: ${mechanism.name}`);
      for (const { ns } of [...Object.values(round), ...Object.values(block)]) assert(ns > 0);
    }
  } finally {
    takeBack(watchdog.scratch);
    watchdog.close();
  }
});

Deno.test("every kind of server can be measured, and nothing is left of it", async () => {
  const watchdog = new Watchdog();
  try {
    const little = { turns: 2, clients: 3, warmUp: 1 };
    const servers = await measureServers(watchdog, new AbortController().signal, little);
    assertEquals(servers.map(({ way }) => way), ["process", "pool", "loop"]);
    for (const { visit } of servers) assert(visit.ns > 0);
    assertEquals(marked(Object.entries(watchdog.marker)[0]!.join("=")), []);
  } finally {
    takeBack(watchdog.scratch);
    watchdog.close();
  }
});

Deno.test("serverTable() shows what a client takes, how certain that is, and its memory", () => {
  const rows = [
    { way: "process" as const, visit: { ns: 2_345_678, spread: 0.04 }, memory: 240 },
    { way: "pool" as const, visit: { ns: 300_000, spread: 0.9 }, memory: 9001 },
    { way: "loop" as const, visit: { ns: 198_400, spread: 0 }, memory: 9 },
  ];
  assertEquals(
    `\n${serverTable(rows).join("\n")}\n`,
    `
A client comes, sends a byte, gets it back, and goes: less is better

                                  a client        spread        memory
a process for each client          2346 µs           4 %       240 KiB
a pool of 16 threads                uneven          90 %      9001 KiB
one event loop                      198 µs           0 %         9 KiB
`,
  );
});

Deno.test("nothing is left of a measurement that is interrupted or killed", async () => {
  const own = fromFileUrl(import.meta.resolve("./bench.ts"));
  for (const signal of ["SIGINT", "SIGKILL"] as const) {
    const [name, value] = ["IPC_KATAS_BENCH_TEST", crypto.randomUUID()];
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", own, "--only", "sysv-queue,shared-memory"],
      env: { [name]: value, CI: "1" },
      stdout: "null",
      stderr: "null",
    }).spawn();
    // Itself, its watchdog, and two sides.
    const runs = () => marked(`${name}=${value}`).length > 3;
    await eventually(runs, "two sides run", 60_000);
    child.kill(signal);
    const { code } = await child.status;
    assertEquals(code, signal === "SIGINT" ? 130 : 137);
    const gone = () => marked(`${name}=${value}`).length === 0;
    await eventually(gone, "every process has ended", 20_000);
  }
});

Deno.test("bench names the mechanisms when somebody asks for another one", async () => {
  const progress = { line() {}, status() {} };
  await assertRejects(
    () => main(["--only", "pipe,post"], progress),
    UsageError,
    "The mechanisms are: pipe,",
  );
  await assertRejects(
    () => main(["--only", "servers", "--svg", "servers.svg"], progress),
    UsageError,
    "Cannot draw servers",
  );
});

Deno.test("summary() gives the median, and how far the middle half lies apart", () => {
  assertEquals(summary([9, 1, 2, 3, 2]), { ns: 2, spread: 0.5 });
  assertEquals(summary([4, 4, 4, 4, 4]), { ns: 4, spread: 0 });
});

const even = (ns: number) => ({ ns, spread: 0 });
const ROWS: Measured[] = [
  {
    mechanism: "pipe",
    alone: false,
    round: { c: even(3000), sys: even(4000), api: even(5000) },
    block: { c: even(16384), sys: even(32768), api: { ns: 40000, spread: 0.5 } },
    missing: {},
  },
  {
    mechanism: "unix",
    alone: false,
    round: { c: even(4000), sys: even(5000), api: even(25000) },
    block: {},
    missing: {},
  },
  {
    mechanism: "record-lock",
    alone: true,
    round: { sys: even(600) },
    block: {},
    missing: {},
  },
];

Deno.test("tables() shows medians, shares of C and bars, and says what is uneven", () => {
  assertEquals(
    `\n${tables(ROWS, 80).join("\n")}\n`,
    `
One byte there and back, in microseconds: less is better

                   lib/sys  Deno API         C      of C
pipe                  4.00      5.00      3.00      75 %  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇
unix                  5.00     25.00      4.00      80 %  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇
record-lock           0.60         –         –            ▇▇▇

record-lock: a lock and an unlock in one process; nobody waits.

Blocks of 64 KiB one way, in gigabytes a second: more is better

                   lib/sys  Deno API         C      of C
pipe                  2.00    uneven      4.00      50 %  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇
`,
  );
});

Deno.test("sentences() says what costs what, and nothing of what was not measured", () => {
  assertEquals(sentences(ROWS), [
    "A system call that does little costs about 300 ns (half of record-lock).",
    "A round through a pipe is four calls, and each side has to wake up once: that makes it 4.0 µs.",
    "64 KiB are copied into a pipe and out again in 32.8 µs: 4 KiB in the time of half a round.",
    "Through Deno's event loop, a round over a unix socket takes 20.0 µs more: two reads and two " +
    "writes that are awaited.",
  ]);
  assertEquals(sentences([]), []);
});

Deno.test("svg() draws a bar for each even number, and names the machine and the day", async () => {
  const record = report(await machine(), true, ROWS);
  assertMatch(record.date, /^\d{4}-\d\d-\d\dT/);
  const drawn = svg(record);
  assertMatch(drawn, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assertEquals([...drawn.matchAll(/<rect class="\w+" x="130"/g)].length, 9);
  assertStringIncludes(drawn, record.date.slice(0, 10));
  assert(!drawn.includes("<script"));
});
