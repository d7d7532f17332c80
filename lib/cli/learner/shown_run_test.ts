import { fromFileUrl } from "@std/path";
import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { importMap } from "../course/import_map.ts";
import { Kata } from "../course/kata.ts";
import { parseMistake } from "../course/mistakes/mistake.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { shownRun } from "./shown_run.ts";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";

const ROOT = fromFileUrl(import.meta.resolve("../../../"));

/** A mistake in one function; the picture of a failure in the README shows another one. */
const MISTAKES = ["reports_only_the_exit_code"];

Deno.test("what a learner gets wrong in a real kata is named", async () => {
  const watchdog = new Watchdog();
  try {
    for (const name of MISTAKES) {
      const file = `solutions/pipe/mistakes/${name}.ts`;
      const map = `${watchdog.scratch}/${name}.json`;
      await Deno.writeTextFile(map, JSON.stringify(await importMap(new Kata(ROOT, "pipe"), file)));
      let output = "";
      const progress = { line: (text: string) => void (output += `${text}\n`), status: () => {} };
      const options = { progress, watchdog, types: false, args: [`--import-map=${map}`] };
      const passed = await shownRun(new Kata(ROOT, "pipe"), options);

      assert(!passed, name);
      const { sentence, caughtBy } = parseMistake(await Deno.readTextFile(`${ROOT}/${file}`))!;
      const symbol = caughtBy.slice(0, caughtBy.indexOf(" "));
      const said = output.replace(/\s+/g, " ");
      assertStringIncludes(said, `In ${symbol}, this looks like: ${sentence}`);
    }
  } finally {
    watchdog.close();
  }
});

Deno.test("where the screen is too small for all, the headline stands once more at the end", async () => {
  using repository = new FakeRepository();
  const watchdog = new Watchdog();
  try {
    const headlines = async (rows: number) => {
      let output = "";
      const progress = { line: (text: string) => void (output += `${text}\n`), status: () => {} };
      await shownRun(repository.kata, { progress, watchdog, types: false, rows });
      return output.match(/^✗ sum\(\) adds two numbers\n\nTo do: /gm)?.length;
    };
    assertEquals([await headlines(24), await headlines(12)], [1, 2]);
  } finally {
    watchdog.close();
  }
});
