import { after, slowness } from "./running_time.ts";
import { eventually } from "./eventually.ts";
import { stat } from "../diagnosis/proc.ts";
import { collect } from "./group.ts";
import { close, pipe, read } from "../../sys/fd.ts";
import { kill, spawn } from "../../sys/process.ts";
import { assert, assertEquals, assertLess } from "@std/assert";

/** How long the process is stopped, in milliseconds: longer than anything that counts at once. */
const STOPPED = 1500;

Deno.test("time in which the process is stopped does not count", async () => {
  const module = import.meta.resolve("./running_time.ts");
  const code = `
    import { RunningTime } from ${JSON.stringify(module)};
    const time = new RunningTime(), start = performance.now();
    console.log("ready");
    while (performance.now() - start < ${STOPPED}) await new Promise((go) => setTimeout(go, 5));
    console.log(time.ms);`;
  const [output, outputEnd] = pipe();
  const url = `data:text/javascript,${encodeURIComponent(code)}`;
  const args = ["run", "-A", "--no-check", "--quiet", url];
  const pid = spawn(Deno.execPath(), args, { 1: outputEnd });
  close(outputEnd);
  const next = () => {
    const buffer = new Uint8Array(100);
    return new TextDecoder().decode(buffer.subarray(0, read(output, buffer)));
  };
  assertEquals(next(), "ready\n");
  kill(pid, "SIGSTOP");
  await eventually(() => stat(pid)?.state === "T", "it is stopped");
  const before = performance.now();
  await eventually(() => performance.now() - before > STOPPED, "it was stopped long enough");
  kill(pid, "SIGCONT");
  assertLess(Number(next()), STOPPED);
  close(output);
  await collect(pid);
});

Deno.test("slowness() is the number of runnable threads for each CPU, from 1 to 3", () => {
  assertEquals(slowness("0.00 0.01 0.05 1/140 4711\n", 2), 1);
  assertEquals(slowness("9.00 9.01 9.05 5/140 4711\n", 2), 2.5);
  assertEquals(slowness("9.00 9.01 9.05 50/140 4711\n", 2), 3);
});

Deno.test("after() does something once the time is over, unless it is called off", async () => {
  const done: string[] = [];
  const begin = performance.now();
  const callOff = after(5, () => done.push("called off"));
  callOff();
  await new Promise<void>((resolve) => {
    after(20, () => {
      done.push("late");
      resolve();
    });
  });
  assertEquals(done, ["late"]);
  assert(performance.now() - begin >= 20);
});
