import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { MutantFolder } from "./trial.ts";
import { Kata } from "../course/kata.ts";
import { assertEquals } from "@std/assert";

Deno.test("compiling() finds type errors also beside files that cannot be parsed", async () => {
  using repository = new FakeRepository();
  const watchdog = new Watchdog();
  try {
    const folder = new MutantFolder(new Kata(repository.root, "sum"), watchdog);
    const good = await folder.write("export const a = 1;");
    const bad = [
      await folder.write("export const a: string = 1;"),
      await folder.write("export const a = ;"),
      await folder.write('import "./gone.ts";'),
    ];
    assertEquals(await folder.compiling([...bad, good]), [good]);
  } finally {
    watchdog.close();
  }
});
