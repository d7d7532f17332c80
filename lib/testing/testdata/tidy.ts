/**
 * Tests of peers that open and start a lot and leave nothing, for several fixtures.
 *
 * @module
 */

import { peerModule, supervised, timeout } from "../mod.ts";
import { close, pipe, read, write } from "../../sys/fd.ts";
import { spawn, waitpid } from "../../sys/process.ts";
import { assertEquals } from "@std/assert";

const self = peerModule<typeof import("./tidy.ts")>(import.meta.url);

/** Opens and starts what may be left open or running, and leaves nothing. */
export async function tidy(rounds: number): Promise<number> {
  for (let round = 0; round < rounds; round++) {
    const [readEnd, writeEnd] = pipe();
    const pid = spawn("echo", ["hello"], { 1: writeEnd });
    close(writeEnd);
    read(readEnd, new Uint8Array(16));
    close(readEnd);
    waitpid(pid);

    const path = Deno.makeTempFileSync();
    await Deno.writeTextFile(path, "hello");
    await Deno.remove(path);
    await new Deno.Command("true").output();
    Deno.listen({ port: 0 }).close();
  }
  return rounds;
}

/** Declares the tests; the test process opens things as well, while peers run. */
export function declare(): void {
  for (let number = 1; number <= 2; number++) {
    Deno.test(
      `${number}: nothing is left`,
      { timeout },
      supervised(async ({ pipe, run, scratch, start }) => {
        const peers = [5, 10].map((rounds) => start(self, "tidy", [rounds]));
        const [readEnd, writeEnd] = pipe();
        const cat = run("cat", [], { 0: readEnd });
        write(writeEnd, new Uint8Array(0));
        await Deno.writeTextFile(`${scratch()}/file`, "hello");
        await new Deno.Command("true").output();
        close(readEnd);
        close(writeEnd);
        await cat.status;
        assertEquals(await Promise.all(peers.map((peer) => peer.result)), [5, 10]);
      }),
    );
  }
}
