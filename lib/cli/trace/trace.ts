/**
 * `deno task trace <kata> <text>`: records the system calls of tests, and draws them.
 *
 * @module
 */

import "lib/testing/guard.ts";
import { parseArgs } from "node:util";
import { fromFileUrl, relative, resolve } from "@std/path";
import { inspecting } from "lib/testing/peer/inspecting.ts";
import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { noTestScreen, stoppedScreen } from "../learner/screens/stopped_screen.ts";
import { testNames } from "../course/test_names.ts";
import { namedKata } from "../learner/named_kata.ts";
import { lastRun } from "../learner/memory.ts";
import { interruptible } from "../terminal/interrupt.ts";
import { type Progress, TerminalProgress } from "../terminal/progress.ts";
import { expectWritable } from "../terminal/result_file.ts";
import { lineWidth } from "../terminal/terminal.ts";
import { run, UsageError } from "../terminal/usage.ts";
import { picture } from "./picture.ts";
import { recorded } from "./recorded.ts";
import { report } from "./report.ts";
import { screen } from "./screen.ts";
import { expectStrace } from "./strace.ts";
import { svg } from "./svg.ts";

const HELP = `deno task trace <kata> <text>

Runs the tests of a kata that have this text in their names, records their system calls
with strace, and draws a picture of each test: a lane for each process, time from top to
bottom, an arrow where bytes, a signal or the end of a process arrive.

  --all           shows every call on an object of the test, and folds nothing
  --svg <file>    writes the pictures into a file, for a browser
  --json          writes the record for programs
  --with <file>   runs the tests with this file in the place of yours

The exit code is 0 when there is a picture, whatever came of the test, 1 when no test ran,
2 when the command is wrong or this machine cannot record, 130 after Ctrl-C.`;

const OPTIONS = {
  all: { type: "boolean" },
  svg: { type: "string" },
  json: { type: "boolean" },
  with: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/**
 * Runs the command.
 *
 * @param args A kata's name, a part of a test's name, and options.
 * @param root The repository.
 * @param progress Where to write to.
 * @returns The exit code.
 * @throws {UsageError} When there is no such kata, or nothing can be recorded here.
 */
export async function main(args: string[], root: string, progress: Progress): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  if (values.help) {
    progress.line(HELP);
    return 0;
  }
  const [name, ...words] = positionals;
  if (name === undefined) throw new UsageError("Cannot trace: of which kata? Give its name");
  const kata = await namedKata(root, name);
  const filter = words.join(" ");
  if (filter === "") {
    throw new UsageError(
      `Cannot trace every test of ${name}: choose one by a part of its name, as in\n` +
        `    deno task trace ${name} "${testNames(await kata.text(kata.tests))[0] ?? "receive()"}"`,
    );
  }
  if (inspecting) {
    throw new UsageError(
      "Cannot trace with IPC_KATAS_INSPECT: a debugger and strace exclude each other. Unset it",
    );
  }
  const file = values.with === undefined ? undefined : await fileIn(root, values.with);
  if (values.svg !== undefined) await expectWritable(values.svg);
  await expectStrace();
  return await interruptible(progress, async (signal) => {
    const watchdog = new Watchdog();
    try {
      progress.status(`${name}: recording …`);
      const found = await recorded(kata, { filter, watchdog, signal, ...file && { file } });
      if (signal.aborted) return 1;
      const { run: testRun, stories, cut } = found;
      if (stories.length === 0) {
        const none = testRun.success && testRun.results.length === 0;
        progress.line(none ? await noTestScreen(kata) : stoppedScreen(testRun.stderr, kata));
        return 1;
      }
      const before = file === undefined ? (await lastRun(kata))?.tests ?? [] : [];
      const shown = stories.map((story) => ({
        story,
        picture: picture(story, values.all),
        result: testRun.results.find(({ name }) => name === story.name),
        passedBefore: before.some(({ name, state }) => name === story.name && state === "passed"),
      }));
      if (values.json) {
        progress.line(JSON.stringify(report(kata, shown), null, 2));
        return 0;
      }
      if (values.svg !== undefined) {
        await Deno.writeTextFile(values.svg, svg(shown, root));
        progress.line(`Drawn: ${values.svg}`);
        return 0;
      }
      for (const one of shown) progress.line(screen(one, root, lineWidth()).join("\n"));
      if (cut) {
        progress.line("\nThe record is too long to be read as a whole: this is its beginning.");
      }
      return 0;
    } finally {
      watchdog.close();
    }
  });
}

/** The path of a file as seen from the repository. */
async function fileIn(root: string, path: string): Promise<string> {
  const file = resolve(path);
  const found = await Deno.stat(file).catch(() => undefined);
  if (!found?.isFile) throw new UsageError(`Cannot trace with ${path}: there is no such file`);
  return relative(root, file);
}

if (import.meta.main) {
  const root = fromFileUrl(import.meta.resolve("../../../"));
  Deno.exit(await run(() => main(Deno.args, root, new TerminalProgress())));
}
