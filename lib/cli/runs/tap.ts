/**
 * Reads what `deno test --reporter=tap` writes.
 *
 * ```ts
 * import { readTap, type TestResult } from "lib/cli/runs/tap.ts";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const results: TestResult[] = [];
 * const text = "TAP version 14\nok 1 - water is wet\n1..1\n";
 * const complete = await readTap(ReadableStream.from([text]), (result) => results.push(result));
 * assert(complete);
 * assertEquals(results, [{ name: "water is wet" }]);
 * ```
 *
 * @module
 */

/** What came of one test. A test that was skipped gives no result. */
export interface TestResult {
  /** The test's name. */
  name: string;
  /** Why it failed; missing when it passed. */
  failure?: string;
  /** The file of a test that failed, as seen from where `deno test` ran. */
  file?: string;
}

const RESULT = /^( *)(not )?ok \d+ - (.*?)( # SKIP)?$/;
const PLAN = /^1\.\.\d+$/;
/** Deno's message for a test whose steps tell the reason. */
const IN_STEPS = /^\d+ test steps? failed\.$/;

/**
 * Reads test results as they come.
 *
 * @param chunks The text, cut anywhere.
 * @param onResult Called with each result, a failure once its message is known.
 * @param onFile Called when the tests of a file begin to run.
 * @returns Whether the run came to its end.
 */
export async function readTap(
  chunks: AsyncIterable<string>,
  onResult: (result: TestResult) => void,
  onFile: () => void = () => {},
): Promise<boolean> {
  let failed: TestResult | undefined;
  let step = "";
  let steps: string[] = [];
  let complete = false;

  function flush(): void {
    if (failed) onResult(failed);
    failed = undefined;
  }

  for await (const line of lines(chunks)) {
    const [, indent, not, name = "", skipped] = RESULT.exec(line) ?? [];
    if (indent) {
      step = unescape(name);
    } else if (indent === "") {
      flush();
      if (not) failed = { name: unescape(name), failure: steps.join("\n\n") };
      else if (!skipped) onResult({ name: unescape(name) });
      steps = [];
    } else if (/^ +\{/.test(line)) {
      const { message, file } = detailsOf(line);
      if (failed && file) failed.file = file;
      if (IN_STEPS.test(message)) continue;
      if (failed) failed.failure = message;
      else steps.push(`${step}: ${message}`);
    } else if (line === "  ...") {
      flush();
    } else if (line.startsWith("# ")) {
      onFile();
    } else if (PLAN.test(line)) {
      flush();
      complete = true;
    }
  }
  flush();
  return complete;
}

async function* lines(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of chunks) {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop()!;
    yield* parts;
  }
  if (rest !== "") yield rest;
}

/** The message of a failure, and the file of its test. */
function detailsOf(line: string): { message: string; file?: string } {
  try {
    const { message, at } = JSON.parse(line);
    return { message, file: at?.file };
  } catch {
    return { message: line.trim() }; // Cut off in the middle.
  }
}

function unescape(name: string): string {
  return name.replace(/\\(.)/g, "$1");
}
