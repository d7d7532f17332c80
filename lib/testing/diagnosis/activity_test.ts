import { comesToRest } from "./activity.ts";
import { assertEquals } from "@std/assert";

Deno.test("comesToRest() tells a process that waits from one that polls, and from one that is done", async () => {
  const start = (command: string, ...args: string[]) =>
    new Deno.Command(command, { args, stdin: "piped", stdout: "null" }).spawn();
  const waits = start("cat");
  const polls = start("sh", "-c", "while :; do sleep 0.01; done");
  try {
    const rests = await Promise.all([
      comesToRest({ pid: waits.pid, settled: false }),
      comesToRest({ pid: waits.pid, settled: false }, () => false),
      comesToRest({ pid: waits.pid, settled: true }),
      comesToRest({ pid: polls.pid, settled: false }),
    ]);
    assertEquals(rests, [true, false, false, false]);
  } finally {
    for (const child of [waits, polls]) {
      child.kill("SIGKILL");
      await child.stdin.close();
      await child.status;
    }
  }
});
