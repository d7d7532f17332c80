import { catches } from "./signals.ts";
import { eventually } from "../../peer/eventually.ts";
import { assertEquals } from "@std/assert";

Deno.test("catches() tells which signals a process has a handler for", async () => {
  const command = "trap '' INT; trap : TERM; read -r forever";
  const shell = new Deno.Command("sh", { args: ["-c", command], stdin: "piped", stdout: "null" })
    .spawn();
  await eventually(() => catches(shell.pid, "SIGTERM"), "sh has its trap");
  assertEquals(catches(shell.pid, "SIGINT"), false); // ignored, which is no handler
  assertEquals(catches(shell.pid, "SIGUSR2"), false);
  await shell.stdin.close();
  await shell.status;
  assertEquals(catches(2 ** 22 + 1, "SIGTERM"), false); // There is no such process.
});
