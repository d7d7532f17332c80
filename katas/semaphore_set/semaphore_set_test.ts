import { peerModule, supervised, timeout } from "lib/testing/mod.ts";
import { assertEquals } from "@std/assert";

const kata = peerModule<typeof import("./semaphore_set.ts")>(import.meta.resolve("./semaphore_set.ts"));

Deno.test(
  "shout() gives capital letters",
  { timeout },
  supervised(async ({ start }) => {
    assertEquals(await start(kata, "shout", ["Hello"]).result, "HELLO");
  }),
);
