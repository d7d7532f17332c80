/**
 * Runs a scenario of two or three threads under every interleaving of their operations on shared memory,
 * and shows the shortest one that goes wrong. No luck is involved: the result is the same in every run.
 *
 * ```ts
 * import { PeerError, peerModule, supervised, timeout } from "lib/testing/mod.ts";
 * import { explore } from "lib/testing/interleave/mod.ts";
 * import { assertRejects } from "@std/assert";
 *
 * const counter = peerModule(
 *   "data:text/javascript,export const increment = (cells) => { cells[0] = cells[0] + 1; };",
 * );
 * const scenarios = `data:text/javascript,
 *   const increments = ({ module, shared }) => module.increment(new Int32Array(shared));
 *   export const twoIncrements = {
 *     setup: () => new SharedArrayBuffer(4),
 *     threads: { A: increments, B: increments },
 *     check: ({ shared, assert }) => assert(new Int32Array(shared)[0] === 2, "one is lost"),
 *   };`;
 *
 * Deno.test(
 *   "two threads that count lose nothing",
 *   { timeout },
 *   supervised(async ({ start }) => {
 *     const counting = explore(start, counter, scenarios, "twoIncrements");
 *     await assertRejects(() => counting, PeerError, "One is lost.");
 *   }),
 * );
 * ```
 *
 * A step is one operation of `Atomics`, or one plain access to shared memory, by whatever view. Exactly one
 * thread goes on at a time. Clocks are modelled as well: a step takes 1 µs. A sleep ends when nobody else can
 * go on. So does a timeout, or it ends early, which counts as a preemption: a claim about how long something
 * takes needs `{ preemptions: 0 }`. The function of a thread may be async, and have several tasks: each thread
 * has an event loop of its own, with its timers and its promises of `Atomics.waitAsync()`. Whoever looks again and again gives way to the others.
 *
 * What it cannot see:
 *
 * - Other orders than those of a sequentially consistent memory. The operations of `Atomics` have no other
 *   ones, but plain reads and writes do, on a real machine.
 * - Memory other than in a `SharedArrayBuffer`. A thread whose steps depend on a variable of its module is
 *   noticed, and not explored.
 * - More preemptions than its bound, but for a few random schedules; other scenarios; other numbers.
 * - What an async function awaits, other than `Atomics.waitAsync()`, timers and message channels: files,
 *   Workers, the network.
 * - Whether somebody is overtaken for ever.
 *
 * How much is explored is limited by work, not by time: a slow machine explores as much as a fast one. Where
 * that is less than was asked for, the report says `incomplete`. A learner whose code takes more steps than
 * the reference is not blamed for that; with `IPC_KATAS_COMPLETE` in the environment, it is a failure. The
 * proof of the katas sets it for the reference.
 *
 * @module
 */

import { currentTest } from "../current_test.ts";
import type { PeerModule } from "../peer/peer.ts";
import { peerModule } from "../peer/peer.ts";
import { PeerError, testLine } from "../peer/peer_error.ts";
import { mark } from "../diagnosis/tracing.ts";
import type { TestScope } from "../scope.ts";
import type { Options, Report } from "./report.ts";

const engine = peerModule<typeof import("./engine.ts")>(import.meta.resolve("./engine.ts"));

/**
 * Explores scenarios, in another process. It fails, with the schedule, at the first one that can go wrong.
 *
 * @param start From the test's scope.
 * @param module The module under test. Each thread gets an instance of its own, as a Worker has one.
 * @param scenarios The URL of the module that exports the scenarios, such as `import.meta.url`. It must
 *   not import the module under test itself, but for its types.
 * @param names The name of that export, or of several: one process costs less than many. It is a `Scenario`;
 *   or a `Specification`, from which programs are made that nobody chose: two and three threads with up to
 *   three calls each. It goes wrong when no order of the calls explains what they returned, or when one
 *   waits for ever that need not. The smallest program is shown.
 * @param options How far to explore each.
 * @returns How many schedules were run of the last one.
 * @throws {PeerError} When a schedule goes wrong. Its message is the sentence and the table.
 */
export async function explore(
  start: TestScope["start"],
  // deno-lint-ignore no-explicit-any
  module: PeerModule<any>,
  scenarios: string,
  names: string | string[],
  options: Options = {},
): Promise<Report> {
  const stack = [testLine()];
  mark({ kind: "explores" });
  const schedule = options.schedule ?? Deno.env.get("IPC_KATAS_SCHEDULE");
  const request = {
    module: module.url,
    scenarios,
    names: [names].flat(),
    options: { ...options, schedule },
  };
  const role = module.url.replace(/^file:.*\//, "").replace(/^data:.*/s, "the module");
  const { deadline = 12_000 } = options;
  const report = await start(engine, "run", [request], { role, deadline, works: true }).result
    .catch(advise);
  const { failure, name, incomplete } = report;
  if (incomplete && Deno.env.has("IPC_KATAS_COMPLETE")) {
    throw new PeerError(
      `Not all schedules of ${
        name ?? names
      } were run that are asked for, but only ${report.schedules}. ` +
        `This is the test's fault: ask for fewer preemptions, a smaller scenario, or more work.`,
      { stack },
    );
  }
  if (failure === undefined) return report;
  const parts = [failure.sentence];
  if (failure.table) {
    const scenario = name ?? [names].flat()[0]!;
    parts.push(
      failure.table,
      "To run only this schedule:\n\n    " +
        again(`${scenario}:${failure.schedule}`, stack[0]!, currentTest()) +
        "\n\nEach digit is a step of the thread with that number; a t after it means that its time ran out.",
    );
  }
  throw new PeerError(parts.join("\n\n"), { stack });
}

/** The command that runs one schedule of a test. */
function again(schedule: string, line: string, test: string): string {
  const file = /file:\/\/(.*?_test\.ts)/.exec(line)?.[1] ?? "";
  const path = file.replace(`${Deno.cwd()}/`, "").replace(/^(katas\/\w+)\/\w+_test\.ts$/, "$1");
  const quoted = /["$`\\!]/.test(test) ? `'${test.replaceAll("'", `'\\''`)}'` : `"${test}"`;
  return `IPC_KATAS_SCHEDULE=${schedule} deno test -A ${path} --filter ${quoted}`;
}

/** Where no operation is, no other thread gets a turn, and nothing can be shown. */
function advise(error: Error): never {
  if (error.message.includes("did not return")) {
    error.message += "\nLook for a loop that goes on without any operation on shared memory.";
  }
  throw error;
}
