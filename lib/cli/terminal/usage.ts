/**
 * How a command ends: on wrong use with exit code 2, and quietly when nobody can read what it writes.
 *
 * @module
 */

// The package that lib/std/assert is made of: nothing more to download.
// deno-lint-ignore no-import-prefix
import { closestString } from "npm:deno-std@1.4.0/text/closest_string.js";

import { OutputError } from "./progress.ts";
import { reasonOf } from "./reason.ts";

/** What the user has to write otherwise. */
export class UsageError extends Error {
  override name = "UsageError";
}

/**
 * Checks a name, usually that of a kata.
 *
 * @param name What the user wrote.
 * @param names The names there are.
 * @param kind What has these names.
 * @returns The name.
 * @throws {UsageError} With a suggestion, when there is none of that name.
 */
export function known(name: string, names: string[], kind = "kata"): string {
  if (names.includes(name)) return name;
  const guess = names.length > 0 ? ` Did you mean "${closestString(name, names)}"?` : "";
  throw new UsageError(
    `Cannot find the ${kind} "${name}": there is none of that name.${guess}\n` +
      `The ${kind}s are: ${names.join(", ")}`,
  );
}

/**
 * Runs a command.
 *
 * @param command What to do; it returns its exit code.
 * @returns The exit code; 2, after a message, on wrong use; 1, when it cannot write what it has to say.
 */
export async function run(command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof OutputError) {
      const gone = error.cause instanceof Deno.errors.BrokenPipe; // as by `| head -1`
      if (!gone) console.error(`${error.message}: ${reasonOf(error.cause)}`);
      return 1;
    }
    if ((error as Error).name === "ScratchError") {
      console.error((error as Error).message);
      return 1;
    }
    const code = (error as { code?: string }).code ?? "";
    if (!(error instanceof UsageError) && !code.startsWith("ERR_PARSE_ARGS")) throw error;
    const { message } = error as Error;
    // What follows the first sentence is about arguments that begin with a dash.
    console.error(
      code ? `Cannot read the arguments: ${message.split(". ")[0]}. Try --help` : message,
    );
    return 2;
  }
}
