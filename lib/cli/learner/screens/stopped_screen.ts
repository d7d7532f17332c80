/**
 * What a learner sees when tests could not run: a syntax error, a broken test file.
 *
 * @module
 */

import type { Kata } from "../../course/kata.ts";
import { testNames } from "../../course/test_names.ts";
import { shortNames } from "./failure_screen.ts";
import { paint } from "../../terminal/terminal.ts";
import { typeset } from "../../terminal/typeset.ts";

/**
 * Shows why the tests of a kata did not run, or did not come to their end.
 *
 * @param stderr What `deno test` said.
 * @param kata The kata.
 */
export function stoppedScreen(stderr: string, kata: Kata): string {
  const { root, file: mine, tests } = kata;
  const text = shortNames(stderr, root).replace(/^Download .*\n?/gm, "");
  const shown = loadError(text);
  const lines = ["", shown.replace(/^ +at .*/gm, (line) => paint("cyan", line)), ""];
  if (shown.includes(tests) && !shown.includes(mine)) {
    const missing = /does not provide an export|Cannot find module|Module not found/.test(shown);
    lines.push(
      typeset(
        missing ? KEEP : `This is the test file. See what has changed in it: \`git diff ${tests}\``,
      ),
      "",
    );
  }
  return lines.join("\n");
}

/** Lists the names of the tests, where a filter has chosen none. */
export async function noTestScreen(kata: Kata): Promise<string> {
  const names = testNames(await kata.text(kata.tests));
  return ["", "No test has such a name. These are the tests:", "", ...names, ""].join("\n");
}

/** What to do where the tests do not find what they use. */
export const KEEP =
  "The tests use your functions by their names and types: keep those of the stub.";

/** An error while the files were loaded, without what Deno says around it. */
function loadError(text: string): string {
  const [, told] =
    /^.*\(uncaught error\)\n([^]*?)(?=\nThis error was not caught from a test|\n\n FAILURES)/m.exec(
      text,
    ) ?? [];
  return (told ?? text).replace(/^error: (?:\(in promise\) )?/, "").trim();
}
