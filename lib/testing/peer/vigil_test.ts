import { Vigil } from "./vigil.ts";
import { assertEquals, assertMatch } from "@std/assert";

/** Lets a vigil watch over `cat`, and gives the first thing that is wrong. */
async function firstFailure(keep: (vigil: Vigil) => void, memory?: number): Promise<string> {
  const cat = new Deno.Command("cat", { stdin: "piped", stdout: "null" }).spawn();
  const { promise, resolve } = Promise.withResolvers<string>();
  const nameOf = (pid: number) => pid === cat.pid ? "cat" : "the test";
  const watched = {
    pid: cat.pid,
    nameOf,
    family: () => [cat.pid],
    deaf: () => [],
    failed: resolve,
  };
  const vigil = new Vigil(watched, memory);
  keep(vigil);
  try {
    return await promise;
  } finally {
    vigil.stop();
    await cat.stdin.close();
    await cat.status;
  }
}

Deno.test("a process that uses too much memory fails before its time is over", async () => {
  const reason = await firstFailure((vigil) => void vigil.patrol(() => false), 1024);
  assertMatch(reason, /^cat was stopped, because its process used more than \S+ MiB of memory\.$/);
});

Deno.test("a process whose time is over fails with what it waits for", async () => {
  const reason = await firstFailure((vigil) => vigil.limit(10, () => "It is late."));
  assertMatch(reason, /^cat waits in read\(fd 0\) for .*\.\n\nIt is late\.\n\nprocess /);
});

Deno.test("a limit takes the place of the one before", async () => {
  const reason = await firstFailure((vigil) => {
    vigil.limit(10, () => "This one is never over.");
    vigil.limit(10, () => "It is late.", { ended: true });
  });
  assertEquals(reason.split("\n")[0], "It is late.");
});
