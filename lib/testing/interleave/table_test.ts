import { table } from "./table.ts";
import { assert, assertEquals } from "@std/assert";

const CAS = "compareExchange mutex[0] from 1 to 0 → not done, was 0";

Deno.test("table() fits in 80 columns, whatever four threads do and print", () => {
  const lines = [CAS, `prints ${"x".repeat(100)}`, "load mutex[0] → 0"];
  const rows = [0, 1, 2, 3].flatMap((thread) =>
    lines.map((text) => [
      ...[0, 1, 2, 3].map((it) => it === thread ? text : ""),
      "semaphore.ts:123  acquireWithin › tryAcquire",
    ])
  );
  const text = table(["producer", "B", "C", "D", ""], rows);
  for (const line of text.split("\n")) assert(line.length <= 80, `${line.length}: ${line}`);
  assertEquals(text.split(CAS).length - 1, 4, "What an operation came to can be read everywhere.");
  assert(text.endsWith("\n\n1  semaphore.ts:123  acquireWithin › tryAcquire"), text);
});
