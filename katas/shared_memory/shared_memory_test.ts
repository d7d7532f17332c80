import { peerModule, slowTimeout, supervised, timeout } from "lib/testing/mod.ts";
import { assert, assertEquals } from "@std/assert";
import { explore } from "lib/testing/interleave/mod.ts";

const kata = peerModule<typeof import("./shared_memory.ts")>(
  import.meta.resolve("./shared_memory.ts"),
);
const interleavings = new URL("./interleavings.ts", import.meta.url).href;

Deno.test(
  "increment() loses nothing, whoever adds at the same time",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    console.log(await explore(start, kata, interleavings, "counting", { programs: 120 }));
  }),
);

Deno.test(
  "latest() gives a whole record, whatever is published meanwhile",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    console.log(await explore(start, kata, interleavings, "publishing", { programs: 150, enough: 3000 }));
  }),
);

Deno.test(
  "latest() changes nothing, not even for a moment",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    console.log(await explore(start, kata, interleavings, ["readers", "earlyReaders"], { preemptions: 1 }));
  }),
);

Deno.test(
  "Ring keeps its contract, whatever two threads call at the same time",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    console.log(await explore(start, kata, interleavings, "ringCalls", { programs: 200, enough: 3000 }));
  }),
);

Deno.test(
  "Ring looks again when it was woken for no reason",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    console.log(await explore(start, kata, interleavings, "wokenInVain"));
  }),
);

Deno.test(
  "Ring waits for days without looking again and again",
  { timeout: slowTimeout },
  supervised(async ({ start }) => {
    console.log(await explore(start, kata, interleavings, "longWait", { preemptions: 0, random: 0 }));
  }),
);
