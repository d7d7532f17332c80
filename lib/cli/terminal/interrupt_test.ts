import { eventually } from "lib/testing/mod.ts";
import { marked } from "lib/testing/diagnosis/proc.ts";
import { FakeRepository } from "../damage/fake_repository.ts";
import { assert } from "@std/assert";

const CONFIG = new URL("../../../deno.json", import.meta.url).pathname;

Deno.test("nothing is left of a check under load that is interrupted or killed", async () => {
  for (const signal of ["SIGINT", "SIGKILL"] as const) {
    using repository = new FakeRepository({
      "katas/sum/sum_test.ts": `Deno.test("a", () => { for (;;); });`,
    });
    const marker = `IPC_KATAS_INTERRUPT_TEST=${crypto.randomUUID()}`;
    const [name, value] = marker.split("=") as [string, string];
    const code = `
      import { main } from ${JSON.stringify(import.meta.resolve("../proof/check.ts"))};
      await main(["--load"], ${JSON.stringify(repository.root)}, { line() {}, status() {} });`;
    const child = new Deno.Command(Deno.execPath(), {
      args: ["eval", "--no-check", "--config", CONFIG, code],
      env: { [name]: value, TMPDIR: repository.root },
      stdout: "null",
      stderr: "null",
    }).spawn();
    const scratch = () => [...Deno.readDirSync(repository.root)].some(isScratch);
    // Itself, the watchdog, a burner for each core, and as many test runs.
    const all = 2 + 2 * navigator.hardwareConcurrency;
    await eventually(() => marked(marker).length >= all, "everything has started", 60_000);
    assert(scratch());

    child.kill(signal);
    await child.status;
    await eventually(() => marked(marker).length === 0, "every process has ended");
    await eventually(() => !scratch(), "the scratch folder is gone");
  }
});

function isScratch({ name }: Deno.DirEntry): boolean {
  return name.startsWith("ipc-katas-");
}
