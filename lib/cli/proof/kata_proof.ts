/**
 * Tries a kata's tests with the stub, with solutions and with mistakes.
 *
 * @module
 */

import { join } from "@std/path";
import type { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { needComplaints, tableComplaints } from "./behaviour.ts";
import { type Candidate, judge, listCandidates, ROLES } from "./candidate.ts";
import type { Complaint, Counts } from "./rules/complaint.ts";
import { failurePicture } from "./rules/failure_picture.ts";
import { importMap } from "../course/import_map.ts";
import { mark, type Matrix } from "../course/matrix.ts";
import { Kata } from "../course/kata.ts";
import { denoTest, type TestRun } from "../runs/test_run.ts";

/** How long a run of one kata's tests may take, in milliseconds. */
const LIMIT = 120_000;

/** One run to be made. */
export interface Trial {
  examination: Examination;
  file: string;
  run(): Promise<void>;
}

/** All that is tried with one kata. */
export class Examination {
  #files: Kata;
  #watchdog: Watchdog;
  #candidates: Candidate[];
  #pending = 0;

  /** Finds out what to try. */
  static async prepare(root: string, kata: string, watchdog: Watchdog): Promise<Examination> {
    return new Examination(root, kata, watchdog, await listCandidates(root, kata));
  }

  private constructor(root: string, kata: string, watchdog: Watchdog, candidates: Candidate[]) {
    this.#files = new Kata(root, kata);
    this.#watchdog = watchdog;
    this.#candidates = candidates;
  }

  /**
   * Lists the runs to be made.
   *
   * @param repeat How many with each file.
   * @param shuffle Whether the tests run in another order each time but the first.
   */
  trials(repeat: number, shuffle: boolean): Trial[] {
    this.#pending = repeat * this.#candidates.length;
    return Array.from({ length: repeat }, (_, round) =>
      this.#candidates.map((candidate) => ({
        examination: this,
        file: candidate.file,
        run: async () => {
          candidate.runs.push(await this.#test(candidate.file, shuffle && round > 0));
          this.#pending--;
        },
      }))).flat();
  }

  /** Whether all runs have been made. */
  get finished(): boolean {
    return this.#pending === 0;
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
    return needComplaints(this.#files.tests, this.#tests, found);
  }

  /** Whether the page quotes what tests say. */
  async tableComplaints(): Promise<Complaint[]> {
    const wrong = this.#candidates.filter(({ role }) => role === "stub" || role === "mistake");
    const results = wrong.flatMap(({ runs }) => runs).flatMap(({ results }) => results);
    const failures = results.map(({ failure }) => failure).filter((text) => text !== undefined);
    const { page } = this.#files;
    return tableComplaints(page, await this.#files.text(page), failures);
  }

  /** Whether the repository's README shows a failure as it is. */
  pictureComplaints(): Promise<Complaint[]> {
    const { root, name } = this.#files;
    return failurePicture(root, name, this.#mistakes.flatMap(({ runs }) => runs));
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
    return { kata: this.#files.name, tests, mistakes: rows };
  }

  /** What was tried, in one line, and how often it went as it should. */
  summary(): string {
    const often = ROLES.map((role) => {
      const candidates = this.#candidates.filter((candidate) => candidate.role === role);
      const runs = candidates.flatMap((candidate) => candidate.runs).length;
      return `${role} ${runs - candidates.flatMap(judge).length} of ${runs}`;
    });
    return `${this.#files.name}: ${this.#tests.length} tests; runs as expected: ${
      often.join(", ")
    }`;
  }

  get #mistakes(): Candidate[] {
    return this.#candidates.filter(({ role }) => role === "mistake");
  }

  /** The names of the tests, in their order. */
  get #tests(): string[] {
    const solution = this.#candidates.find(({ role }) => role === "solution");
    return solution?.runs[0]?.results.map(({ name }) => name) ?? [];
  }

  async #test(file: string, shuffle: boolean): Promise<TestRun> {
    const { root, name, tests } = this.#files;
    const map = await importMap(root, name, file);
    const path = join(this.#watchdog.scratch, `${crypto.randomUUID()}.json`);
    await Deno.writeTextFile(path, JSON.stringify(map)); // Deno panics on a data: URL with links.
    return await denoTest({
      root,
      args: ["--no-check", `--import-map=${path}`]
        .concat(shuffle ? ["--shuffle"] : [], tests),
      watchdog: this.#watchdog,
      limit: LIMIT,
    });
  }
}

function fails(run: TestRun, test: string): boolean {
  return run.results.some(({ name, failure }) => name === test && failure !== undefined);
}
