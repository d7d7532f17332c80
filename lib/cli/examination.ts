/**
 * Tries a kata's tests with the stub, with solutions and with mistakes.
 *
 * @module
 */

import { join, toFileUrl } from "@std/path";
import type { Watchdog } from "lib/testing/watchdog.ts";
import {
  mistakeComplaint,
  nameComplaints,
  needComplaints,
  solutionComplaint,
  stubComplaint,
} from "./behaviour.ts";
import type { Complaint, Counts } from "./complaint.ts";
import { entries, readText } from "./course.ts";
import { mark, type Matrix } from "./matrix.ts";
import { type Mistake, parseMistake } from "./mistake.ts";
import { alternatives, mistakes } from "./structure.ts";
import { denoTest, type TestRun } from "./test_run.ts";

/** How long a run of one kata's tests may take, in milliseconds. */
const LIMIT = 120_000;

/** A file that stands in the stub's place, and what came of it. */
interface Candidate {
  file: string;
  role: "stub" | "solution" | "alternative" | "mistake";
  mistake?: Mistake;
  runs: TestRun[];
}

/** One run to be made. */
export interface Trial {
  kata: string;
  file: string;
  run(): Promise<void>;
}

/** All that is tried with one kata. */
export class Examination {
  #root: string;
  #kata: string;
  #watchdog: Watchdog;
  #candidates: Candidate[];

  /** Finds out what to try. */
  static async prepare(root: string, kata: string, watchdog: Watchdog): Promise<Examination> {
    const candidates: Candidate[] = [];
    const folder = `solutions/${kata}`;
    const files = (await entries(join(root, folder))).map((entry) => entry.name);
    const tests = await readText(join(root, `katas/${kata}/${kata}_test.ts`));
    if (tests === "") return new Examination(root, kata, watchdog, []); // A rule says so already.
    const add = (role: Candidate["role"], file: string, mistake?: Mistake) =>
      candidates.push({ role, file, mistake, runs: [] });
    if (files.includes("stub.ts")) add("stub", `${folder}/stub.ts`);
    if (files.includes(`${kata}.ts`)) add("solution", `${folder}/${kata}.ts`);
    for (const file of await alternatives(root, kata)) add("alternative", file);
    for (const file of await mistakes(root, kata)) {
      add("mistake", file, parseMistake(await readText(join(root, file))));
    }
    return new Examination(root, kata, watchdog, candidates);
  }

  private constructor(root: string, kata: string, watchdog: Watchdog, candidates: Candidate[]) {
    this.#root = root;
    this.#kata = kata;
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
    return Array.from({ length: repeat }, (_, round) =>
      this.#candidates.map((candidate) => ({
        kata: this.#kata,
        file: candidate.file,
        run: async () => {
          candidate.runs.push(await this.#test(candidate.file, shuffle && round > 0));
        },
      }))).flat();
  }

  /** What the runs have shown. */
  verdict(): { complaints: Complaint[]; counts: Counts } {
    const counts = { passed: 0, failed: 0 };
    const complaints: Complaint[] = [];
    for (const { file, role, mistake, runs } of this.#candidates) {
      const found = runs.map((run) =>
        role === "stub"
          ? stubComplaint(file, run)
          : role === "mistake"
          ? mistakeComplaint(file, mistake, run)
          : solutionComplaint(file, run)
      ).filter((complaint) => complaint !== undefined);
      counts.failed += found.length;
      counts.passed += runs.length - found.length;
      if (found.length === 0) continue;
      const often = runs.length > 1 ? `In ${found.length} of ${runs.length} runs: ` : "";
      complaints.push({ ...found[0]!, rule: often + found[0]!.rule });
    }
    return { complaints, counts };
  }

  /** Whether every test has a name of its own. */
  nameComplaints(): Complaint[] {
    return nameComplaints(this.#testFile, this.#tests);
  }

  /** Whether every test is needed. */
  needComplaints(): Complaint[] {
    const found = this.#mistakes.map(({ mistake }) => mistake);
    return needComplaints(this.#testFile, this.#tests, found);
  }

  /** Which test has caught which mistake. */
  matrix(): Matrix {
    const tests = this.#tests;
    const rows = this.#mistakes.map(({ file, mistake, runs }) => ({
      name: file.replace(/^.*\/(.*)\.ts$/, "$1"),
      sentence: mistake?.sentence ?? "",
      marks: tests.map((test) => mark(runs.filter((run) => fails(run, test)).length, runs.length)),
    }));
    return { kata: this.#kata, tests, mistakes: rows };
  }

  /** What was tried, in one line. */
  summary(): string {
    const runs = (role: Candidate["role"]) =>
      this.#candidates.filter((it) => it.role === role).flatMap((it) => it.runs).length;
    return `${this.#kata}: ${this.#tests.length} tests, run with the stub (${runs("stub")}), ` +
      `the solution (${runs("solution")}), alternatives (${runs("alternative")}) ` +
      `and mistakes (${runs("mistake")})`;
  }

  get #testFile(): string {
    return `katas/${this.#kata}/${this.#kata}_test.ts`;
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
    const map = await importMap(this.#root, this.#kata, file);
    const path = join(this.#watchdog.scratch, `${crypto.randomUUID()}.json`);
    await Deno.writeTextFile(path, JSON.stringify(map)); // Deno panics on a data: URL with links.
    return await denoTest({
      root: this.#root,
      args: ["--no-check", `--import-map=${path}`]
        .concat(shuffle ? ["--shuffle"] : [], this.#testFile),
      watchdog: this.#watchdog,
      limit: LIMIT,
    });
  }
}

function fails(run: TestRun, test: string): boolean {
  return run.results.some(({ name, failure }) => name === test && failure !== undefined);
}

/** The repository's import map, but with a file in the stub's place. */
async function importMap(root: string, kata: string, file: string): Promise<unknown> {
  const url = (path: string) => toFileUrl(join(root, path)).href;
  const { imports = {} } = JSON.parse(await readText(join(root, "deno.json")) || "{}");
  const absolute = Object.entries<string>(imports).map(([name, target]) => [
    name,
    target.startsWith("./") ? url(target) : target,
  ]);
  return {
    imports: { ...Object.fromEntries(absolute), [url(`katas/${kata}/${kata}.ts`)]: url(file) },
  };
}
