import { eventually, supervisedSteps, timeout } from "./mod.ts";
import { assertEquals } from "@std/assert";
import { close } from "lib/sys/fd.ts";
import { kill } from "lib/sys/process.ts";
import { canStopAtAccess, isStopped, stopAtAccess } from "./stopping.ts";

const able = canStopAtAccess()
  ? { "with F_NOTIFY": true }
  : { "without F_NOTIFY, which this kernel lacks": undefined };

Deno.test(
  "stopAtAccess() stops a process that has written a file, before it goes on",
  { timeout },
  supervisedSteps(able, async ({ own, pipe, run, scratch }) => {
    const folder = scratch();
    const [file, next] = [`${folder}/one`, `${folder}/next one`];
    for (const path of [file, next]) Deno.writeTextFileSync(path, "");
    const [gate, opener] = pipe();
    const shell = run("sh", ["-c", 'read line; echo 1 >> "$1"; echo 2 >> "$2"', "", file, next], {
      0: gate,
    });
    const stopping = own(stopAtAccess(shell.pid, folder));
    close(opener);
    const sizes = () => [file, next].map((path) => Deno.statSync(path).size);
    for (const expected of [[2, 0], [2, 2]]) {
      await eventually(() => isStopped(shell.pid), "the shell is stopped");
      assertEquals(sizes(), expected);
      Deno.readTextFileSync(file); // It is stopped already.
      kill(shell.pid, "SIGCONT");
    }
    assertEquals((await shell.status).code, 0);
    stopping[Symbol.dispose]();
  }),
);
