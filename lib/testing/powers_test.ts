import { takesPowers } from "./powers.ts";
import { assertEquals } from "@std/assert";

Deno.test("takesPowers() is true for a program that does what is asked of it, for root only", () => {
  const folder = Deno.makeTempDirSync();
  try {
    const write = (name: string, script: string) => {
      Deno.writeTextFileSync(`${folder}/${name}`, `#!/bin/sh\n${script}\n`, { mode: 0o700 });
      return `${folder}/${name}`;
    };
    assertEquals(takesPowers(write("willing", "exit 0")), Deno.uid() === 0);
    assertEquals(
      takesPowers(write("like busybox", 'case "$1" in --bounding*) exit 1; esac')),
      false,
    );
    assertEquals(takesPowers(`${folder}/missing`), false);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
