/**
 * `deno task check [kata…]`: proves the katas.
 *
 * @module
 */

import "lib/testing/guard.ts";
import { parseArgs, styleText } from "node:util";
import { fromFileUrl } from "@std/path";
import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { boardComplaints } from "./rules/repository/board_picture.ts";
import { traceComplaints } from "./rules/repository/trace_picture.ts";
import { type Complaint, type Counts, describe } from "./rules/complaint.ts";
import { listKatas } from "../course/course.ts";
import { Kata } from "../course/kata.ts";
import { KataProof, type Thoroughness, type Trial } from "./kata_proof.ts";
import { burn } from "../runs/load.ts";
import { indexComplaints, matrixComplaints, staleComplaints } from "./matrix_pages.ts";
import { RememberedProof } from "./remembered_proof.ts";
import { type Progress, TerminalProgress } from "../terminal/progress.ts";
import { inParallel } from "../runs/parallel.ts";
import { derivedComplaints } from "./rules/repository/derived.ts";
import { mapComplaints } from "./rules/repository/map.ts";
import { numbersComplaints } from "./rules/numbers.ts";
import { kataComplaints, repositoryComplaints } from "./structure.ts";
import { sourceComplaints } from "./sources.ts";
import { known, run, UsageError } from "../terminal/usage.ts";

const HELP = `deno task check [kata…] [options]

Proves the katas: stubs fail, solutions pass, every mistake is caught where it says. What was proved
on this machine, and has not changed since, is not proved again.

  --files       looks at the files only, and runs no test
  --fresh       proves everything again
  --matrix      runs each mistake against every test, and compares with the published pages
  --update      writes what can be derived: the list of all katas in solutions/, the import map,
                the picture of the board in the README, the map of the library, and with --matrix
                the pages that show which test catches which mistake
  --repeat N    runs the tests N times with each file
  --shuffle     in another order each time but the first
  --load        keeps every core busy meanwhile`;

/** How katas are proved. */
export interface CheckOptions extends Partial<Thoroughness> {
  /** Whether only the files are looked at, and no test runs. @default {false} */
  files?: boolean;
  /** Whether what was proved before is proved again. @default {false} */
  fresh?: boolean;
  /** Whether every core is kept busy meanwhile. @default {false} */
  load?: boolean;
  /** Whether what can be derived is written. @default {false} */
  update?: boolean;
  /** Whether format, lint and types of the katas' files are looked at. @default {true} */
  sources?: boolean;
}

/**
 * Proves katas.
 *
 * @param root The repository.
 * @param names Which.
 * @param options How thoroughly.
 * @param progress Where complaints go, and what is going on.
 * @returns How many proofs came out well: each rule about files, and each run of the tests. What was
 *   proved before is not counted.
 */
export async function check(
  root: string,
  names: string[],
  options: CheckOptions,
  progress: Progress,
): Promise<Counts> {
  const { files = false, load = false, update = false } = options;
  const tally = new Tally(progress);
  const order = await listKatas(root, ["katas", "solutions"]);
  tally.prove(await derivedComplaints(root, order, update));
  tally.prove(await mapComplaints(root, update));
  tally.prove(await boardComplaints(root, update));
  tally.prove(await traceComplaints(root, await listKatas(root), update));
  tally.prove(await numbersComplaints(root, update));
  for (const complaints of await repositoryComplaints(root)) tally.prove(complaints);

  const remembered: RememberedProof[] = [];
  for (const kata of names.map((name) => new Kata(root, name))) {
    const proof = await RememberedProof.of(kata);
    if (!await proveFiles(kata, options, tally) || files) continue;
    if (repeats(options) || !await proof.isProved()) remembered.push(proof);
    else progress.line(`${kata.name}: proved before, and nothing has changed since (or: --fresh)`);
  }
  const watchdog = new Watchdog();
  const stopLoad = load ? burn(watchdog) : undefined;
  try {
    await proveTests(remembered, watchdog, options, tally);
  } finally {
    await stopLoad?.();
    watchdog.close();
  }
  tally.prove(await indexComplaints(root, order, update));
  return tally.counts;
}

/** Counts proofs, and shows what does not hold. */
class Tally {
  readonly counts: Counts = { passed: 0, failed: 0 };
  readonly progress: Progress;

  constructor(progress: Progress) {
    this.progress = progress;
  }

  /** Counts one proof. */
  prove(complaints: Complaint[]): void {
    const good = complaints.length === 0;
    this.add(complaints, { passed: good ? 1 : 0, failed: good ? 0 : 1 });
  }

  /** Counts several proofs. */
  add(complaints: Complaint[], { passed, failed }: Counts): void {
    for (const complaint of complaints) this.progress.line(describe(complaint));
    this.counts.passed += passed;
    this.counts.failed += failed;
  }
}

/** Whether a proof is made that was made before. */
function repeats({ fresh, matrix, repeat, shuffle, load }: CheckOptions): boolean {
  return [fresh, matrix, shuffle, load, repeat !== undefined && repeat > 1].some(Boolean);
}

/** Proves what can be proved without running a test. Gives whether it makes sense to run tests. */
async function proveFiles(kata: Kata, options: CheckOptions, tally: Tally): Promise<boolean> {
  const { sources = true, matrix = false } = options;
  if (sources) {
    tally.progress.status(`${kata.name}: format, lint, types`);
    const { complaints, sound } = await sourceComplaints(kata);
    tally.prove(complaints);
    if (!sound) return false;
  }
  for (const complaints of await kataComplaints(kata)) tally.prove(complaints);
  if (!matrix) tally.prove(await staleComplaints(kata));
  return true;
}

/** Proves what needs the tests. */
async function proveTests(
  remembered: RememberedProof[],
  watchdog: Watchdog,
  options: CheckOptions,
  tally: Tally,
): Promise<void> {
  const { repeat = 1, shuffle = false, matrix = false, load = false, update = false } = options;
  const { progress } = tally;
  const proofs = await Promise.all(
    remembered.map(({ kata }) => KataProof.prepare(kata, watchdog)),
  );
  const trials: Trial[] = [];
  for (const proof of proofs) trials.push(...await proof.trials({ repeat, shuffle, matrix }));
  trials.sort((a, b) => b.size - a.size); // In the end, no core waits for a long one.
  let done = 0;
  await inParallel(trials, async ({ what, run }) => {
    progress.status(`${done} of ${trials.length} runs done, now ${what}`);
    await run();
    done++;
  });
  for (const [i, proof] of proofs.entries()) {
    if (proof.isEmpty) continue;
    // Who asks for many runs or a busy machine looks for what happens only sometimes.
    if (repeat === 1 && !load && !matrix) await proof.tryAgain(progress);
    const counts = await conclude(proof, { matrix, update, repeat }, progress);
    tally.add([], counts);
    if (counts.failed === 0) await remembered[i]!.remember((text) => progress.line(text));
  }
}

/** Proves what the runs of one kata's tests have shown. */
async function conclude(
  proof: KataProof,
  { matrix, update, repeat }: { matrix: boolean; update: boolean; repeat: number },
  progress: Progress,
): Promise<Counts> {
  const tally = new Tally(progress);
  const { complaints, counts } = proof.verdict();
  tally.add(complaints, counts);
  tally.prove(proof.needComplaints());
  tally.prove(await proof.tableComplaints());
  tally.prove(await proof.pictureComplaints());
  const seen = proof.matrix();
  if (matrix && seen.tests.length > 0) {
    tally.prove(await matrixComplaints(proof.kata, seen, update, repeat));
  }
  progress.line(proof.summary());
  return tally.counts;
}

/**
 * Runs the command.
 *
 * @param args Names of katas, and options.
 * @param root The repository.
 * @param progress Where to write to.
 * @returns The exit code: 0 when everything holds, 1 when not.
 * @throws {UsageError} When there is no such kata, or the number of repeats is none.
 */
export async function main(args: string[], root: string, progress: Progress): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      files: { type: "boolean" },
      fresh: { type: "boolean" },
      matrix: { type: "boolean" },
      update: { type: "boolean" },
      repeat: { type: "string" },
      shuffle: { type: "boolean" },
      load: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    progress.line(HELP);
    return 0;
  }
  const all = await listKatas(root, ["katas", "solutions"]);
  const katas = positionals.length > 0 ? positionals.map((name) => known(name, all)) : all;
  const repeat = Number(values.repeat ?? 1);
  if (!Number.isInteger(repeat) || repeat < 1) {
    throw new UsageError(`Cannot repeat "${values.repeat}" times: give a whole number from 1 on`);
  }
  const fresh = values.fresh || Deno.env.get("CI") !== undefined;
  const { passed, failed } = await check(root, katas, { ...values, repeat, fresh }, progress);
  progress.line(styleText(failed > 0 ? "red" : "green", `${passed} passed, ${failed} failed`));
  return failed > 0 ? 1 : 0;
}

if (import.meta.main) {
  const root = fromFileUrl(import.meta.resolve("../../../"));
  Deno.exit(await run(() => main(Deno.args, root, new TerminalProgress())));
}
