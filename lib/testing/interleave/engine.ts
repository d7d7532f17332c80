/**
 * Explores scenarios, in the process in which it is loaded. It has to be loaded before the code under test,
 * because from then on, `Atomics`, shared memory and clocks are modelled.
 *
 * ```ts
 * import { explore } from "lib/testing/interleave/engine.ts";
 * import type { Thread } from "lib/testing/interleave/scenario.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const waits = ({ shared }: Thread<unknown, SharedArrayBuffer>) =>
 *   Atomics.wait(new Int32Array(shared), 0, 0);
 * const notifies = ({ shared }: Thread<unknown, SharedArrayBuffer>) =>
 *   Atomics.notify(new Int32Array(shared), 0);
 * const setup = () => new SharedArrayBuffer(4);
 * const { failure } = explore({ setup, threads: { A: waits, B: notifies } }, [], import.meta.url);
 *
 * assertEquals(failure?.kind, "deadlock");
 * assertEquals(failure?.schedule, "21"); // The second thread is too early.
 * ```
 *
 * @module
 */

import "./atomics.ts";
import "./memory.ts";
import "./surroundings.ts";
import { format, parse } from "./choice.ts";
import { programOf } from "./means.ts";
import type { Options, Report } from "./report.ts";
import type { Scenario } from "./scenario.ts";
import { inWords, MISFIT, UNEQUAL } from "./sentences.ts";
import { Schedule } from "./schedule.ts";
import { follow, Search } from "./search.ts";
import { Story } from "./story.ts";

/** What to explore. */
export interface Request {
  /** The URL of the module under test. */
  module: string;
  /** The URL of the module that exports the scenarios. */
  scenarios: string;
  /** The names of those exports. */
  names: string[];
  /** How far to explore each. */
  options: Options;
}

/**
 * Loads scenarios, and the module under test for each thread, and explores one after the other, until one
 * goes wrong.
 *
 * @throws {TodoError} When a scenario meets a `todo()`.
 */
export async function run({ module, scenarios, names, options }: Request): Promise<Report> {
  const [, only = names[0]!, schedule] = /^(?:(\w+):)?(.*)$/.exec(options.schedule ?? "")!;
  if (options.schedule !== undefined) {
    return await runOne(module, scenarios, only, { ...options, schedule });
  }
  let report: Report = { schedules: 0, bound: -1 };
  for (const name of names) {
    report = await runOne(module, scenarios, name, options);
    if (report.failure) return names.length > 1 ? { ...report, name } : report;
  }
  return report;
}

async function runOne(
  module: string,
  scenarios: string,
  name: string,
  options: Options,
): Promise<Report> {
  // deno-lint-ignore no-explicit-any
  const scenario: Scenario<any, any> | undefined = (await import(scenarios))[name];
  if (!scenario) throw new TypeError(`Cannot explore "${name}": ${scenarios} has no such export`);
  // Each thread has its own module, as a Worker has; the last one is for what runs alone.
  const urls = [...Object.keys(scenario.threads).map((name) => `${module}#${name}`), module];
  const modules: unknown[] = [];
  try {
    for (const url of urls.reverse()) modules.unshift(await import(url));
  } catch (error) {
    return unloadable(error);
  }
  return explore(scenario, modules, scenarios, options);
}

/** Explores a scenario. */
export function explore(
  // deno-lint-ignore no-explicit-any
  scenario: Scenario<any, any>,
  modules: unknown[],
  scenarios: string,
  options: Options = {},
): Report {
  const { preemptions = 2, budget = 20_000, random = 200, seed = 1, patience = 30 } = options;
  const program = programOf(scenario, modules, scenarios, patience);
  const search = new Search(program, { preemptions, budget, random, seed });
  if (options.schedule === undefined) search.run();
  else search.only(parse(options.schedule));

  const { schedules, bound, worst } = search;
  if (worst?.todo) throw worst.todo;
  if (!worst?.failure) return { schedules, bound };
  Error.stackTraceLimit = 50;
  const story = new Story(scenarios);
  const again = new Schedule(program, follow(worst.choices), story).run();
  const { choices, cost, turns, failure } = again;
  const same = failure?.sentence === worst.failure.sentence && failure.sentence !== UNEQUAL;
  const sentence = options.schedule === undefined ? UNEQUAL : MISFIT;
  return {
    schedules,
    bound,
    failure: {
      ...same ? failure : { kind: "error", sentence },
      table: same ? story.table(turns.threads) : "", // This run may be quite another one.
      schedule: format(choices),
      preemptions: cost,
      steps: choices.length,
    },
  };
}

function unloadable(error: unknown): Report {
  const sentence = `The module cannot be loaded: ${inWords(error)}`;
  const failure = {
    kind: "error" as const,
    sentence,
    table: "",
    schedule: "",
    preemptions: 0,
    steps: 0,
  };
  return { schedules: 0, bound: -1, failure };
}
