/**
 * Tries a kata's tests with the stub, with solutions and with mistakes.
 *
 * Each mistake is run against the test that it names. Against all tests it runs only where that is
 * asked for (the matrix), or needed (the picture of a failure in the repository's README).
 *
 * @module
 */

import { join } from "@std/path";
import type { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { needComplaints, tableComplaints } from "./behaviour.ts";
import { type Attempt, runBatch } from "./batch.ts";
import { type Candidate, judge, listCandidates, ROLES } from "./candidate.ts";
import { type Complaint, type Counts, describe } from "./rules/complaint.ts";
import { failurePicture, isPictured } from "./rules/repository/failure_picture.ts";
import { importMap } from "../course/import_map.ts";
import type { Kata } from "../course/kata.ts";
import { mark, type Matrix } from "../course/mistakes/matrix.ts";
import { BUSY, machineLoad } from "../runs/machine_load.ts";
import type { Progress } from "../terminal/progress.ts";
import { denoTest, type TestRun } from "../runs/test_run.ts";

/** How long one `deno test` may take, in milliseconds. */
const LIMIT = 300_000;

/** How many mistakes are tried by one `deno test`. */
const BATCH = 20;

/** How thoroughly a kata is tried. */
export interface Thoroughness {
  /** How many times each file is tried. */
  repeat: number;
  /** Whether the tests run in another order each time but the first. */
  shuffle: boolean;
  /** Whether each mistake runs against every test. */
  matrix: boolean;
}

/** One `deno test` to be run. */
export interface Trial {
  /** What it tries. */
  what: string;
  /** How many files it tries. */
  size: number;
  run(): Promise<void>;
}

/** All that is tried with one kata. */
export class KataProof {
  readonly kata: Kata;
  #watchdog: Watchdog;
  #candidates: Candidate[];

  /** Finds out what to try. */
  static async prepare(kata: Kata, watchdog: Watchdog): Promise<KataProof> {
    return new KataProof(kata, watchdog, await listCandidates(kata));
  }

  private constructor(kata: Kata, watchdog: Watchdog, candidates: Candidate[]) {
    this.kata = kata;
    this.#watchdog = watchdog;
    this.#candidates = candidates;
  }

  /** Lists the runs to be made. */
  async trials({ repeat, shuffle, matrix }: Thoroughness): Promise<Trial[]> {
    const whole: Candidate[] = [];
    const single: Candidate[] = [];
    for (const candidate of this.#candidates) {
      const { mistake } = candidate;
      const few = mistake && !matrix && !await isPictured(this.kata, mistake);
      (few ? single : whole).push(candidate);
    }
    const batches = chunks(single, BATCH);
    const rounds = Array.from({ length: repeat }, (_, round) => shuffle && round > 0);
    const trials = rounds.flatMap((shuffled) => [
      ...whole.map((candidate) => ({
        what: candidate.file,
        size: 1,
        run: () => this.#tryAll(candidate, shuffled),
      })),
      ...batches.map((batch) => ({
        what: `${this.kata.name}: ${batch.length} mistakes`,
        size: batch.length,
        run: () => this.#tryBatch(batch, shuffled),
      })),
    ]);
    return trials;
  }

  /**
   * Runs once more, alone, what did not go as it should while the machine was busy, and says both results.
   * The second one counts.
   */
  async tryAgain(progress: Progress): Promise<void> {
    for (const candidate of this.#candidates) {
      const [complaint] = judge(candidate);
      if (!complaint || candidate.load < BUSY) continue;
      progress.line(describe(complaint));
      progress.status(`once more, alone: ${candidate.file}`);
      candidate.runs = [];
      if (candidate.mistake) await this.#tryBatch([candidate], false);
      else await this.#tryAll(candidate, false);
      const result = judge(candidate).length > 0 ? "not as it should, either" : "as it should";
      const load = candidate.load.toFixed(1);
      progress.line(
        `  Once more, alone, it goes ${result}. The machine was busy: ${load} for each core.`,
      );
    }
  }

  /** Whether there is nothing to try, about which rules complain. */
  get isEmpty(): boolean {
    return this.#candidates.length === 0;
  }

  /** What the runs have shown. */
  verdict(): { complaints: Complaint[]; counts: Counts } {
    const counts = { passed: 0, failed: 0 };
    const complaints: Complaint[] = [];
    for (const candidate of this.#candidates) {
      const runs = candidate.runs.length;
      const found = judge(candidate);
      counts.failed += found.length;
      counts.passed += runs - found.length;
      if (found.length === 0) continue;
      const often = runs > 1 ? `In ${found.length} of ${runs} runs: ` : "";
      complaints.push({ ...found[0]!, rule: often + found[0]!.rule });
    }
    return { complaints, counts };
  }

  /** Whether every test is needed. */
  needComplaints(): Complaint[] {
    const found = this.#mistakes.map(({ mistake }) => mistake);
    return needComplaints(this.kata.tests, this.#tests, found);
  }

  /** Whether the page quotes what tests say. */
  async tableComplaints(): Promise<Complaint[]> {
    const wrong = this.#candidates.filter(({ role }) => role === "stub" || role === "mistake");
    const results = wrong.flatMap(({ runs }) => runs).flatMap(({ results }) => results);
    const failures = results.map(({ failure }) => failure).filter((text) => text !== undefined);
    const { page } = this.kata;
    return tableComplaints(page, await this.kata.text(page), failures);
  }

  /** Whether the repository's README shows a failure as it is. */
  pictureComplaints(): Promise<Complaint[]> {
    return failurePicture(this.kata, this.#mistakes.flatMap(({ runs }) => runs));
  }

  /** Which test has caught which mistake. */
  matrix(): Matrix {
    const tests = this.#tests;
    const rows = this.#mistakes.map(({ file, mistake, runs }) => ({
      name: file.replace(/^.*\/(.*)\.ts$/, "$1"),
      sentence: mistake?.sentence ?? "",
      caughtBy: mistake?.caughtBy ?? "",
      marks: tests.map((test) => mark(runs.filter((run) => fails(run, test)).length, runs.length)),
    }));
    return { kata: this.kata.name, tests, mistakes: rows };
  }

  /** What was tried, in one line, and how often it went as it should. */
  summary(): string {
    const often = ROLES.map((role) => {
      const candidates = this.#candidates.filter((candidate) => candidate.role === role);
      const runs = candidates.flatMap((candidate) => candidate.runs).length;
      return `${role} ${runs - candidates.flatMap(judge).length} of ${runs}`;
    });
    return `${this.kata.name}: ${this.#tests.length} tests; runs as expected: ${often.join(", ")}`;
  }

  get #mistakes(): Candidate[] {
    return this.#candidates.filter(({ role }) => role === "mistake");
  }

  /** The names of the tests, in their order. */
  get #tests(): string[] {
    const solution = this.#candidates.find(({ role }) => role === "solution");
    return solution?.runs[0]?.results.map(({ name }) => name) ?? [];
  }

  async #tryAll(candidate: Candidate, shuffle: boolean): Promise<void> {
    candidate.load = Math.max(candidate.load, machineLoad());
    candidate.runs.push(await this.#runAll(candidate, shuffle));
  }

  async #tryBatch(batch: Candidate[], shuffle: boolean): Promise<void> {
    const attempts = batch.map(({ file, mistake }): Attempt => ({ file, test: mistake!.caughtBy }));
    const options = { watchdog: this.#watchdog, limit: LIMIT, shuffle };
    const runs = await runBatch(this.kata, attempts, options);
    for (const [i, candidate] of batch.entries()) {
      candidate.load = Math.max(candidate.load, machineLoad());
      // Alone, it shows what is wrong: there is no such test, say, or it ends the run.
      candidate.runs.push(runs[i] ?? await this.#runAll(candidate, shuffle));
    }
  }

  /** Runs all tests, as a learner does. */
  async #runAll({ file, role }: Candidate, shuffle: boolean): Promise<TestRun> {
    const map = await importMap(this.kata, file);
    const path = join(this.#watchdog.scratch, `${crypto.randomUUID()}.json`);
    await Deno.writeTextFile(path, JSON.stringify(map)); // Deno panics on a data: URL with links.
    return await denoTest({
      root: this.kata.root,
      args: ["--no-check", `--import-map=${path}`]
        .concat(shuffle ? ["--shuffle"] : [], this.kata.tests),
      watchdog: this.#watchdog,
      limit: LIMIT,
      // With the reference, the explorer has to look at all that it was asked for.
      env: role === "solution" ? { IPC_KATAS_COMPLETE: "1" } : {},
    });
  }
}

function fails(run: TestRun, test: string): boolean {
  return run.results.some(({ name, failure }) => name === test && failure !== undefined);
}

function chunks<T>(items: T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size));
}
