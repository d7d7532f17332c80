/** Fixture: a run that starts all kinds of processes, writes temporary files, and does not end. */
import { supervised } from "../mod.ts";
import { hostile } from "./behaviour.ts";
import { TOKEN } from "./fixture.ts";

for (const name of ["first", "second"]) {
  Deno.test(
    name,
    supervised(async ({ pipe, run, scratch, start }) => {
      Deno.writeTextFileSync(`${scratch()}/file`, "");
      const [readEnd] = pipe();
      run("cat", [], { 0: readEnd });
      run("sh", ["-c", 'sleep "$1" & sleep "$1"', "sh", Deno.env.get(TOKEN)!], {});
      start(hostile, "starts_all_kinds_and_waits", [], { deadline: 60_000 });
      await start(hostile, "starts_all_kinds_and_waits", [], { deadline: 60_000 }).result;
    }),
  );
}
