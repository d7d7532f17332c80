import { fromFileUrl } from "@std/path";
import { assertEquals } from "@std/assert";

const command = fromFileUrl(import.meta.resolve("../learner/kata.ts"));
const config = fromFileUrl(import.meta.resolve("../../../deno.json"));

/** Shows the help of a command by a script, which gets the command's words. */
async function help(script: string): Promise<[code: number, stderr: string]> {
  const { code, stderr } = await new Deno.Command("bash", {
    args: ["-c", script, "bash", Deno.execPath(), "run", "--quiet", "--allow-all"]
      .concat("--config", config, command, "--help"),
    env: { NO_COLOR: "1" },
  }).output();
  return [code, new TextDecoder().decode(stderr)];
}

Deno.test("a command that cannot write says so in one line, without a stack", async () => {
  const sentence = "Cannot write to standard output: No space left on device\n";
  assertEquals(await help('"$@" > /dev/full'), [1, sentence]);
});

Deno.test("a command whose reader has gone ends without a word", async () => {
  assertEquals(await help('exec 3> >(true); wait $!; "$@" >&3'), [1, ""]);
});
