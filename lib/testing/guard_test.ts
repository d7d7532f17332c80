import { obstacle } from "./guard.ts";
import { run } from "./testdata/fixture.ts";
import { assertEquals, assertLess } from "@std/assert";

const MISSING =
  `These tests start processes and ask the kernel about them. They need all permissions.
Run this instead:

    deno test -A katas`;

Deno.test("obstacle() says that another system than Linux will not do", () => {
  for (const os of ["darwin", "windows"]) {
    assertEquals(
      obstacle(os, true, "deno test -A katas"),
      `These katas are about the Linux kernel, and this system is "${os}".
Run them on Linux: a virtual machine, a container or WSL 2 will do.`,
    );
  }
});

Deno.test("obstacle() names the command that gives the permissions", () => {
  assertEquals(obstacle("linux", false, "deno test -A katas"), MISSING);
  assertEquals(obstacle("linux", true, "deno test -A katas"), undefined);
});

Deno.test("a run without permissions ends at once with one message and exit code 1", async () => {
  for (const flags of [[], ["--allow-read", "--allow-run"]]) {
    const start = performance.now();
    const { code, output } = await run(["ending.ts"], { flags });
    assertEquals(code, 1);
    assertEquals(output.split(`\n${MISSING}\n`).length, 2, output);
    assertLess(performance.now() - start, 5000);
  }
});
