/**
 * Tries mutants: which of them compile, and what a kata's tests make of one.
 *
 * @module
 */

import { join, relative, toFileUrl } from "@std/path";
import type { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { entries } from "../course/files.ts";
import { importMap } from "../course/import_map.ts";
import type { Kata } from "../course/kata.ts";
import { denoTest, type TestRun } from "../runs/test_run.ts";

/** How long a run may take, in milliseconds: longer than any test with a deadline of its own. */
const LIMIT = 60_000;

/** The place of a kata's mutants. Each has a folder with all that stands beside the solution. */
export class MutantFolder {
  #kata: Kata;
  #watchdog: Watchdog;
  #count = 0;

  /**
   * Nothing is written yet.
   *
   * @param kata The kata.
   * @param watchdog It gives the room, and ends what runs when this process ends first.
   */
  constructor(kata: Kata, watchdog: Watchdog) {
    this.#kata = kata;
    this.#watchdog = watchdog;
  }

  /**
   * Writes a changed solution.
   *
   * @param text The changed text.
   * @returns The file.
   */
  async write(text: string): Promise<string> {
    const { root, name: kata } = this.#kata;
    const original = join(root, "solutions", kata);
    const folder = join(this.#watchdog.scratch, kata, String(++this.#count));
    await Deno.mkdir(folder, { recursive: true });
    for (const { name, isFile } of await entries(original)) {
      if (isFile) await Deno.copyFile(join(original, name), join(folder, name));
    }
    const file = join(folder, `${kata}.ts`);
    await Deno.writeTextFile(file, text);
    return file;
  }

  /**
   * Runs the kata's tests until one fails.
   *
   * @param file A changed solution, to stand in the stub's place.
   */
  async test(file: string): Promise<TestRun> {
    return await denoTest({
      root: this.#kata.root,
      args: ["--no-check", "--fail-fast", await this.#map(file), this.#kata.tests],
      watchdog: this.#watchdog,
      limit: LIMIT,
    });
  }

  /**
   * Checks the types of many files at once.
   *
   * @param files Changed solutions.
   * @returns Those that compile.
   */
  async compiling(files: string[]): Promise<string[]> {
    if (files.length === 0) return [];
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["check", "--quiet", "--config", join(this.#kata.root, "deno.json")]
        .concat(await this.#map(files[0]!), files),
      env: { NO_COLOR: "1" },
      stdin: "null",
      stdout: "null",
    }).output();
    if (success) return files;
    const said = new TextDecoder().decode(stderr);
    const good = files.filter((file) => !said.includes(`${toFileUrl(file).href}:`));
    if (good.length === files.length) throw new Error(`Cannot check types:\n${said}`);
    // What cannot even be parsed hides the type errors of the others.
    return /^TS\d+ /m.test(said) ? good : await this.compiling(good);
  }

  async #map(file: string): Promise<string> {
    const map = await importMap(this.#kata, relative(this.#kata.root, file));
    const path = `${file}.json`;
    await Deno.writeTextFile(path, JSON.stringify(map));
    return `--import-map=${path}`;
  }
}
