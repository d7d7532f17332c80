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
 * const [{ failure }] = await explore({ setup, threads: { A: waits, B: notifies } }, [], import.meta.url);
 *
 * assertEquals(failure?.kind, "lost wake-up");
 * assertEquals(failure?.schedule, "21"); // The second thread is too early.
 * ```
 *
 * @module
 */

import "./atomics.ts";
import "./event_loop.ts";
import "./memory.ts";
import "./ports.ts";
import "./surroundings.ts";
import { callsOf } from "./calls.ts";
import { format, parse } from "./choice.ts";
import { generate } from "./generate.ts";
import { programOf } from "./means.ts";
import { inTask } from "./microtasks.ts";
import type { Options, Report } from "./report.ts";
import type { Scenario } from "./scenario.ts";
import { inWords, MISFIT, UNEQUAL } from "./sentences.ts";
import { left, type Program, Schedule } from "./schedule.ts";
import { follow, Search } from "./search.ts";
import type { Table } from "./specification.ts";
import { Story } from "./story.ts";

// Promises of threads that were left are nobody's business.
globalThis.addEventListener("unhandledrejection", (event) => {
  if (event.reason === left) event.preventDefault();
});

/** What to explore. */
export interface Request {
  /** The URL of the module under test. */
  module: string;
  /** The URL of the module that exports the scenarios, or the specifications. */
  scenarios: string;
  /** The names of those exports. */
  names: string[];
  /** How far to explore each. */
  options: Options;
}

/** Fifty looks with a pause after each, before a thread sleeps, are nothing to complain of. */
const PATIENCE = 250;

/** A schedule is printed as far as anything is decided, or this long: it goes on by itself. */
const SHORT = 40;

/** How much work to do at most. */
const WORK = 1_500_000;

/** What came of it, and how much work it was. */
type Explored = [report: Report, work: number];

/** The threads of generated programs. */
const THREADS = ["A", "B", "C"];

/**
 * Loads scenarios, and the module under test for each thread, and explores one after the other, until one
 * goes wrong. Of a specification, it explores the programs that are made from it.
 *
 * @throws {TodoError} When a scenario meets a `todo()`.
 */
export async function run({ module, scenarios, names, options }: Request): Promise<Report> {
  const [, only = names[0]!, schedule] = /^(?:(\w+):)?(.*)$/.exec(options.schedule ?? "")!;
  if (options.schedule !== undefined && names.includes(only)) {
    const [report] = await runOne(module, scenarios, only, { ...options, schedule });
    return report.failure && names.length > 1 ? { ...report, name: only } : report;
  }
  const { schedule: _, ...all } = options; // It is for another test, if there is one.
  let report: Report = { schedules: 0, bound: -1 };
  let incomplete: string | undefined;
  let { work = WORK } = all;
  for (const name of names) {
    let done;
    [report, done] = await runOne(module, scenarios, name, { ...all, work });
    work -= done;
    if (report.failure) return names.length > 1 ? { ...report, name } : report;
    if (report.incomplete) incomplete ??= name;
  }
  return incomplete ? { ...report, incomplete: true, name: incomplete } : report;
}

async function runOne(
  module: string,
  scenarios: string,
  name: string,
  options: Options,
): Promise<Explored> {
  // deno-lint-ignore no-explicit-any
  const found: Scenario<any, any> | Table | undefined = (await import(scenarios))[name];
  if (!found) throw new TypeError(`Cannot explore "${name}": ${scenarios} has no such export`);
  const modules = await instances(module, "calls" in found ? THREADS : Object.keys(found.threads));
  if (!(modules instanceof Array)) return [modules, 0];
  return "calls" in found
    ? await explorePrograms(found, modules, scenarios, options)
    : await explore(found, modules, scenarios, options);
}

/** Loads the module once for each thread; the last instance is for what runs alone. */
async function instances(module: string, threads: string[]): Promise<unknown[] | Report> {
  const modules: unknown[] = [];
  try {
    for (const url of [...threads.map((name) => `${module}#${name}`), module].reverse()) {
      modules.unshift(await import(url));
    }
  } catch (error) {
    return unloadable(error);
  }
  return modules;
}

/** Explores a scenario. */
export async function explore(
  // deno-lint-ignore no-explicit-any
  scenario: Scenario<any, any>,
  modules: unknown[],
  scenarios: string,
  options: Options = {},
): Promise<Explored> {
  const limits = { ...options, ...scenario.limits };
  const { patience = PATIENCE } = limits;
  return await exploreProgram(programOf(scenario, modules, scenarios, patience), limits);
}

/** Explores generated programs, the smallest first, until one fails. */
export async function explorePrograms(
  table: Table,
  modules: unknown[],
  scenarios: string,
  options: Options = {},
): Promise<Explored> {
  const { patience = PATIENCE, random = 0, schedule } = options;
  const { programs = Infinity, enough = Infinity } = options;
  const [wanted, turns] = schedule?.split(".") ?? [];
  let [schedules, number, bound] = [0, 0, Infinity];
  const { work = WORK } = options;
  let all = 0;
  for (const generated of generate(table)) {
    if (number >= programs || schedules >= enough) break;
    number++;
    if (wanted !== undefined && Number(wanted) !== number) continue;
    const program = callsOf(
      table,
      generated,
      modules.slice(-1 - THREADS.length),
      scenarios,
      patience,
    );
    const { preemptions } = generated;
    const limits = { preemptions, ...options, random, work: work - all, schedule: turns };
    const [{ failure, ...report }, done] = await exploreProgram(program, limits);
    all += done;
    schedules += report.schedules;
    bound = Math.min(bound, report.bound);
    if (report.incomplete) return [{ ...report, schedules, programs: number }, all];
    if (!failure) continue;
    const its = { ...failure, schedule: `${number}.${failure.schedule}` };
    return [{ ...report, schedules, programs: number, failure: its }, all];
  }
  return [{ schedules, programs: number, bound }, all];
}

/** Explores a program in a task of its own, so that no real event comes in between; says how much it cost. */
function exploreProgram(program: Program, options: Options): Promise<Explored> {
  return inTask(() => {
    const search = searched(program, options);
    return [reportOf(program, search, options), search.work];
  });
}

function searched(program: Program, options: Options): Search {
  const { preemptions = 2, budget = 20_000, work = WORK, random = 200, seed = 1, regular = 0 } =
    options;
  const search = new Search(program, { preemptions, budget, work, random, seed, regular });
  if (options.schedule === undefined) search.run();
  else search.only(parse(options.schedule));
  return search;
}

function reportOf(program: Program, search: Search, options: Options): Report {
  const { preemptions = 2 } = options;
  const { schedules, bound, worst } = search;
  if (worst?.todo) throw worst.todo;
  if (!worst?.failure) {
    const isComplete = bound >= preemptions || options.schedule !== undefined;
    return { schedules, bound, ...isComplete ? {} : { incomplete: true } };
  }
  Error.stackTraceLimit = 50;
  const story = new Story(program.url);
  const again = new Schedule(program, follow(worst.choices), story).run();
  const { choices, cost, turns, failure } = again;
  const same = failure?.sentence === worst.failure.sentence && failure.sentence !== UNEQUAL;
  const sentence = options.schedule === undefined ? UNEQUAL : MISFIT;
  return {
    schedules,
    bound,
    failure: {
      ...same ? explained(program, again) : { kind: "error", sentence },
      table: same ? story.table(turns.threads) : "", // This run may be quite another one.
      schedule: format(choices.slice(0, Math.max(again.decided, SHORT))),
      preemptions: cost,
      steps: choices.length,
    },
  };
}

/** What went wrong; where threads wait, after trying whether they would go on if they were woken. */
function explained(program: Program, { choices, turns, failure }: Schedule) {
  if (failure!.kind !== "deadlock") return failure!;
  const goesOn = turns.threads.filter((thread, number) => {
    if (thread.ended) return false;
    const probe = new Schedule(program, follow(choices));
    probe.rouses = number;
    const woken = probe.run().turns.threads[number]!;
    // It may have come further, and wait again. Where it had to wait, it goes wrong instead.
    const goesWrong = ["claim", "error"].includes(probe.failure?.kind ?? "");
    return woken.ended || (woken.progress > thread.progress && !goesWrong);
  });
  const last = new Schedule(program, follow(choices));
  last.goesOn = new Set(goesOn.map(({ name }) => name));
  return last.run().failure!;
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
