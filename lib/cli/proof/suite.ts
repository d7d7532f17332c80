/**
 * `deno task test`: everything that must hold before a change is done.
 *
 * A learner's own file plays no part in it: a solution or the pristine stub stands in its place.
 *
 * @module
 */

import "lib/testing/guard.ts";
import { styleText } from "node:util";
import { fromFileUrl, join } from "@std/path";
import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { check } from "./check.ts";
import type { Counts } from "./rules/complaint.ts";
import { listKatas } from "../course/course.ts";
import { entries } from "../course/files.ts";
import { isKept } from "../course/kept.ts";
import { type Progress, TerminalProgress } from "../terminal/progress.ts";
import { denoTest } from "../runs/test_run.ts";

/** How long the tests of lib may take, in milliseconds. */
const LIMIT = 600_000;

/**
 * Runs every step, also when one fails.
 *
 * @param root The repository.
 * @param progress Where to write to: a line per step, and all of a step that fails.
 * @returns How many steps, tests and proofs came out well.
 */
export async function test(root: string, progress: Progress): Promise<Counts> {
  const total: Counts = { passed: 0, failed: 0 };
  await Promise.all([sourceSteps(), libTests(), proofs()]); // side by side: many tests wait a lot
  return total;

  async function sourceSteps(): Promise<void> {
    await step("format", ["fmt", "--check"]);
    await step("lint", ["lint"]);
    await step("types", [
      "check",
      "--import-map=solutions/import_map.json",
      "lib",
      "solutions",
      ...await kataSources(root),
    ]);
  }

  async function step(name: string, args: string[]): Promise<void> {
    progress.status(name);
    const env: Record<string, string> = Deno.stdout.isTerminal() ? {} : { NO_COLOR: "1" };
    const command = new Deno.Command(Deno.execPath(), {
      args,
      cwd: root,
      env: { ...env, RUST_BACKTRACE: "0" },
      stdin: "null",
    });
    const { success, stdout, stderr } = await command.output();
    if (!success) { for (const bytes of [stdout, stderr]) progress.line(text(bytes)); }
    report(success, name, ...count(success));
  }

  async function libTests(): Promise<void> {
    const watchdog = new Watchdog();
    let [passed, failed] = [0, 0];
    try {
      const { complete, success, stderr } = await denoTest({
        root,
        args: ["--doc", "--parallel", "lib"],
        watchdog,
        limit: LIMIT,
        onResult({ name, failure }) {
          if (failure === undefined) passed++;
          else failed++;
          if (failure !== undefined) progress.line(`\n✗ ${name}\n\n${failure}\n`);
          progress.status(`lib: ${passed + failed} tests have run`);
        },
      });
      if (!complete || (!success && failed === 0)) {
        failed++; // The run itself.
        progress.line(stderr);
      }
    } finally {
      watchdog.close();
    }
    report(failed === 0, `lib: ${passed} of ${passed + failed} tests pass`, passed, failed);
  }

  async function proofs(): Promise<void> {
    const all = await listKatas(root, ["katas", "solutions"]);
    const { passed, failed } = await check(root, all, {}, progress);
    report(failed === 0, `katas: ${passed} of ${passed + failed} proofs hold`, passed, failed);
  }

  function report(good: boolean, what: string, passed: number, failed: number): void {
    total.passed += passed;
    total.failed += failed;
    progress.line(`${styleText(good ? "green" : "red", good ? "✓" : "✗")} ${what}`);
  }
}

function count(success: boolean): [passed: number, failed: number] {
  return success ? [1, 0] : [0, 1];
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).trimEnd();
}

/** Everything in the folders of the katas but the learner's files. */
async function kataSources(root: string): Promise<string[]> {
  const katas = await listKatas(root);
  const files = await Promise.all(katas.map(async (kata) => {
    const names = (await entries(join(root, "katas", kata))).map((entry) => entry.name);
    return names.filter((name) => name.endsWith(".ts") && name !== `${kata}.ts` && !isKept(name))
      .map((name) => `katas/${kata}/${name}`);
  }));
  return files.flat();
}

if (import.meta.main) {
  const root = fromFileUrl(import.meta.resolve("../../../"));
  const { passed, failed } = await test(root, new TerminalProgress());
  console.log(styleText(failed > 0 ? "red" : "green", `${passed} passed, ${failed} failed`));
  Deno.exit(failed > 0 ? 1 : 0);
}
